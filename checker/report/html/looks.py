"""Each contract set in one look: its picture, what sits where, and what its statuses stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model.overview import Overview
from checker.report.html.entries import Entry
from checker.report.html.flow import Flow, flow
from checker.report.html.marks import Mark, marks
from checker.report.html.readers import Row, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    `flow` is None where it is too large for a picture; `elsewhere` are findings that sit at no system and no
    boundary. `readers` has the rows of each system that people read, None where nobody looked.
    """

    overview: Overview
    flow: Flow | None
    marks: Mapping[str, Sequence[Mark]]
    elsewhere: tuple[Entry, ...]
    readers: Mapping[str, Sequence[Row]] | None


def looks(overviews: Sequence[Overview], entries: Sequence[Entry]) -> tuple[Look, ...]:
    by_set: dict[str, list[Entry]] = {}
    for entry in entries:
        by_set.setdefault(entry.finding.set, []).append(entry)
    return tuple(_look(one, by_set.get(one.set, [])) for one in overviews)


def _look(overview: Overview, entries: Sequence[Entry]) -> Look:
    sitting = marks(entries)
    known = {node.system for node in overview.nodes} | {edge.boundary for edge in overview.edges}
    return Look(
        overview=overview,
        flow=flow(overview, sitting),
        marks=sitting,
        elsewhere=tuple(entry for entry in entries if known.isdisjoint(entry.places)),
        readers=None if overview.readable is None else rows(overview.readable),
    )
