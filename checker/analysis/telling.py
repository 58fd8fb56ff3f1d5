"""How moments, stretches of time and lists of names are called in a sentence."""

from collections.abc import Iterable
from typing import Final

from checker.model.text import plain

_DAY: Final = len("2026-03-02")
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
    return time[:_DAY]


def clock(time: str) -> str:
    """The time of day, with its zone unless that is UTC."""
    return plain(time[_DAY + 1 :].removesuffix("Z").removesuffix("z"))


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
