"""CloudEvents over one hop: forwarded as they are, or the cause of others."""

import pytest

from checker.analysis.context import Broken, Cause, compiled, followed, knows
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context
from checker.model.json import ABSENT, Json
from checker.model.places import Place

CARRY = Carry(name="event", context=Context.CLOUD_EVENTS, place=Place(file="contract.yaml", line=1, column=1))
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def _binary(data: Json = "x", prefix: str = "ce-", **attributes: str) -> Side:
    found = {"specversion": "1.0", "id": "A1", "source": "/crm", "type": "order.created", **attributes}
    return Side(data, tuple((f"{prefix}{name}", text) for name, text in found.items()), None, {})


def _structured(data: Json = "x", **attributes: str) -> Side:
    found = {"specversion": "1.0", "id": "A1", "source": "/crm", "type": "order.created", **attributes}
    return Side({**found, "data": data}, (), None, {})


def _batch(*names: str) -> Side:
    events: list[Json] = [
        {"specversion": "1.0", "id": name, "source": "/crm", "type": "order.created"} for name in names
    ]
    return Side(events, (), None, {})


NONE = Side({"id": "A1"}, (("accept", "*/*"),), None, {})

UNSEEN = Side(ABSENT, (("Content-Type", "application/cloudevents+avro"),), None, {})  # it is in the body


def _crossed(sent: Side, received: Side) -> Broken | None:
    (survival,) = compiled([CARRY], {})
    return survival.crossed(sent, received)


def _followed(cause: Side, consequence: Side) -> Broken | None:
    return followed(CARRY, Cause(side=cause), consequence)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        (_binary(), _binary()),
        (_binary(), _structured()),
        (_structured(), _binary("y", prefix="ce_")),
        (_binary(source="/caf%C3%A9"), _structured(source="/café")),
        (_binary(source='"/a \\"b\\""'), _structured(source='/a "b"')),
        (_binary(prefix="ce_", source="/100%25"), _structured(source="/100%25")),
        (_binary(), _binary(traceparent=TRACE)),
        (_batch("A1", "A2"), _batch("A2", "A1")),
        (NONE, _binary()),
        (_binary(), Side({}, None, None, {})),
        (_binary(), Side(ABSENT, None, None, {})),
        (_binary(), UNSEEN),
    ],
)
def test_an_event_that_crossed_as_it_was_is_not_broken(sent: Side, received: Side) -> None:
    assert _crossed(sent, received) is None


@pytest.mark.parametrize(
    ("sent", "received", "what", "pointer", "why"),
    [
        (_binary(), NONE, "the event", "header:ce-id", "has no such event"),
        (_structured(), NONE, "the event", "/id", "has no such event"),
        (_binary(), _binary(id="A2"), "the event", "header:ce-id", "has it as A2 of /crm"),
        (_binary(), _structured(source="/hub"), "the event", "/source", "has it as A1 of /hub"),
        (_batch("A1", "A2"), _batch("A1"), "the event", "/1/id", "has no such event"),
        (
            _binary(traceparent=TRACE),
            _binary(),
            "the traceparent of an event",
            "header:ce-traceparent",
            "has the event A1 of /crm without it",
        ),
        (
            _binary(correlationid="t1"),
            _structured(correlationid="t2"),
            "the correlationid of an event",
            "/correlationid",
            "has t2 in the event A1 of /crm",
        ),
    ],
)
def test_an_event_that_did_not_survive_says_where(
    sent: Side, received: Side, what: str, pointer: str, why: str
) -> None:
    broken = _crossed(sent, received)
    assert broken is not None
    assert (broken.what, broken.pointer, broken.why) == (what, pointer, why)
    assert broken.is_lost is ("without" in why or "no such" in why)


@pytest.mark.parametrize(
    ("cause", "consequence"),
    [
        (_binary(traceparent=TRACE), _structured(traceparent=TRACE)),
        (_binary(), _binary("other", id="B1", source="/hub", type="order.stored")),
        (_binary(traceparent=TRACE), _binary("other", id="B1", traceparent="")),
        (_binary(correlationid="t"), _binary("other", id="B1", correlationid="t", causationid="A1")),
        (_binary("x"), _binary("y", id="B1")),
        (_batch("A1", "A2"), _binary(id="B1", causationid="A2")),
        (NONE, _binary()),
        (_binary(), Side(ABSENT, None, None, {})),
    ],
)
def test_an_event_that_was_forwarded_or_led_to_another_is_not_broken(cause: Side, consequence: Side) -> None:
    assert _followed(cause, consequence) is None


@pytest.mark.parametrize(
    ("cause", "consequence", "what", "why"),
    [
        (_binary(), NONE, "the event", "has no such event"),
        (_binary(), _binary(id="B1"), "the event", "has it as B1 of /crm"),
        (_binary(), _binary(source="/hub"), "the event", "has it as A1 of /hub"),
        (
            _binary(traceparent=TRACE),
            _binary(traceparent=TRACE.replace("b7", "c8")),
            "the traceparent of an event",
            f"has {TRACE.replace('b7', 'c8')} in the event A1 of /crm",
        ),
        (
            _binary(correlationid="t"),
            _binary("other", id="B1", source="/hub"),
            "the correlationid of an event",
            "has the event B1 of /hub without it",
        ),
        (
            _binary(),
            _binary("other", id="B1", source="/hub", causationid="A0"),
            "the causationid of an event",
            "has A0 in the event B1 of /hub",
        ),
    ],
)
def test_an_event_that_was_not_forwarded_as_it_was_says_what_changed(
    cause: Side, consequence: Side, what: str, why: str
) -> None:
    broken = _followed(cause, consequence)
    assert broken is not None
    assert (broken.what, broken.why) == (what, why)


def test_whether_a_message_is_an_event_shows_in_its_headers_or_its_payload() -> None:
    assert [
        knows(Context.CLOUD_EVENTS, side)
        for side in (
            NONE,
            _structured(),
            Side({}, None, None, {}),
            Side(_structured().payload, None, None, {}),
        )
    ] == [True, True, False, True]
