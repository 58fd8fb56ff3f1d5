"""What must survive a crossing, held against both sides of a message."""

from collections.abc import Sequence

import pytest

from checker.analysis.context import Broken, Cause, compiled, followed
from checker.analysis.mapping import RowError
from checker.analysis.sides import Side
from checker.load.paths import parse
from checker.model.boundaries import Carry, Context
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.transformations import Function, Number, Operation, Pad

PLACE = Place(file="contract.yaml", line=1, column=1)
TRACE = "0af7651916cd43dd8448eb211c80319c"
OTHER = "4bf92f3577b34da6a3ce929d0e0e4736"
W3C = Carry(name="traceparent", context=Context.W3C, place=PLACE)


def _side(
    payload: Json | Absent = ABSENT,
    headers: Sequence[tuple[str, str]] | None = None,
    key: str | None = None,
    **attributes: Json,
) -> Side:
    return Side(payload, None if headers is None else tuple(headers), key, attributes)


def _traced(trace: str = TRACE, span: str = "b7ad6b7169203331", *more: tuple[str, str]) -> Side:
    return _side(headers=[("traceparent", f"00-{trace}-{span}-01"), *more])


def _carry(sent: str, received: str, *then: Operation) -> Carry:
    return Carry(
        name="order",
        sent=parse(sent, PLACE),
        received=parse(received, PLACE),
        then=tuple(Function(operation=operation, place=PLACE) for operation in then),
        place=PLACE,
    )


def _broken(carry: Carry, sent: Side, received: Side) -> Broken | None:
    (survival,) = compiled([carry], {})
    return survival.crossed(sent, received)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        (_traced(), _traced()),
        (_traced(), _traced(TRACE, "53995c3f42cd8ad8")),
        (_traced(), _side(headers=None)),
        (_side(headers=None), _traced()),
        (_side(headers=[]), _side(headers=[])),
        (_side(headers=[]), _traced()),
        (_side(headers=[("traceparent", "garbage")]), _side(headers=[])),
    ],
    ids=["same", "new-span", "not-captured", "sent-not-captured", "none", "begun-here", "nothing-valid"],
)
def test_a_trace_that_survived_or_that_nobody_can_judge_is_not_broken(sent: Side, received: Side) -> None:
    assert _broken(W3C, sent, received) is None


def test_a_trace_that_is_not_there_any_more_is_lost() -> None:
    found = _broken(W3C, _traced(), _side(headers=[("accept", "*/*")]))
    assert found == Broken(
        what="the trace",
        place=PLACE,
        before=TRACE,
        after=ABSENT,
        pointer="header:traceparent",
        why="has no traceparent",
    )
    assert found.is_lost


def test_a_trace_that_nobody_may_use_is_lost() -> None:
    found = _broken(
        W3C, _traced(), _side(headers=[("traceparent", f"00-{TRACE.upper()}-b7ad6b7169203331-01")])
    )
    assert found is not None
    assert (found.is_lost, found.why) == (
        True,
        "has a traceparent that is not in lower case, so that nobody may use it",
    )


def test_another_trace_is_a_changed_one() -> None:
    found = _broken(W3C, _traced(), _traced(OTHER))
    assert found == Broken(
        what="the trace",
        place=PLACE,
        before=TRACE,
        after=OTHER,
        pointer="header:traceparent",
        why=f"has the trace-id {OTHER}, not {TRACE}",
    )


def test_a_tracestate_that_lost_an_entry_is_a_changed_context() -> None:
    found = _broken(W3C, _traced(TRACE, "b7ad6b7169203331", ("tracestate", "a=1")), _traced())
    assert found is not None
    assert (found.is_lost, found.why) == (False, "has the same trace-id, but tracestate lost a")


def test_tracestate_counts_between_messages_only_where_one_system_stands_between_them() -> None:
    cause, consequence = _traced(TRACE, "b7ad6b7169203331", ("tracestate", "a=1")), _traced()
    assert followed(W3C, Cause(side=cause), consequence) is None
    assert followed(W3C, Cause(side=cause, is_direct=True), consequence) is not None


def test_nothing_is_said_of_messages_whose_headers_were_not_captured() -> None:
    assert followed(W3C, Cause(side=_traced(), is_direct=True), _side()) is None
    assert followed(W3C, Cause(side=_side(), is_direct=True), _traced()) is None


