"""W3C trace context, by cases of the specification."""

import pytest

from checker.analysis.context.trace_context import (
    NotValid,
    TraceContext,
    broken_flags,
    broken_state,
    trace_context,
)

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"
VALID = f"00-{TRACE}-{PARENT}-01"


def _context(*state: str, trace: str = TRACE) -> TraceContext:
    found = trace_context(
        [("traceparent", f"00-{trace}-{PARENT}-01"), *(("tracestate", one) for one in state)]
    )
    assert isinstance(found, TraceContext)
    return found


@pytest.mark.parametrize(
    ("name", "text", "version", "flags"),
    [
        ("traceparent", VALID, "00", 1),
        ("TraceParent", VALID, "00", 1),
        ("TRACEPARENT", f"  {VALID}\t", "00", 1),
        ("traceparent", f"00-{TRACE}-{PARENT}-00", "00", 0),
        ("traceparent", f"00-{TRACE}-{PARENT}-ff", "00", 255),
        ("traceparent", f"01-{TRACE}-{PARENT}-01", "01", 1),
        ("traceparent", f"cc-{TRACE}-{PARENT}-03-what-the-future-brings", "cc", 3),
        ("traceparent", f"01-{TRACE}-{PARENT}-01-", "01", 1),
    ],
)
def test_a_valid_traceparent_is_read(name: str, text: str, version: str, flags: int) -> None:
    found = trace_context([("accept", "*/*"), (name, text)])
    assert found == TraceContext(TRACE, PARENT, version=version, flags=flags)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"ff-{TRACE}-{PARENT}-01", "has the version ff, which is forbidden"),
        (f"00-{TRACE}-{PARENT}-01-", "of version 00 has 56 characters instead of 55"),
        (f"00-{TRACE}-{PARENT}-01-more", "of version 00 has 60 characters instead of 55"),
        (f"00-{'0' * 32}-{PARENT}-01", "has a trace-id of zeros only"),
        (f"00-{TRACE}-{'0' * 16}-01", "has a parent-id of zeros only"),
        (VALID.upper(), "is not in lower case"),
        (f"00-{TRACE.upper()}-{PARENT}-01", "is not in lower case"),
    ],
)
def test_what_nobody_may_use_says_why(text: str, why: str) -> None:
    assert trace_context([("traceparent", text)]) == NotValid(why)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00",
        f"00-{TRACE}-{PARENT}",
        f"00-{TRACE}-{PARENT}-1",
        f"00-{TRACE}-{PARENT}-001",
        f"00-{TRACE[:-1]}-{PARENT}-01",
        f"00-{TRACE}0-{PARENT}-01",
        f"00-{TRACE}-{PARENT}0-01",
        f"0-{TRACE}-{PARENT}-01",
        f"00-{TRACE[:-1]}g-{PARENT}-01",
        f"00-{TRACE[:-1]}.-{PARENT}-01",
        f"00-{TRACE[:-1]}٣-{PARENT}-01",
        f"01-{TRACE}-{PARENT}-01.what-the-future-will-be-like",
        f"01-{TRACE}-{PARENT}-010",
        f"00_{TRACE}_{PARENT}_01",
        f"{VALID}\n",
    ],
)
def test_what_has_not_the_form_is_not_valid(text: str) -> None:
    assert isinstance(trace_context([("traceparent", text)]), NotValid)


def test_two_traceparents_are_as_good_as_none() -> None:
    assert trace_context([("traceparent", VALID), ("Traceparent", VALID)]) == NotValid("stands there 2 times")


def test_a_message_without_traceparent_has_no_context_whatever_its_tracestate() -> None:
    assert trace_context([("tracestate", "a=1")]) is None


