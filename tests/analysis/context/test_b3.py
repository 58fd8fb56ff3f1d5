"""The trace context of Zipkin over one hop."""

import pytest

from checker.analysis.context import Broken, Cause, followed
from checker.analysis.context.b3 import B3, Refused, Unusable, context
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context
from checker.model.json import ABSENT
from checker.model.places import Place

TRACE = "80f198ee56343ba864fe8b2a57d3eff7"
SHORT = "64fe8b2a57d3eff7"
SPAN = "e457b5a2e4d86bd1"
CARRY = Carry(name="zipkin", context=Context.B3, place=Place(file="contract.yaml", line=1, column=1))
MANY = (("X-B3-TraceId", TRACE), ("X-B3-SpanId", SPAN), ("X-B3-Sampled", "1"))


def _side(*headers: tuple[str, str]) -> Side:
    return Side(ABSENT, headers, None, {})


def _followed(before: Side, after: Side, *carried: Context) -> Broken | None:
    return followed(CARRY, Cause(side=before, is_direct=True, carried=frozenset(carried)), after)


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (MANY, B3(TRACE, True)),
        ((("x-b3-traceid", SHORT), ("x-b3-spanid", SPAN)), B3("0" * 16 + SHORT, None)),
        ((*MANY[:2], ("X-B3-Sampled", "false")), B3(TRACE, False)),
        ((*MANY[:2], ("X-B3-Flags", "1")), B3(TRACE, True)),
        ((*MANY[:2], ("X-B3-ParentSpanId", SPAN)), B3(TRACE, None)),
        ((("b3", f"{TRACE}-{SPAN}-1-{SPAN}"),), B3(TRACE, True)),
        ((("B3", f" {TRACE}-{SPAN}-d "),), B3(TRACE, True)),
        ((("b3", f"{TRACE}-{SPAN}-0"),), B3(TRACE, False)),
        ((("b3", f"{TRACE}-{SPAN}"),), B3(TRACE, None)),
        ((("b3", f"{SHORT}-{SPAN}"), *MANY), B3("0" * 16 + SHORT, None)),
        ((("b3", "0"),), Refused()),
        ((("X-B3-Sampled", "0"),), Refused()),
        ((("b3", "1"),), None),
        ((("X-B3-Sampled", "1"),), None),
        ((("accept", "*/*"),), None),
        ((("b3", "what"),), Unusable("a b3 that is no (trace-id)-(span-id)")),
        (MANY[:1], Unusable("a trace-id without a span-id")),
        (
            (("b3", f"{'0' * 16}-{SPAN}"),),
            Unusable("a trace-id that has not 16 or 32 hex digits, or only zeros"),
        ),
        (
            (("X-B3-TraceId", "abc"), *MANY[1:]),
            Unusable("a trace-id that has not 16 or 32 hex digits, or only zeros"),
        ),
    ],
)
def test_both_forms_are_read(headers: tuple[tuple[str, str], ...], found: object) -> None:
    assert context(headers) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_side(*MANY), _side(*MANY)),
        (_side(*MANY), _side(("b3", f"{TRACE}-{SPAN}"))),
        (_side(("b3", f"{SHORT}-{SPAN}")), _side(("b3", f"{'0' * 16}{SHORT}-{SPAN}"))),
        (_side(("b3", f"{TRACE}-{SPAN}-0")), _side(("b3", "0"))),
        (_side(("b3", f"{TRACE}-{SPAN}-1")), _side(("traceparent", f"00-{TRACE}-{SPAN}-01"))),
        (_side(("b3", "0")), _side()),
        (_side(("b3", "what")), _side()),
        (_side(), _side()),
        (_side(*MANY), Side(ABSENT, None, None, {})),
    ],
)
def test_a_trace_that_survived_or_that_was_none_is_not_broken(before: Side, after: Side) -> None:
    assert _followed(before, after) is None


@pytest.mark.parametrize(
    ("after", "is_lost", "why"),
    [
        (_side(), True, "has none of the headers of B3"),
        (_side(("b3", "0")), True, "has no trace any more, and it was to be recorded"),
        (_side(MANY[0]), True, "has a trace-id without a span-id, so that nobody may use it"),
        (_side(("b3", f"{SHORT}-{SPAN}")), False, f"has only the right half of it, {SHORT}"),
        (_side(("b3", f"{'a' * 32}-{SPAN}")), False, f"has the trace-id {'a' * 32}, not {TRACE}"),
        (
            _side(("traceparent", f"00-{'a' * 32}-{SPAN}-01")),
            False,
            f"has the trace-id {'a' * 32} as traceparent, not {TRACE}",
        ),
    ],
)
def test_a_trace_that_did_not_survive_says_what_became_of_it(after: Side, is_lost: bool, why: str) -> None:
    broken = _followed(_side(*MANY), after)
    assert broken is not None
    assert (broken.what, broken.before, broken.is_lost, broken.why) == ("the trace", TRACE, is_lost, why)


def test_at_a_bridge_a_traceparent_goes_on_as_b3_where_its_boundary_declares_one() -> None:
    before, after = _side(("traceparent", f"00-{TRACE}-{SPAN}-01")), _side(("b3", f"{'a' * 32}-{SPAN}"))
    assert _followed(before, after) is None
    assert _followed(before, after, Context.W3C) is not None
    assert _followed(before, _side(*MANY), Context.W3C) is None
