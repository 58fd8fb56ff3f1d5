"""What the contract says that recorded statuses are held against, worked out once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.analysis.meaning.leaving import leavings
from checker.analysis.meaning.literals import Literal, Literals
from checker.analysis.meaning.ownership import faces, system_of
from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.meaning.rows import named_systems, table_of
from checker.analysis.meaning.starts import initial
from checker.analysis.meaning.vocabulary import Vocabulary, vocabulary
from checker.model.boundaries import Boundary, StatusTable
from checker.model.contracts import ContractSet
from checker.model.systems import CombineRow, Fact, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """
    How the contract says that a system (or face) gets from one status to another.

    `first` are the statuses in which it begins. `combines` is the system whose combinations report its
    statuses, `parts` are the boundaries whose parts do.
    """

    first: frozenset[str]
    moves: Mapping[str, frozenset[str]]
    rows: tuple[Reading, ...]
    leavings: tuple[Reading, ...]
    combines: tuple[CombineRow, ...]
    parts: tuple[Boundary, ...]

    @property
    def is_described(self) -> bool:
        """Whether anything is said of how it goes on; of a system without moves and rows nothing is known."""
        return bool(self.moves or self.rows or self.combines or self.parts)

    def leading_to(self, code: str) -> Iterator[Reading]:
        """The rows and leaving messages that lead to a status."""
        for reading in (*self.rows, *self.leavings):
            if reading.reports is not None and reading.reports.code == code:
                yield reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """
    Who hears of a system's statuses: `rows` and `parts` read them at a boundary, `combines` beside others'.

    `waiting` are those that send to it over a boundary without a status table: they are told nothing.
    """

    rows: tuple[str, ...]
    combines: tuple[str, ...]
    parts: tuple[str, ...]
    waiting: tuple[str, ...]
    answer_within: float  # the longest of these boundaries, 0 where none says


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A contract set, ready for recorded statuses. Systems stand for their faces where facts are owned."""

    contracts: ContractSet
    vocabulary: Vocabulary = field(repr=False)
    readings: tuple[Reading, ...] = field(repr=False)  # of all rows of boundaries
    ways: Mapping[str, Ways]
    hearing: Mapping[str, Hearing]
    downstream: Mapping[str, frozenset[str]]  # of each system all that hear of it, directly or through others
    establishing: Mapping[str, tuple[str, ...]]  # for each fact the systems that can say so and are believed
    once: Mapping[str, Fact]  # the facts that must come about once for an id
    settling: tuple[Boundary, ...]
    answering: frozenset[str]  # the boundaries that say within what time an answer must come
    part_systems: Mapping[str, tuple[Boundary, ...]]  # the systems that are read part by part, and where

    def status(self, system: str, code: str) -> Status | None:
        return self.contracts.systems[system].statuses.get(code)

    def body(self, system: str) -> str:
        return system_of(self.contracts.systems, system)

    def believed(self, word: Word) -> Literals:
        """What of a status counts as established: of its own facts, and all that an external system says."""
        if self.vocabulary.is_external(word.system):
            return word.says
        return self.vocabulary.owned(word.system, word.says)


def compiled(contracts: ContractSet) -> Declared:
    words = vocabulary(contracts)
    first = initial(contracts)
    tables = {name: table_of(words, boundary).readings for name, boundary in contracts.boundaries.items()}
    rows: dict[str, list[Reading]] = {}
    for readings in tables.values():
        for reading in readings:
            if reading.reports is not None:
                rows.setdefault(reading.reports.system, []).append(reading)
    leaving: dict[str, list[Reading]] = {}
    for reading in leavings(words, first):
        if reading.reports is not None:
            leaving.setdefault(reading.reports.system, []).append(reading)
    hearing = {name: _hearing(contracts, name) for name in contracts.systems}
    return Declared(
        contracts=contracts,
        vocabulary=words,
        readings=tuple(reading for readings in tables.values() for reading in readings),
        ways={
            name: Ways(
                first=frozenset(start.status.code for start in first[name]),
                moves=_moves(contracts, name),
                rows=tuple(rows.get(name, ())),
                leavings=tuple(leaving.get(name, ())),
                combines=tuple(_combining(contracts, name)),
                parts=tuple(_reporting_parts(contracts, name)),
            )
            for name in contracts.systems
        },
        hearing=hearing,
        downstream={name: _downstream(contracts, hearing, name) for name in contracts.systems},
        establishing={fact.name: _establishing(words, fact) for fact in contracts.facts.values()},
        once={fact.name: fact for fact in contracts.facts.values() if fact.once_per is not None},
        settling=tuple(one for one in contracts.boundaries.values() if one.settles_after is not None),
        answering=frozenset(
            name for name, one in contracts.boundaries.items() if one.answer_within is not None
        ),
        part_systems=_part_systems(contracts),
    )


