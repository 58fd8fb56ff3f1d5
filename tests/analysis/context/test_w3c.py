"""A W3C trace context over one hop, by cases of the specification."""

from collections.abc import Sequence

import pytest

from checker.analysis.context import Broken, Cause, Fate, compiled, followed
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context, Tracing
from checker.model.json import ABSENT
from checker.model.places import Place

PLACE = Place(file="contract.yaml", line=1, column=1)
TRACE = "0af7651916cd43dd8448eb211c80319c"
OTHER = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "b7ad6b7169203331"
NEW = "53995c3f42cd8ad8"
CONTINUED = Carry(name="traceparent", context=Context.W3C, place=PLACE)
RESTARTED = Carry(name="t", context=Context.W3C, tracing=Tracing.RESTART, because="b", place=PLACE)
THROUGH = Carry(name="t", context=Context.W3C, tracing=Tracing.PASS_THROUGH, because="b", place=PLACE)


def _side(*headers: tuple[str, str]) -> Side:
    return Side(ABSENT, headers, None, {})


def _traced(trace: str = TRACE, span: str = SPAN, state: str | None = None, flags: str = "01") -> Side:
    states = [] if state is None else [("tracestate", state)]
    return _side(("traceparent", f"00-{trace}-{span}-{flags}"), *states)


def _crossed(carry: Carry, sent: Side, received: Side) -> Broken | None:
    (survival,) = compiled([carry], {})
    return survival.crossed(sent, received)


def _followed(
    carry: Carry, cause: Side, sent: Side, *, is_direct: bool = True, carried: Sequence[Context] = ()
) -> Broken | None:
    return followed(carry, Cause(side=cause, is_direct=is_direct, carried=frozenset(carried)), sent)


def _says(broken: Broken | None) -> tuple[str, Fate, str] | None:
    return None if broken is None else (broken.what, broken.fate, broken.why)


def test_a_system_that_sends_a_message_on_has_a_span_of_its_own() -> None:
    assert _followed(CONTINUED, _traced(), _traced(span=NEW)) is None
    assert _followed(CONTINUED, _traced(), _traced()) == Broken(
        what="the parent-id",
        place=PLACE,
        before=SPAN,
        after=SPAN,
        pointer="header:traceparent",
        why="has it as it was received, so that nothing in the trace tells of the system between",
        fate=Fate.NOT_RENEWED,
    )


def test_the_same_span_is_no_fault_on_the_way_nor_where_others_stand_between() -> None:
    assert _crossed(CONTINUED, _traced(), _traced()) is None
    assert _followed(CONTINUED, _traced(), _traced(), is_direct=False) is None


@pytest.mark.parametrize("is_sent_on", [True, False])
def test_what_goes_through_as_it_is_may_not_change_in_one_character(is_sent_on: bool) -> None:
    judged = _followed if is_sent_on else _crossed
    before = _traced(state="a=1, b=2")
    assert judged(THROUGH, before, before) is None
    assert judged(THROUGH, before, _traced(state="a=1,b=2")) is None
    assert _says(judged(THROUGH, before, _traced(span=NEW, state="a=1,b=2"))) == (
        "the trace",
        Fate.CHANGED,
        f'has the traceparent "00-{TRACE}-{NEW}-01", and it goes through as it is: "00-{TRACE}-{SPAN}-01"',
    )
    assert _says(judged(THROUGH, before, _traced(state="c=3,a=1,b=2"))) == (
        "the trace",
        Fate.CHANGED,
        'has the tracestate "c=3,a=1,b=2", not "a=1,b=2"',
    )
    lost = judged(THROUGH, before, _side())
    assert lost is not None
    assert lost.is_lost


def test_a_trace_that_begins_anew_as_declared_is_another_one() -> None:
    assert _followed(RESTARTED, _traced(state="a=1"), _traced(OTHER, NEW)) is None
    assert _crossed(RESTARTED, _traced(state="a=1"), _traced(OTHER, NEW)) is None
    lost = _followed(RESTARTED, _traced(), _side())
    assert lost is not None
    assert lost.is_lost


@pytest.mark.parametrize("came", [(), (("traceparent", "garbage"),)], ids=["absent", "not-valid"])
def test_the_tracestate_of_a_context_that_nobody_can_use_goes_no_further(
    came: tuple[tuple[str, str], ...],
) -> None:
    cause = _side(*came, ("tracestate", "a=1,b=2"))
    assert _followed(CONTINUED, cause, _traced(OTHER)) is None
    assert _followed(CONTINUED, cause, _traced(OTHER, state="own=1")) is None
    assert _followed(CONTINUED, cause, cause) is None
    assert _followed(CONTINUED, cause, _traced(OTHER, state="own=1,b=2")) == Broken(
        what="the tracestate",
        place=PLACE,
        before="b=2",
        after="b=2",
        pointer="header:tracestate",
        why="has it in another trace than the one it came with, whose traceparent nobody could use",
        fate=Fate.NOT_DROPPED,
    )


def test_flags_are_held_against_each_other_within_one_trace() -> None:
    assert _followed(CONTINUED, _traced(flags="03"), _traced(span=NEW, flags="02")) is None
    assert _followed(RESTARTED, _traced(flags="03"), _traced(OTHER, NEW, flags="01")) is None
    assert _says(_followed(CONTINUED, _traced(flags="03"), _traced(span=NEW))) == (
        "the trace",
        Fate.CHANGED,
        "has the same trace-id, and no longer says that it is random",
    )


@pytest.mark.parametrize("short", [True, False])
def test_what_came_as_b3_goes_on_as_the_same_trace(short: bool) -> None:
    trace = TRACE[16:] if short else TRACE
    cause = _side(("b3", f"{trace}-{SPAN}-1"))
    on = _traced(trace.rjust(32, "0"), NEW)
    assert _followed(CONTINUED, cause, on, carried=[Context.B3]) is None
    changed = _followed(CONTINUED, cause, _traced(OTHER, NEW), carried=[Context.B3])
    assert _says(changed) == (
        "the trace",
        Fate.CHANGED,
        f"has the trace-id {OTHER}, not {trace.rjust(32, '0')}",
    )


def test_headers_of_b3_that_no_contract_speaks_of_are_nobodys_trace() -> None:
    cause = _side(("b3", f"{TRACE}-{SPAN}-1"))
    assert _followed(CONTINUED, cause, _side()) is None
