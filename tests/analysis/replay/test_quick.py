"""The quick way sees what the long way sees, or leaves it to the long way."""

import pytest

from checker.analysis.replay.case import look as seen_in
from checker.analysis.replay.quick import quickly_seen
from checker.model.json import ABSENT
from checker.model.recordings import Case, Event, Kind, Reply, Shown

CONTRACT = """
systems: {shop: {statuses: {}}, erp: {statuses: {ok: {}}}, hub: {decides: [{boundary: to-hub, then: [to-erp]}], statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        version: 1
        sends: schemas/order.json
        accepts: schemas/erp.json
        transform: [{to: /docnum, from: /id, pad: {left: "0", to: 6}}]
      same: {where: {/t: same}, payload: schemas/order.json}
      none: {where: {/t: none}, payload: none}
      tolerant: {where: {/t: x}, compare: [{at: /n, is: decimal, scale: 0, because: it rounds}]}
  to-hub: {from: shop, to: hub, messages: {order: {}}}
  to-erp: {from: hub, to: erp, carries: {traceparent: w3c}, messages: {order: {}}}
  news:
    from: erp
    to: shop
    messages: {order: {}}
    status: {of: sender, read: [{status: {at: /s}}], when: {ok: {ignore: it is only counted}}}
"""
SCHEMAS = {
    "schemas/order.json": {"properties": {"id": {"type": "string"}}},
    "schemas/erp.json": {"properties": {"docnum": {"maxLength": 6}}},
}
ORDER = {"boundary": "shop-to-erp", "message": "order"}
GOOD = {"sent": {"id": "1"}, "received": {"docnum": "000001"}}


@pytest.fixture
def both(ready):
    """What both ways see of one event."""
    replay = ready(CONTRACT, SCHEMAS)

    def see(event: Event):
        case = Case(name="1", events=(event,), recording="a.jsonl")
        return quickly_seen(replay.quick, replay.contracts, case), seen_in(replay, case, None)

    return see


@pytest.mark.parametrize(
    "keys",
    [
        {**ORDER, **GOOD},
        {**ORDER, **GOOD, "version": "1", "system": "shop", "headers": (("a", "b"),)},
        {**ORDER, "message": "same", "sent": {"id": "1"}, "received": {"id": "1"}},
    ],
)
def test_a_clean_exchange_is_seen_alike(both, keys):
    quick, slow = both(Event(case="1", id="x", kind=Kind.EXCHANGE, **keys))
    assert quick == slow
    assert quick.observations == ()


@pytest.mark.parametrize(
    "keys",
    [
        {**ORDER, "sent": {"id": 1}, "received": {"docnum": "000001"}},
        {**ORDER, "sent": {"id": "1"}, "received": {"docnum": "000002"}},
        {**ORDER, "sent": {"id": "1234567"}, "received": {"docnum": "1234567"}},
        {**ORDER, "sent": {"id": []}, "received": {"docnum": "1234567"}},
        {**ORDER, **GOOD, "version": "2"},
        {**ORDER, **GOOD, "system": "shoop"},
        {**ORDER, **GOOD, "reply": Reply(code="200")},
        {**ORDER, **GOOD, "status": Shown(code="ok"), "system": "erp"},
        {**ORDER, "sent": {"id": "1"}, "received": ABSENT},
        {**ORDER, "sent": ABSENT, "received": {"docnum": "000001"}},
        {"boundary": "shop-to-erp", **GOOD},
        {**ORDER, "message": "none", "sent": ABSENT, "received": ABSENT},
        {**ORDER, "message": "tolerant", "sent": {"n": 1}, "received": {"n": 1}},
        {**ORDER, "message": "unknown", **GOOD},
        {"boundary": "to-hub", "message": "order", "sent": 1, "received": 1},
        {"boundary": "to-erp", "message": "order", "sent": 1, "received": 1},
        {"boundary": "news", "message": "order", "sent": {"s": "ok"}, "received": {"s": "ok"}},
    ],
)
def test_whatever_may_be_more_is_left_to_the_long_way(both, keys):
    quick, _ = both(Event(case="1", id="x", kind=Kind.EXCHANGE, **keys))
    assert quick is None


def test_only_an_exchange_is_seen_quickly(both):
    event = Event(case="1", id="x", kind=Kind.SENT, payload={"id": "1"}, **ORDER)
    assert both(event)[0] is None
