"""How moments, stretches of time and lists of names are called in a sentence."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from checker.model.text import plain

_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_ZEROS: Final = re.compile(r"(?<=\.\d{3})0+$")
_DAY: Final = len("2026-03-02")
_SMALL: Final = frozenset(
    {"A", "An", "All", "It", "No", "Nobody", "Not", "Somebody", "Some", "The", "They", "This"}
)
_UNITS: Final = (("d", 86_400), ("h", 3_600), ("m", 60))


def at(time: str | None, among: Iterable[str | None] = ()) -> str:
    """` at 09:15:33.050`, with the day where `among` has another day; nothing where there is no time."""
    if time is None:
        return ""
    days = {day(other) for other in (time, *among) if other is not None}
    if len(days) > 1:
        return f" at {plain(day(time))} {clock(time)}"
    return f" at {clock(time)}"


def day(time: str) -> str:
    """The date in UTC."""
    return _utc(time)[0]


def clock(time: str) -> str:
    """The time of day in UTC; one that has no place on that clock stands as it was recorded."""
    return plain(_utc(time)[1])


def _utc(time: str) -> tuple[str, str]:
    """
    Day and time of day: captures of several systems may have several zones, and people compare times by
    reading them. The digits of the fraction stay, but for zeros that say nothing.
    """
    parts = _TIME.fullmatch(time)
    if parts is None:
        return time[:_DAY], time[_DAY + 1 :].removesuffix("Z").removesuffix("z")
    date, of_day, fraction, zone = parts.groups()
    if zone not in "Zz":
        try:
            moved = datetime.fromisoformat(f"{date}T{of_day}{zone}").astimezone(UTC)
        except (ValueError, OverflowError):  # a leap second, or the first or last day that there is
            return date, f"{of_day}{fraction or ''}{zone}"
        date, of_day = moved.strftime("%Y-%m-%d"), moved.strftime("%H:%M:%S")
    return date, of_day + (_ZEROS.sub("", fraction) if fraction else "")


def lasting(seconds: float) -> str:
    """`15m`, `1h 30m`, `2.5s`: the two largest units."""
    rest = round(seconds, 3)
    pieces: list[str] = []
    for name, size in _UNITS:
        if rest >= size:
            pieces.append(f"{int(rest // size)}{name}")
            rest = round(rest % size, 3)
    if rest and len(pieces) < 2 and seconds < 3_600:
        pieces.append(f"{rest:g}s")
    return " ".join(pieces[:2]) or "0s"


def listed(names: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    texts = list(names)
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def lowered(sentence: str) -> str:
    """A sentence as it stands in the middle of another: the first word small, unless it may be a name."""
    first, _, _ = sentence.partition(" ")
    return f"{sentence[:1].lower()}{sentence[1:]}" if first in _SMALL else sentence
