"""Which rows over many parts, and over several systems, a recorded case followed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from checker.analysis.coverage.moments import Moments
from checker.analysis.meaning import combinations as combined
from checker.analysis.meaning import parts as of_parts
from checker.analysis.meaning.readings import Word
from checker.analysis.recorded.explaining import heard_by
from checker.analysis.recorded.unexplained import snapshots, word_of
from checker.model.boundaries import Boundary, Expected, PartsRow
from checker.model.coverage import Thing
from checker.model.systems import SILENT, CombineRow, System

_At: TypeAlias = tuple[int, Sequence[Word]]  # from this moment on these were shown


def followed_parts(moments: Moments, boundary: Boundary, things: Sequence[Thing]) -> Iterator[Thing]:
    """The rows of a boundary's `parts` that a case followed; `things` are all of them, in order."""
    table = boundary.status.parts if boundary.status else None
    if table is None:
        return
    named = {id(row): thing for row, thing in zip(table.rows, things, strict=True)}
    found = [(moment, of_parts.first_row(table.rows, words)) for moment, words in _sets(moments, boundary)]
    yield from _followed(moments, found, named)


def followed_combinations(moments: Moments, system: System, things: Sequence[Thing]) -> Iterator[Thing]:
    """The same for the rows of a system's `combines`."""
    rows = system.combines
    named = {id(row): thing for row, thing in zip(rows, things, strict=True)}
    sources = {name: _sources(rows, name) for name in heard_by(rows)}
    every = (one for systems in sources.values() for name in systems for one in moments.words(name))
    found = [
        (moment, combined.first_row(rows, moments.combination(sources, moment)))
        for moment in sorted({moments.at(one) for one in every})
    ]
    yield from _followed(moments, found, named)


def _followed(
    moments: Moments,
    found: Sequence[tuple[int, PartsRow | CombineRow | None]],
    named: Mapping[int, Thing],
) -> Iterator[Thing]:
    """
    `found` has the row that holds from each moment on, in order.

    What is shown follows the row that held last, else one that held before.
    """
    for moment, row in found:
        if row is not None and _stays(moments, row, moment):
            yield named[id(row)]
    targets = {(row.report.system, row.report.code) for _, row in found if row and row.report}
    for before, now in moments.shown():
        if (now.system, now.code) not in targets or (before is not None and before.code == now.code):
            continue
        held = [row for moment, row in found if moment <= moments.at(now)]
        for candidates in (held[-1:], held):
            led = [
                named[id(row)]
                for row in candidates
                if row and row.report and (row.report.system, row.report.code) == (now.system, now.code)
            ]
            if led:
                yield from led
                break


def _stays(moments: Moments, row: PartsRow | CombineRow, moment: int) -> bool:
    """Whether a row ignores what was shown, or reports what is shown anyway."""
    if row.report is None:
        return True
    shown = moments.shown_before(row.report.system, None, moment)
    return shown is not None and shown.code == row.report.code


def _sets(moments: Moments, boundary: Boundary) -> Iterator[_At]:
    """The statuses of all parts, as reports list them, or after each word of one of them."""
    record, system = moments.record, boundary.read_system
    table = boundary.status.parts if boundary.status else None
    needs_all = table is not None and isinstance(table.expected, Expected)
    listed = [one for one in record.reports if one.boundary == boundary.name]
    for report in listed:
        if report.missing is not None or not needs_all:
            words = tuple(word_of(record, *word) for word in report.words(system))
            yield record.timeline.position(report.event), words
    if not listed:
        own = [one for one in record.said if one.is_part and record.declared.body(one.system) == system]
        if all(one.part is not None for one in own):
            yield from zip(map(moments.at, own), snapshots(record, own), strict=True)


def _sources(rows: Iterable[CombineRow], name: str) -> Sequence[str]:
    """A system that is combined, with the faces of it that rows name."""
    refs = (ref for row in rows for ref in row.shown.get(name, ()) if ref.code not in SILENT)
    return tuple(dict.fromkeys([name, *(ref.system for ref in refs)]))
