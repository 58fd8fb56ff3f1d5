"""Whether a row of `compare` covers how two values differ."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from checker.analysis import follow, numbers
from checker.analysis.comparison import times
from checker.analysis.comparison.scalars import identity
from checker.model.boundaries import Compare, Tolerance
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Member, Path

# Where a value stands: the way around it, and its step into what was received and into what was made.
Way: TypeAlias = "tuple[Way, str, str] | None"

_UUID: Final = re.compile(
    r"[0-9a-fA-F]{8}(-?)[0-9a-fA-F]{4}\1[0-9a-fA-F]{4}\1[0-9a-fA-F]{4}\1[0-9a-fA-F]{12}"
)


class Look(NamedTuple):
    """What the tolerances of one comparison may refer to."""

    received: Json
    sent_at: str | None


def objection(
    row: Compare, expected: Json | Absent, received: Json | Absent, way: Way, look: Look
) -> str | None:
    """
    Why a row does not cover two values that stand at its place; None if it does.

    What was not made may be there all the same, if it is what the row says; what was made must be there,
    but for `empty-or-missing`. `of` leads into what was received, as all paths of `compare` do, and a `*`
    in it stands for the same element as in `at`.
    """
    if row.tolerance is Tolerance.EMPTY_OR_MISSING:
        return None if _is_empty(expected) and _is_empty(received) else "only one of the two is empty"
    if received is ABSENT:
        return "nothing was received here"
    match row.tolerance:
        case Tolerance.TIMESTAMP:
            return _about_time(row, expected, received, way, look)
        case Tolerance.UUID:
            is_uuid = isinstance(received, str) and _UUID.fullmatch(received)
            return None if is_uuid else "what was received is no UUID"
        case Tolerance.DECIMAL:
            return _about_rounding(row, expected, received)
        case Tolerance.SAME_AS:
            other = _other(row, way, look)
            if other is ABSENT:
                return f"nothing was received at {row.of}"
            return (
                None if identity(other) == identity(received) else f"it is not what was received at {row.of}"
            )
        case Tolerance.SET:
            return "this is no list on both sides"


def _is_empty(value: Json | Absent) -> bool:
    return value is ABSENT or value is None or (isinstance(value, str | list | dict) and not value)


def _about_time(
    row: Compare, expected: Json | Absent, received: Json | Absent, way: Way, look: Look
) -> str | None:
    time = times.read(received)
    if time is None:
        return "what was received is no time"
    if row.within is None:
        return None
    match row.of:
        case "sent":
            reference: Json | Absent = ABSENT if look.sent_at is None else look.sent_at
            name = "the time of sending"
        case None:
            reference, name = expected, "the time that was made"
        case _:
            reference, name = _other(row, way, look), f"the time at {row.of}"
    other = times.read(reference)
    if other is None:
        return f"{name} is not known"
    apart = times.seconds_apart(time, other)
    if apart is None:
        return f"it can't be held against {name}: one is a day, one a time of day"
    return None if apart <= row.within else f"it is {apart:g}s from {name}, and {row.within:g}s are allowed"


def _about_rounding(row: Compare, expected: Json | Absent, received: Json | Absent) -> str | None:
    """Rounding moves a number by half of its last decimal at most; whichever way halves go."""
    if isinstance(expected, str) != isinstance(received, str):
        return "one of the two is text, one is not"
    one, other = _number(expected), _number(received)
    if one is None or other is None:
        return "one of the two is no number"
    apart = abs(numbers.EXACT.subtract(one, other))
    most = Decimal(0) if row.scale is None else Decimal(5).scaleb(-row.scale - 1)
    return None if apart <= most else f"they are {apart:f} apart, and rounding moves by {most:f} at most"


def _number(value: Json | Absent) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value) if numbers.WRITTEN.fullmatch(value) else None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return numbers.exact(value)
    return None


def _other(row: Compare, way: Way, look: Look) -> Json | Absent:
    """What was received where `of` leads."""
    if not isinstance(row.of, Path):
        return ABSENT
    path = row.of
    if not path.is_plain:
        elements = iter(list(_stars(row.at, way)))
        steps = tuple(Member(next(elements, "")) if isinstance(step, Every) else step for step in path.steps)
        path = replace(path, steps=steps)
    return follow.first(path, follow.Sources(look.received))


def _stars(at: Path, way: Way) -> Iterator[str]:
    """The names and indices that the `*`s of a path stand for on this way."""
    for step, (_, name, _) in zip(at.steps, reversed(list(_upwards(way))), strict=False):
        if isinstance(step, Every):
            yield name


def _upwards(way: Way) -> Iterator[tuple[Way, str, str]]:
    while way is not None:
        yield way
        way = way[0]
