"""The rows of a boundary's status table as readings, with the evidence of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.analysis.meaning.ownership import faces
from checker.analysis.meaning.readings import Kind, Reading, Word, undeclared
from checker.analysis.meaning.vocabulary import Vocabulary
from checker.model.boundaries import Boundary, ReadRow, Row, StatusTable
from checker.model.places import Place
from checker.model.systems import ABSENT_STATUS, NO_ANSWER, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """A row that the rows above it leave nothing for. `subject` is what it would report or read."""

    subject: str
    place: Place = field(compare=False)
    above: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What follows from the rows of one boundary: readings, statuses without a row, rows never used."""

    readings: tuple[Reading, ...]
    unmapped: tuple[Word, ...]
    unreachable: tuple[Unreachable, ...]


def readable(vocabulary: Vocabulary, boundary: Boundary) -> tuple[Word, ...]:
    """All that can be read at a boundary: the statuses of the system read, and of faces that belong to it."""
    systems = vocabulary.contracts.systems
    read = boundary.read_system
    named = named_systems(boundary.status) if boundary.status else frozenset()
    belonging = [face for face in faces(systems, read) if face in named]
    return tuple(word for system in (read, *belonging) for word in vocabulary.shown_by(system))


def named_systems(table: StatusTable) -> frozenset[str]:
    """The systems and faces whose statuses rows or `read` of a table name as shown."""
    parts = table.parts
    return frozenset(
        {row.shown.system for row in table.rows if row.shown}
        | {row.status.system for row in all_reads(table) if row.status}
        | {ref.system for row in (parts.rows if parts else ()) for ref in row.shown}
    )


def all_reads(table: StatusTable) -> tuple[ReadRow, ...]:
    return table.read + (table.parts.read if table.parts else ())


def table_of(vocabulary: Vocabulary, boundary: Boundary) -> Table:
    """What follows from the rows of a boundary that has a status table; `parts` are read elsewhere."""
    status = boundary.status
    if status is None:
        return Table(readings=(), unmapped=(), unreachable=())
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in status.rows:
        if row.shown:
            rows.setdefault((row.shown.system, row.shown.code), []).append(row)
    uses: list[tuple[Kind, Word, Sequence[Row]]] = [
        (Kind.ROW, vocabulary.word(system, code), found) for (system, code), found in rows.items()
    ]
    without = [word for word in readable(vocabulary, boundary) if (word.system, word.code) not in rows]
    if status.otherwise:
        uses += [(Kind.OTHERWISE, word, status.otherwise) for word in without]
        uses.append((Kind.OTHERWISE, undeclared(boundary.read_system), status.otherwise))
    uses.append((Kind.NO_ANSWER, Word(boundary.read_system, NO_ANSWER), status.no_answer))
    uses.append((Kind.ABSENT, Word(boundary.read_system, ABSENT_STATUS), status.absent))
    judges_rows = not (status.parts or status.otherwise or status.nobody_reads) and not _is_combined(
        vocabulary, boundary
    )
    return Table(
        readings=tuple(reading for use in uses for reading in _readings(vocabulary, boundary, *use)),
        unmapped=tuple(without) if judges_rows else (),
        unreachable=tuple(
            _unreachable_rows(vocabulary, boundary, uses)
            + _unreachable_reads(boundary, status.read)
            + _unreachable_reads(boundary, status.parts.read if status.parts else ())
        ),
    )


def _is_combined(vocabulary: Vocabulary, boundary: Boundary) -> bool:
    """Whether the reporter combines what is read here with what others show."""
    rows = vocabulary.contracts.systems[boundary.reporter].combines
    heard = {vocabulary.system_of(name) for row in rows for name in row.shown}
    return vocabulary.system_of(boundary.read_system) in heard


def counts_during(vocabulary: Vocabulary, reporter: str, row: Row) -> tuple[Status | None, ...]:
    """In which statuses a row counts; None stands for "shows nothing yet"."""
    if row.during is not None:
        return tuple(vocabulary.named(ref).status for ref in row.during)
    statuses = vocabulary.contracts.systems[reporter].statuses.values()
    return (None, *(status for status in statuses if not status.is_final))


def effective(
    vocabulary: Vocabulary, reporter: str, rows: Iterable[Row]
) -> Iterator[tuple[Row, tuple[Status | None, ...]]]:
    """Each row of a list with the statuses that no earlier row of the list counts in."""
    taken: set[str | None] = set()
    for row in rows:
        during = counts_during(vocabulary, reporter, row)
        left = tuple(status for status in during if (str(status) if status else None) not in taken)
        taken |= {str(status) if status else None for status in left}
        yield row, left


def _readings(
    vocabulary: Vocabulary, boundary: Boundary, kind: Kind, word: Word, rows: Sequence[Row]
) -> Iterator[Reading]:
    for row, during in effective(vocabulary, boundary.reporter, rows):
        if during:
            before = vocabulary.said_before(during, word.says)
            yield Reading(
                kind=kind,
                boundary=boundary.name,
                words=(word,),
                reporter=boundary.reporter,
                reports=vocabulary.status(row.report),
                ignore=row.ignore,
                during=during,
                evidence=vocabulary.implications.closure(word.says | before),
                is_default=kind is Kind.OTHERWISE,
                place=row.place,
            )


def _unreachable_rows(
    vocabulary: Vocabulary, boundary: Boundary, uses: Iterable[tuple[Kind, Word, Sequence[Row]]]
) -> list[Unreachable]:
    found: dict[Place, Unreachable] = {}
    for _, word, rows in uses:
        above: list[Place] = []
        for row, during in effective(vocabulary, boundary.reporter, rows):
            if not during:
                subject = str(row.report) if row.report else f"{word.system}/{word.code}"
                found[row.place] = Unreachable(subject=subject, place=row.place, above=tuple(above))
            above.append(row.place)
    return list(found.values())


def _unreachable_reads(boundary: Boundary, rows: Sequence[ReadRow]) -> list[Unreachable]:
    """`read` rows after one that is at least as wide in its transport code and in its conditions."""
    found = []
    for index, row in enumerate(rows):
        above = tuple(earlier.place for earlier in rows[:index] if _covers(earlier, row))
        if above:
            subject = str(row.status) if row.status else boundary.name
            found.append(Unreachable(subject=subject, place=row.place, above=above))
    return found


def _covers(wide: ReadRow, narrow: ReadRow) -> bool:
    same_code = wide.code is None or wide.code == narrow.code or _is_class_of(wide.code, narrow.code)
    return same_code and all(condition in narrow.where for condition in wide.where)


def _is_class_of(wide: str, narrow: str | None) -> bool:
    """Whether "5xx" covers "503"."""
    return narrow is not None and len(wide) == len(narrow) and wide[1:] == "xx" and wide[0] == narrow[0]
