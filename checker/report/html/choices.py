"""What the findings of a page can be narrowed to, and how many there are of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.findings import Level, Report
from checker.report.html.entries import Entry

Choice = tuple[str, int]  # a name, and how many findings have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    levels: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    sets: tuple[Choice, ...]
    boundaries: tuple[Choice, ...]
    systems: tuple[Choice, ...]


def choices(report: Report, entries: Sequence[Entry]) -> Choices:
    """Names that no finding has are left out."""
    boundaries = {(one.set, edge.boundary) for one in report.overviews for edge in one.edges}
    systems = {(one.set, node.system) for one in report.overviews for node in one.nodes}
    found = [(entry.finding.set, place) for entry in entries for place in entry.places]
    levels = Counter(entry.finding.level for entry in entries)
    return Choices(
        levels=tuple((str(level), levels[level]) for level in sorted(Level, reverse=True) if levels[level]),
        rules=_counted(entry.finding.rule for entry in entries),
        sets=_counted(entry.finding.set for entry in entries),
        boundaries=_counted(place for of_set, place in found if (of_set, place) in boundaries),
        systems=_counted(place for of_set, place in found if (of_set, place) in systems - boundaries),
    )


def _counted(names: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(sorted(Counter(names).items()))
