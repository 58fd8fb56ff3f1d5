"""All that follows from a contract set's declarations alone: the value that the status rules look at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.analysis.meaning.combinations import CombinationTable, combination_table
from checker.analysis.meaning.leaving import leavings
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.parts import PartsTable, parts_table
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.rows import Table, Unreachable, table_of
from checker.analysis.meaning.starts import Start, initial, starts
from checker.analysis.meaning.vocabulary import Further, Vocabulary, vocabulary
from checker.model.contracts import ContractSet
from checker.model.findings import Skipped
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.systems import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """
    What is read where and what it proves.

    `readings` are those of rows, parts and combinations, `leavings` those of leaving messages. `initial`
    are initial statuses, `starts` those that no message makes a system enter.
    """

    contracts: ContractSet
    vocabulary: Vocabulary = field(repr=False)
    tables: Mapping[str, Table]
    parts: Mapping[str, PartsTable]
    combinations: Mapping[str, CombinationTable]
    leavings: tuple[Reading, ...]
    initial: Mapping[str, tuple[Start, ...]]
    starts: Mapping[str, tuple[Start, ...]]
    readings: tuple[Reading, ...]
    established: Mapping[Status, Mapping[Literal, Reading]] = field(repr=False)
    reported_at: Mapping[str | None, frozenset[Status]] = field(repr=False)
    leading_to: Mapping[Status, tuple[Reading, ...]] = field(repr=False)  # which rows report a status
    going_from: Mapping[Status, tuple[Reading, ...]] = field(repr=False)  # which rows read a status
    of_row: Mapping[Place, tuple[Reading, ...]] = field(repr=False)  # for all that one row stands for

    @property
    def unreachable(self) -> tuple[Unreachable, ...]:
        tables: list[Table | PartsTable | CombinationTable] = [
            *self.tables.values(),
            *self.parts.values(),
            *self.combinations.values(),
        ]
        return tuple(row for table in tables for row in table.unreachable)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Tables with more sets or combinations than the limit allows; nothing was judged in them."""
        return tuple(
            _too_many_parts(table) for table in self.parts.values() if not table.is_complete
        ) + tuple(
            _too_many_combinations(table) for table in self.combinations.values() if not table.is_complete
        )

    def futures(self, reading: Reading, *, but: Status | None = None) -> Iterator[Reading]:
        """
        What would be reported once what was read has gone one way that it still can, but not `but`.

        For a row, those of the later status's rows that count where this row counts, else all of them.
        """
        match reading.kind:
            case Kind.PARTS:
                yield from self.parts[str(reading.boundary)].futures(reading, but=but)
            case Kind.COMBINATION:
                yield from self.combinations[reading.reporter].futures(reading, but=but)
            case Kind.ROW | Kind.OTHERWISE:
                for later in self.vocabulary.later(reading.words[0]):
                    others = self.of(reading.boundary, later)
                    beside = [other for other in others if set(other.during) & set(reading.during)]
                    yield from (other for other in beside or others if but is None or other.reports != but)
            case Kind.NO_ANSWER | Kind.ABSENT | Kind.LEAVING:
                return

    def establishing(self, status: Status, literal: Literal) -> Reading | None:
        """The first reading that leads to a status and knows this literal."""
        return self.established.get(status, {}).get(literal)

    def beside(self, boundary: str | None) -> frozenset[Status]:
        """The statuses that rows at the same boundary report; of None those that combinations report."""
        return self.reported_at.get(boundary, frozenset())

    def of(self, boundary: str | None, word: Word) -> list[Reading]:
        """The readings of one status at a boundary, in the order of their rows."""
        if boundary is None:
            return []
        return [reading for reading in self.tables[boundary].readings if reading.words == (word,)]


def meaning(contracts: ContractSet, limits: Limits = DEFAULT, further: Further | None = None) -> Meaning:
    """
    What follows from the declarations of a contract set; `limits.states` bounds sets and combinations.

    `further` says which statuses a system was seen to show after another one, where runs were explored.
    """
    words = vocabulary(contracts, further)
    first = initial(contracts)
    tables = {boundary.name: table_of(words, boundary) for boundary in contracts.boundaries.values()}
    parts = {
        boundary.name: parts_table(words, boundary, limits.states)
        for boundary in contracts.boundaries.values()
        if boundary.status and boundary.status.parts
    }
    combinations = {
        system.name: combination_table(words, system, limits.states)
        for system in contracts.systems.values()
        if system.combines
    }
    every: list[Table | PartsTable | CombinationTable] = [
        *tables.values(),
        *parts.values(),
        *combinations.values(),
    ]
    leaving = tuple(leavings(words, first))
    readings = tuple(reading for table in every for reading in table.readings)
    return Meaning(
        contracts=contracts,
        vocabulary=words,
        tables=tables,
        parts=parts,
        combinations=combinations,
        leavings=leaving,
        initial=first,
        starts=starts(contracts),
        readings=readings,
        established=_established((*readings, *leaving)),
        reported_at=_reported_at(readings),
        of_row=_of_row((*readings, *leaving)),
        leading_to=_first_of_each_row((reading.reports, reading) for reading in readings if reading.reports),
        going_from=_first_of_each_row(
            (word.status, reading)
            for reading in readings
            if reading.reports
            for word in reading.words
            if word.status
        ),
    )


def _established(readings: Iterable[Reading]) -> Mapping[Status, Mapping[Literal, Reading]]:
    found: dict[Status, dict[Literal, Reading]] = {}
    for reading in readings:
        if reading.reports:
            known = found.setdefault(reading.reports, {})
            for literal in reading.evidence:
                known.setdefault(literal, reading)
    return found


def _reported_at(readings: Iterable[Reading]) -> Mapping[str | None, frozenset[Status]]:
    found: dict[str | None, set[Status]] = {}
    for reading in readings:
        if reading.reports:
            found.setdefault(reading.boundary, set()).add(reading.reports)
    return {boundary: frozenset(statuses) for boundary, statuses in found.items()}


def _of_row(readings: Iterable[Reading]) -> Mapping[Place, tuple[Reading, ...]]:
    found: dict[Place, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.place, []).append(reading)
    return {place: tuple(same) for place, same in found.items()}


def _first_of_each_row(pairs: Iterable[tuple[Status, Reading]]) -> Mapping[Status, tuple[Reading, ...]]:
    """By status; for a row that is the first for many sets or combinations one of them stands for all."""
    found: dict[Status, dict[Place, Reading]] = {}
    for status, reading in pairs:
        found.setdefault(status, {}).setdefault(reading.place, reading)
    return {status: tuple(by_place.values()) for status, by_place in found.items()}


def _too_many_parts(table: PartsTable) -> Skipped:
    return Skipped(
        check=f"the parts of {table.boundary.name}",
        why=f"there are {table.sets} sets of statuses, more than the limit of states",
        was_asked=True,
        place=table.parts.place,
    )


def _too_many_combinations(table: CombinationTable) -> Skipped:
    return Skipped(
        check=f"what {table.system.name} combines",
        why=f"there are {table.combinations} combinations of statuses, more than the limit of states",
        was_asked=True,
        place=table.system.place,
    )
