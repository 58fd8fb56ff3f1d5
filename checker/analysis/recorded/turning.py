"""Whether a rejection that still stands open can turn into something better, as a case ended."""

from collections.abc import Iterator, Mapping

from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.recorded.declared import Declared
from checker.analysis.recorded.explaining import counts
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.model.systems import SILENT, CombineRow


def still_to_come(record: Record, one: Said) -> frozenset[str]:
    """
    The statuses that a system can still go to from one: by its moves, and by the rows it reports by.

    A row leads on where what it reads was the last word of its system, or can still come. A system of which
    nothing was recorded may show anything, and so may one that is open and has no declared way on.
    """
    declared = record.declared
    open_to = {name: set(system.statuses) for name, system in declared.contracts.systems.items()}
    last = {said.system: said for said in record.said}
    for name, said in last.items():
        status = declared.status(name, said.code)
        if status is not None and (status.is_final or declared.ways[name].is_described):
            open_to[name] = {said.code}
    open_to[one.system] = {one.code}
    reached: dict[str, set[str]] = {name: set() for name in open_to}
    is_new = True
    while is_new:
        is_new = False
        for name, codes in list(open_to.items()):
            found = {code for at in codes for code in _next(declared, name, at, open_to)}
            reached[name] |= found
            if not found <= codes:
                open_to[name] = codes | found
                is_new = True
    return frozenset(reached[one.system])


def _next(declared: Declared, system: str, at: str, open_to: Mapping[str, set[str]]) -> Iterator[str]:
    ways = declared.ways[system]
    yield from ways.moves.get(at, ())
    status = declared.status(system, at)
    if status is None or status.is_final:
        return
    for reading in ways.rows:
        if (
            reading.reports is not None
            and counts(reading, system, at, left=None)
            and _can_come(reading, open_to)
        ):
            yield reading.reports.code
    for row in ways.combines:
        if row.report is not None and row.report.system == system and _can_be(row, open_to):
            yield row.report.code
    for boundary in ways.parts:
        table = boundary.status.parts if boundary.status else None
        for each in table.rows if table else ():
            if each.report is not None and each.report.system == system:
                yield each.report.code


def _can_come(reading: Reading, open_to: Mapping[str, set[str]]) -> bool:
    """Silence comes before the first answer only, and of an undeclared code nobody knows whether it comes."""
    if reading.kind in (Kind.NO_ANSWER, Kind.ABSENT):
        return False
    return all(word.code in open_to[word.system] for word in reading.words)


def _can_be(row: CombineRow, open_to: Mapping[str, set[str]]) -> bool:
    return all(
        any(ref.code in SILENT or ref.code in open_to[ref.system] for ref in refs)
        for refs in row.shown.values()
    )
