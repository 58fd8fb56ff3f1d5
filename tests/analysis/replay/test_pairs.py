"""Which events are the two sides of one message."""

import pytest

from checker.analysis.replay.pairs import pairs
from checker.model.json import Json
from checker.model.recordings import Event, Kind


def _event(
    name: str,
    kind: Kind,
    *of: str,
    boundary: str = "b",
    message: str | None = "m",
    attempt: int | None = None,
    payload: Json = None,
) -> Event:
    return Event(
        case="1",
        id=name,
        kind=kind,
        of=of,
        boundary=boundary,
        message=message,
        attempt=attempt,
        payload=payload,
    )


def _sent(name: str, *of: str, **rest: object) -> Event:
    return _event(name, Kind.SENT, *of, **rest)  # type: ignore[arg-type]


def _received(name: str, *of: str, **rest: object) -> Event:
    return _event(name, Kind.RECEIVED, *of, **rest)  # type: ignore[arg-type]


def _names(*events: Event) -> list[tuple[str | None, str | None]]:
    return [
        (pair.sent.id if pair.sent else None, pair.received.id if pair.received else None)
        for pair in pairs(events)
    ]


def test_an_exchange_is_both_sides() -> None:
    one, other = _event("x", Kind.EXCHANGE), _event("y", Kind.EXCHANGE)
    assert _names(one) == [("x", "x")]
    assert _names(one, other) == [("x", "x"), ("y", "y")]


@pytest.mark.parametrize("kind", [Kind.SENT, Kind.RECEIVED])
def test_one_side_alone_is_a_message_too(kind: Kind) -> None:
    expected = ("s", None) if kind is Kind.SENT else (None, "s")
    assert _names(_event("s", kind)) == [expected]
    assert _names(_event("s", kind), _event("n", Kind.NOTE, boundary="b")) == [expected]


def test_of_names_what_was_sent() -> None:
    assert _names(_sent("s1"), _sent("s2"), _received("r2", "s2"), _received("r1", "s1")) == [
        ("s2", "r2"),
        ("s1", "r1"),
    ]


def test_the_attempt_tells_which_of_those_that_repeat_the_one_that_of_names() -> None:
    first, second = _sent("s1", attempt=1), _sent("s2", "s1", attempt=2)
    assert _names(first, second, _received("r", "s1", attempt=2)) == [("s2", "r"), ("s1", None)]
    assert _names(first, second, _received("r", "s1", attempt=1)) == [("s1", "r"), ("s2", None)]
    assert _names(first, second, _received("r", "s2", attempt=2)) == [("s2", "r"), ("s1", None)]
    assert _names(first, second, _received("r", "s1")) == [("s1", "r"), ("s2", None)]


def test_what_arrives_twice_is_two_crossings_of_one_message() -> None:
    assert _names(_sent("s"), _received("r1", "s"), _received("r2", "s")) == [("s", "r1"), ("s", "r2")]


def test_without_of_the_boundary_and_the_message_tell() -> None:
    assert _names(_sent("s"), _sent("o", boundary="other"), _received("r")) == [("s", "r"), ("o", None)]
    assert _names(_sent("s", message="n"), _sent("m"), _received("r")) == [("m", "r"), ("s", None)]
    assert _names(_sent("s"), _received("r", "e9")) == [("s", "r")]


def test_of_an_effect_of_names_nothing_that_was_sent_here() -> None:
    assert _names(_sent("o", boundary="other"), _received("r", "o")) == [(None, "r"), ("o", None)]


def test_where_several_can_be_meant_nobody_guesses_unless_they_are_the_same() -> None:
    one, other, received = _sent("s1", payload=1), _sent("s2", payload=2), _received("r")
    (first, *_) = pairs((one, other, received))
    assert (first.sent, first.received, first.doubts) == (None, received, (one, other))
    same = _sent("s2", payload=1)
    assert _names(one, same, received) == [("s1", "r"), ("s2", None)]