@pytest.mark.parametrize(
    ("headers", "entries"),
    [
        (("a=1,b=2",), (("a", "1"), ("b", "2"))),
        (("a=1", "b=2"), (("a", "1"), ("b", "2"))),
        ((" a=1 ,\tb=2 , ",), (("a", "1"), ("b", "2"))),
        (("tenant@system=1,1a-_*/=2",), (("tenant@system", "1"), ("1a-_*/", "2"))),
        (("a=1=2",), ()),
        (("a=",), ()),
        (("a",), ()),
        (("A=1",), ()),
        (("a=1,a=2",), ()),
        ((f"{'k' * 257}=1",), ()),
        ((f"a={'v' * 257}",), ()),
        (("a=é",), ()),
        ((",".join(f"k{number}=1" for number in range(33)),), ()),
        ((f"{'k' * 256}={'v' * 256}",), (("k" * 256, "v" * 256),)),
    ],
)
def test_tracestate_is_read_whole_or_not_at_all(
    headers: tuple[str, ...], entries: tuple[tuple[str, str], ...]
) -> None:
    assert _context(*headers).state == entries


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("", "new=1"),
        ("a=1,b=2", "a=1,b=2"),
        ("a=1,b=2", "new=1,a=1,b=2"),
        ("a=1,b=2,c=3", "b=9,a=1,c=3"),
        ("a=1,b=2", "a=9,b=2"),
        ("a=1,b=2", "b=2,a=1"),
        ("a=1,b=2,c=3", "c=3,a=1,b=2"),
    ],
)
def test_what_a_system_may_do_to_tracestate_is_no_finding(before: str, after: str) -> None:
    assert broken_state(_context(before), _context(after)) is None


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("a=1,b=2", "", "tracestate lost a and b"),
        ("a=1,b=2,c=3", "", "tracestate lost a, b and c"),
        ("a=1,b=2", "b=2", "tracestate lost a"),
        ("a=1,b=2", "A=9,", "tracestate lost a and b"),
        ("a=1,b=2", "a=9,b=9", "tracestate has another value for a and b"),
        ("a=1,b=2", "a=1,b=9", "tracestate has another value for b"),
        ("a=1,b=2,c=3", "c=3,b=2,a=1", "tracestate has a, b and c in another order"),
        ("a=1,b=2,c=3", "n=1,a=1,c=3,b=2", "tracestate has a, b and c in another order"),
    ],
)
def test_what_no_system_may_do_to_tracestate_is_said(before: str, after: str, says: str) -> None:
    assert broken_state(_context(before), _context(after)) == says


def test_entries_beyond_what_everybody_must_pass_on_may_be_cut() -> None:
    long = ",".join(f"k{number}={'v' * 100}" for number in range(6))
    assert broken_state(_context(long), _context(f"k0={'v' * 100}")) is None


def test_of_a_full_list_an_entry_may_go_for_a_new_one() -> None:
    full = [f"k{number}=1" for number in range(32)]
    assert broken_state(_context(",".join(full)), _context(",".join(["new=1", *full[:31]]))) is None


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (f"00-{TRACE}-{PARENT}-01", f"00-{TRACE}-{'1' * 16}-00", None),
        (f"00-{TRACE}-{PARENT}-03", f"00-{TRACE}-{'1' * 16}-02", None),
        (f"00-{TRACE}-{PARENT}-03", f"00-{TRACE}-{'1' * 16}-01", "and no longer says that it is random"),
        (f"00-{TRACE}-{PARENT}-00", f"00-{TRACE}-{'1' * 16}-02", "and says that it is random"),
        (
            f"00-{TRACE}-{PARENT}-01",
            f"00-{TRACE}-{'1' * 16}-09",
            "and sets flags of which version 00 knows nothing (09)",
        ),
        (f"00-{TRACE}-{PARENT}-09", f"00-{TRACE}-{PARENT}-09", None),
        (f"01-{TRACE}-{PARENT}-0b", f"01-{TRACE}-{'1' * 16}-0b", None),
        (f"01-{TRACE}-{PARENT}-03", f"00-{TRACE}-{'1' * 16}-01", None),
    ],
)
def test_of_flags_only_whether_it_is_sampled_may_change(before: str, after: str, says: str | None) -> None:
    was, now = trace_context([("traceparent", before)]), trace_context([("traceparent", after)])
    assert isinstance(was, TraceContext)
    assert isinstance(now, TraceContext)
    assert broken_flags(was, now) == says