PADDED = _carry("/id", "/control/docnum", Pad("left", "0", 10))


@pytest.mark.parametrize(
    ("carry", "sent", "received"),
    [
        (_carry("/id", "/id"), _side({"id": "4711"}), _side({"id": "4711"})),
        (_carry("/id", "/id"), _side({"id": 4711}), _side({"id": "4711"})),
        (_carry("/id", "/id"), _side({"id": 4711}), _side({"id": 4711.0})),
        (PADDED, _side({"id": "4711"}), _side({"control": {"docnum": "0000004711"}})),
        (_carry("/id", "header:X-Id"), _side({"id": "4711"}), _side({}, [("x-id", "4711")])),
        (_carry("header:x-id", "/id"), _side({}, [("X-ID", "4711")]), _side({"id": "4711"})),
        (_carry("key:", "key:"), _side(key="4711"), _side(key="4711")),
        (_carry("attribute:id", "/id"), _side({}, id="4711"), _side({"id": "4711"})),
        (
            _carry("/lines/*/id", "/ids/*"),
            _side({"lines": [{"id": "1"}, {"id": "2"}]}),
            _side({"ids": ["1", "2"]}),
        ),
        (_carry("/lines/*/id", "/ids/*", Number()), _side({"lines": [{"id": "1"}]}), _side({"ids": [1]})),
    ],
)
def test_an_id_that_arrives_as_declared_survived(carry: Carry, sent: Side, received: Side) -> None:
    assert _broken(carry, sent, received) is None


@pytest.mark.parametrize(
    ("carry", "sent", "received"),
    [
        (_carry("/id", "/id"), _side(), _side({})),
        (_carry("/id", "/id"), _side({"id": "4711"}), _side()),
        (_carry("/id", "/id"), _side({}), _side({})),
        (_carry("/id", "/id"), _side({"id": None}), _side({})),
        (PADDED, _side({}), _side({})),
        (_carry("/id", "header:x-id"), _side({"id": "4711"}), _side({})),
        (_carry("key:", "/id"), _side({}), _side({})),
        (_carry("/id", "attribute:id"), _side({"id": "4711"}), _side({})),
    ],
)
def test_nothing_is_said_where_a_side_was_not_captured_or_had_no_id(
    carry: Carry, sent: Side, received: Side
) -> None:
    assert _broken(carry, sent, received) is None


@pytest.mark.parametrize(
    ("received", "after", "why"),
    [
        ({}, ABSENT, 'has nothing at /control/docnum, where "0000004711" should stand'),
        (
            {"control": {"docnum": None}},
            ABSENT,
            'has nothing at /control/docnum, where "0000004711" should stand',
        ),
        (
            {"control": {"docnum": "4711"}},
            "4711",
            'has "4711" at /control/docnum, where "0000004711" should stand',
        ),
        ({"control": {"docnum": 4711}}, 4711, 'has 4711 at /control/docnum, where "0000004711" should stand'),
    ],
)
def test_an_id_that_arrives_otherwise_is_said_with_both_values(
    received: Json, after: Json | Absent, why: str
) -> None:
    assert _broken(PADDED, _side({"id": "4711"}), _side(received)) == Broken(
        what="order", place=PLACE, before="0000004711", after=after, pointer="/control/docnum", why=why
    )


def test_null_is_not_the_id_of_that_name() -> None:
    carry = _carry("/id", "/id")
    broken = _broken(carry, _side({"id": "null"}), _side({"id": None}))
    assert broken is not None
    assert broken.is_lost


def test_of_several_ids_all_must_arrive_in_their_order() -> None:
    carry = _carry("/lines/*/id", "/ids/*")
    found = _broken(carry, _side({"lines": [{"id": "1"}, {"id": "2"}]}), _side({"ids": ["2", "1"]}))
    assert found is not None
    assert (found.before, found.after) == (["1", "2"], ["2", "1"])


def test_an_id_that_the_functions_can_not_take_is_no_survival_and_no_loss() -> None:
    with pytest.raises(RowError):
        _broken(_carry("/id", "/id", Number()), _side({"id": "x"}), _side({"id": "x"}))


def test_what_has_neither_a_format_nor_paths_can_not_be_prepared() -> None:
    with pytest.raises(ValueError, match="has a path on both sides"):
        compiled([Carry(name="order", place=PLACE)], {})
