"""Where findings sit in a picture: at the systems and boundaries that they blame."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.model.findings import Level
from checker.report.html.entries import Entry
from checker.report.verdict import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How many findings of one level there are at one thing, and the anchor of the first of them."""

    level: Level
    words: str
    anchor: str


def marks(entries: Iterable[Entry]) -> Mapping[str, Sequence[Mark]]:
    """Of each place, the worst first."""
    sitting: dict[str, dict[Level, list[Entry]]] = {}
    for entry in entries:
        for place in entry.places:
            sitting.setdefault(place, {}).setdefault(entry.finding.level, []).append(entry)
    return {
        name: tuple(_mark(levels[level]) for level in sorted(levels, reverse=True))
        for name, levels in sitting.items()
    }


def _mark(entries: Sequence[Entry]) -> Mark:
    level = entries[0].finding.level
    return Mark(level=level, words=counted(len(entries), str(level), f"{level}s"), anchor=entries[0].anchor)
