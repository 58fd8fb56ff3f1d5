"""Cause first, then the order within one system, clocks last."""

import pytest

from checker.analysis.recorded.timeline import Timeline
from checker.model.contracts import ContractSet
from checker.model.places import Place
from checker.model.recordings import Case, Event, Header, Kind
from tests.analysis.recorded.written import at

NOTHING = ContractSet(name="a", version="1", folder=".", place=Place(file="a", line=1, column=1))


def event(name, system="a", second=None, of=(), until=None):
    return Event(
        case="1", id=name, kind=Kind.NOTE, system=system, at=at(second), until=at(until), of=tuple(of)
    )


def line(*events, skew=None):
    header = Header(clock_skew_ms=skew or {})
    return Timeline(Case(name="1", events=events, recording="a.jsonl", header=header), NOTHING)


def order(*events):
    return "".join(one.id for one in line(*events).events)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([event("x", second=2), event("y", "b", second=1)], "yx"),
        ([event("x", second=2), event("y", second=1)], "yx"),
        ([event("x", second=2, of="y"), event("y", "b", second=3)], "yx"),
        ([event("x"), event("y")], "xy"),
        ([event("x", second=5), event("y"), event("z", "b", second=1)], "zxy"),
        ([event("x", second=1, of="z"), event("y", second=2, of="x"), event("z", second=3, of="y")], "xyz"),
        ([event("x", second=1, of="x?")], "x"),
    ],
)
def test_events_stand_in_order(events, expected):
    assert order(*events) == expected


def test_of_two_systems_the_clocks_decide_beyond_their_skew():
    x, y = event("x", "a", 1), event("y", "b", 2)
    assert line(x, y).precedes(x, y)
    assert not line(x, y).precedes(y, x)
    assert not line(x, y, skew={"a": 500, "b": -500}).precedes(x, y)
    assert line(x, y, skew={"a": 500, "b": -499}).precedes(x, y)


def test_of_one_system_the_clock_has_no_skew():
    x, y = event("x", "a", 1), event("y", "a", 1.001)
    assert line(x, y, skew={"a": 9_000}).precedes(x, y)


def test_at_the_same_time_nothing_is_known():
    x, y = event("x", "a", 1), event("y", "b", 1)
    assert not line(x, y).precedes(x, y)
    assert not line(x, y).precedes(y, x)


def test_a_cause_reaches_far():
    x, y, z = event("x", "a", 9), event("y", "b", 5, of="x"), event("z", "b", 6)
    times = line(x, y, z)
    assert (times.precedes(x, z), times.precedes(z, x), times.leads_to(x, z)) == (True, False, True)


def test_nothing_precedes_itself():
    x = event("x", "a", 1)
    assert not line(x).precedes(x, x)
    assert not line(x).leads_to(x, x)


def test_what_lasts_is_before_only_what_begins_after_its_end():
    x, y, z = event("x", "a", 1, until=5), event("y", "a", 2), event("z", "a", 6)
    times = line(x, y, z)
    assert (times.precedes(x, y), times.precedes(x, z)) == (False, True)


def test_a_circle_of_causes_ends_where_it_closes():
    x, y = event("x", "a", 1, of="y"), event("y", "b", 2, of="x")
    times = line(x, y)
    assert (times.precedes(x, y), times.precedes(y, x)) == (True, False)
