"""The whole way of one message, told step by step."""

from dataclasses import asdict

import pytest

from checker.analysis.follow import Sources
from checker.analysis.replay.walk import Walk
from checker.model.json import ABSENT

CONTRACT = """
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
  crm: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        where: {/type: order}
        sends: schemas/order.json
        accepts: schemas/erp.json
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 6}}
          - {to: /quantity, from: /qty, number: {scale: 0}}
        enriches: {/limit: {from: crm}}
        requires: [{jq: ".quantity > 0", because: nobody orders nothing}]
      change: {where: {/type: change}, payload: schemas/order.json}
      other: {where: {/type: other}, transform: {jsonata: $}}
      ping: {where: {/type: ping}, payload: none}
"""
SCHEMAS = {
    "schemas/order.json": {"properties": {"id": {"type": "string"}}},
    "schemas/erp.json": {
        "required": ["limit"],
        "properties": {"docnum": {"maxLength": 6}},
    },
}

pytestmark = pytest.mark.needs("jq")


@pytest.fixture
def walked(ready):
    """The way of a payload, as `received` if that is given."""
    replay = ready(CONTRACT, SCHEMAS)

    def walk(payload, received=ABSENT, message="order"):
        return replay.walk("shop-to-erp", message, Sources(payload), received)

    return walk


def _parts(walk: Walk) -> set[str]:
    """The parts that have something to say against a message."""
    names = ("sent", "lacking", "failed", "differences", "accepted", "unmet", "skipped")
    return {name for name in names if getattr(walk, name)}


def test_a_payload_alone_shows_what_becomes_of_it(walked):
    walk = walked({"id": "4711", "qty": "3"})
    assert (walk.result, walk.is_clean, walk.is_changed) == ({"docnum": "004711", "quantity": 3}, True, True)
    assert (walk.has_sends, walk.has_accepts, walk.has_received) == (True, True, False)


def test_what_came_on_the_way_is_no_difference(walked):
    walk = walked({"id": "4711", "qty": "3"}, {"docnum": "004711", "quantity": 3, "limit": 5})
    assert walk.is_clean


def test_a_difference_has_its_row_and_its_source_field(walked):
    walk = walked({"id": "4711", "qty": "3"}, {"docnum": "004711", "quantity": 4, "limit": 5})
    assert _parts(walk) == {"differences"}
    (one,) = walk.differences
    assert (one.difference.pointer, one.difference.expected, one.difference.received) == ("/quantity", 3, 4)
    assert one.origin is not None
    assert [asdict(source) for source in one.origin.sources] == [
        {"path": "/qty", "pointer": "/qty", "value": "3"}
    ]


def test_a_row_that_fails_leaves_no_result(walked):
    walk = walked({"id": 1, "qty": "three"}, {"limit": 5})
    assert _parts(walk) == {"sent", "failed", "unmet"}
    assert (walk.result, walk.failed.value if walk.failed else None) == (ABSENT, "three")


def test_what_the_receiver_refuses_names_the_row_that_made_it(walked):
    walk = walked({"id": "4711471", "qty": "3"})
    assert _parts(walk) == {"accepted"}
    (one,) = walk.accepted
    assert one.origin is not None
    assert (one.violation.pointer, one.origin.sources[0].path) == ("/docnum", "/id")


def test_a_field_that_must_come_from_elsewhere_is_missed_where_it_did_not_arrive(walked):
    walk = walked({"id": "4711", "qty": "3"}, {"docnum": "004711", "quantity": 3, "limit": None})
    (one,) = walk.lacking
    assert (one.pointer, one.is_null, one.enrich.source.name) == ("/limit", True, "crm")


@pytest.mark.parametrize(("quantity", "why"), [("0", False), ("-1", False)])
def test_what_the_receiver_requires_is_asked_of_the_result(walked, quantity, why):
    walk = walked({"id": "4711", "qty": quantity})
    assert [(one.requirement.because, one.why is not None) for one in walk.unmet] == [
        ("nobody orders nothing", why)
    ]


def test_a_requirement_that_fails_says_why(ready):
    replay = ready(CONTRACT.replace('".quantity > 0"', '".docnum | keys"'), SCHEMAS)
    (one,) = replay.walk("shop-to-erp", "order", Sources({"id": "1", "qty": "1"})).unmet
    assert one.why is not None


def test_without_a_transformation_the_message_stays_what_it_was(walked):
    payload = {"id": "4711"}
    walk = walked(payload, {"id": "4712"}, message="change")
    assert (walk.result, walk.is_changed) == (payload, False)
    assert [one.origin for one in walk.differences] == [None]


def test_a_payload_where_the_contract_says_there_is_none_is_no_clean_message(walked):
    walk = walked({"type": "ping"}, message="ping")
    assert [one.message for one in walk.sent] == [
        "there is a payload, and the contract says that there is none"
    ]


def test_a_step_that_is_not_run_is_named(walked):
    walk = walked({}, {}, message="other")
    assert (_parts(walk), walk.result, walk.is_changed) == ({"skipped"}, ABSENT, True)


@pytest.mark.parametrize(
    ("payload", "names"),
    [({"type": "order"}, ("order",)), ({"type": "change"}, ("change",)), ({}, ()), (None, ())],
)
def test_where_tells_which_message_a_payload_is(ready, payload, names):
    assert ready(CONTRACT, SCHEMAS).recognise("shop-to-erp", Sources(payload)) == names


def test_a_message_without_where_gives_way_to_one_whose_where_holds(ready):
    replay = ready(CONTRACT.replace("where: {/type: change}, ", ""), SCHEMAS)
    assert replay.recognise("shop-to-erp", Sources({"type": "order"})) == ("order",)
    assert replay.recognise("shop-to-erp", Sources({"type": "x"})) == ("change",)


@pytest.mark.parametrize(("received", "is_clean"), [("09:00:04", True), ("10:00:00", False)])
def test_a_row_of_compare_outranks_what_a_made_row_implies(ready, received, is_clean):
    replay = ready(
        """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        transform: [{to: /created, made: timestamp}]
        compare: [{at: /created, is: timestamp, within: 5s, of: sent, because: stamped on the way}]
"""
    )
    walk = replay.walk(
        "shop-to-erp",
        "order",
        Sources({}),
        {"created": f"2026-03-02T{received}Z"},
        sent_at="2026-03-02T09:00:00Z",
    )
    assert walk.is_clean is is_clean


def test_a_step_in_jq_is_blamed_with_the_fields_that_it_reads(ready):
    contract = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages: {order: {accepts: schemas/erp.json, transform: {jq: "{docnum: .id, quantity: (.qty | tonumber)}"}}}
"""
    replay = ready(contract, {"schemas/erp.json": {"properties": {"docnum": {"maxLength": 6}}}})
    sources = Sources({"id": "4711471", "qty": "3", "note": "x"})
    walk = replay.walk("shop-to-erp", "order", sources, {"docnum": "4711471", "quantity": 4})
    assert [
        [source.path for source in one.origin.sources]
        for one in (*walk.differences, *walk.accepted)
        if one.origin
    ] == [["/qty"], ["/id"]]