def _moves(contracts: ContractSet, system: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for move in contracts.systems[system].moves:
        found.setdefault(move.source, set()).add(move.target)
    return {source: frozenset(targets) for source, targets in found.items()}


def _combining(contracts: ContractSet, name: str) -> Iterator[CombineRow]:
    """The whole table of whoever combines and reports a status of this system."""
    for system in contracts.systems.values():
        if any(row.report is not None and row.report.system == name for row in system.combines):
            yield from system.combines


def _reporting_parts(contracts: ContractSet, name: str) -> Iterator[Boundary]:
    for boundary in contracts.boundaries.values():
        parts = boundary.status.parts if boundary.status else None
        if parts and any(row.report is not None and row.report.system == name for row in parts.rows):
            yield boundary


def _part_systems(contracts: ContractSet) -> Mapping[str, tuple[Boundary, ...]]:
    found: dict[str, list[Boundary]] = {}
    for boundary in contracts.boundaries.values():
        if boundary.status and boundary.status.parts:
            for name in (boundary.read_system, *faces(contracts.systems, boundary.read_system)):
                found.setdefault(name, []).append(boundary)
    return {name: tuple(boundaries) for name, boundaries in found.items()}


def _establishing(words: Vocabulary, fact: Fact) -> tuple[str, ...]:
    """Its source of truth, if that is ever heard, and all others whose word makes it certain."""
    contracts = words.contracts
    found = [fact.owner.name] if contracts.systems[fact.owner.name].statuses else []
    for name in contracts.systems:
        for word in words.shown_by(name):
            said = word.says if words.is_external(name) else words.owned(name, word.says)
            if Literal(fact.name) in said and name not in found:
                found.append(name)
    return tuple(found) or (fact.owner.name,)


def _hearing(contracts: ContractSet, name: str) -> Hearing:
    rows: list[str] = []
    parts: list[str] = []
    waiting: list[str] = []
    within = 0.0
    body = system_of(contracts.systems, name)
    for boundary in contracts.boundaries.values():
        if boundary.read_system != body:
            continue
        table = boundary.status
        if table is None:
            waiting.append(boundary.reporter)
        elif not table.nobody_reads and (name == body or name in named_systems(table)):
            (parts if table.parts else rows if _has_rows(table) else []).append(boundary.reporter)
        else:
            continue
        within = max(within, boundary.answer_within or 0)
    combines = [
        system.name
        for system in contracts.systems.values()
        if any(ref.system == name for row in system.combines for refs in row.shown.values() for ref in refs)
    ]
    return Hearing(
        rows=_distinct(one for one in rows if not contracts.systems[one].combines),
        combines=_distinct(combines),
        parts=_distinct(parts),
        waiting=_distinct(waiting),
        answer_within=within,
    )


def _has_rows(table: StatusTable) -> bool:
    return bool(table.rows or table.otherwise)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _downstream(contracts: ContractSet, hearing: Mapping[str, Hearing], name: str) -> frozenset[str]:
    """All that hear of a system, with their faces, but not its own."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        heard = hearing[waiting.pop()]
        for reader in (*heard.rows, *heard.combines, *heard.parts, *heard.waiting):
            body = system_of(contracts.systems, reader)
            if body not in found:
                found |= {body, *faces(contracts.systems, body)}
                waiting += [body, *faces(contracts.systems, body)]
    own = system_of(contracts.systems, name)
    return frozenset(found) - {own, *faces(contracts.systems, own)}
