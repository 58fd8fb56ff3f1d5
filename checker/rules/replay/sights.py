"""How the rules about recordings tell of statuses, moments and stretches of time."""

from collections.abc import Iterable
from typing import Final

from checker.analysis.recorded.facts import MisleadingStatus, Sight
from checker.model.findings import Evidence
from checker.model.text import plain, shown
from checker.rules.wording import listed

_DAY: Final = len("2026-03-02")
_UNITS: Final = (("d", 86_400), ("h", 3_600), ("m", 60))


def said(sight: Sight, among: Iterable[str | None] = ()) -> str:
    """`hub said "COMPLETED" to portal at 09:15:33.050`; with the day, where `among` has another day."""
    to = f" to {sight.to}" if sight.to is not None else ""
    return f"{sight.system} said {shown(sight.code)}{to}{at(sight.at, among)}"


def at(time: str | None, among: Iterable[str | None] = ()) -> str:
    """` at 09:15:33.050`, with the day where `among` has another day; nothing where there is no time."""
    if time is None:
        return ""
    days = {other[:_DAY] for other in (time, *among) if other is not None}
    if len(days) > 1:
        return f" at {plain(time[:_DAY])} {_clock(time)}"
    return f" at {_clock(time)}"


def _clock(time: str) -> str:
    return plain(time[_DAY + 1 :].removesuffix("Z").removesuffix("z"))


def truth(one: MisleadingStatus) -> str:
    """What the source of truth had said when a status claimed something else, or says against a denial."""
    if one.rules_out:
        told = listed(
            f"{word.system} said {shown(word.code)}{at(word.at, [one.sight.at])}" for word in one.words
        )
        return told or f"{listed(fact.name for fact in one.facts)} came about"
    word = _telling(one)
    if word is None:
        owners = dict.fromkeys(fact.owner.name for fact in one.facts)
        sources = [name for name in owners if name in one.sources] or list(one.sources)
        return f"{listed(sources)} had said nothing of it"
    had = "had said" if one.denied else "had only said"
    return f"{word.system} {had} {shown(word.code)}{at(word.at, [one.sight.at])}"


def _telling(one: MisleadingStatus) -> Sight | None:
    """The word that denies a fact, else the last one of a source of truth."""
    if one.denied:
        return one.words[0]
    owners = {fact.owner.name for fact in one.facts}
    return next((word for word in one.words if word.system in owners), None)


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


def subject(sight: Sight) -> str:
    return f"{sight.system}/{plain(sight.code)}"


def evidence(*sights: Sight) -> tuple[Evidence, ...]:
    return tuple(sight.seen for sight in sights)
