"""Which part of a contract set is explored, and what is left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.boundaries import Boundary
from checker.model.places import Place

ROWS = (Kind.ROW, Kind.OTHERWISE)
SILENCES = (Kind.NO_ANSWER, Kind.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A system that is not explored, and why; `place` is where that is written."""

    system: str
    why: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """
    `systems` are those explored, in the order they were declared. `unaware` are those among them that hear,
    however long the way, of a system that is left out: what they show in the end is not known. `rows` has the
    readings of each boundary, in the order of its rows; `hears` the systems whose statuses each one reads.
    """

    meaning: Meaning = field(repr=False)
    systems: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    unaware: frozenset[str]
    rows: Mapping[str, tuple[Reading, ...]]
    leavings: tuple[Reading, ...]
    combining: tuple[str, ...]
    hears: Mapping[str, frozenset[str]]

    def boundary(self, name: str) -> Boundary:
        return self.meaning.contracts.boundaries[name]

    def known(self, word: Word) -> Literals:
        """What is so once a system shows this: about its own facts; all, of one whose word is taken."""
        if self.meaning.vocabulary.is_external(word.system):
            return word.says
        return self.meaning.vocabulary.owned(word.system, word.says)

    def is_ordered(self, boundary: str | None) -> bool:
        delivery = self.boundary(boundary).delivery if boundary else None
        return delivery is not None and delivery.order in ("fifo", "versioned")

    def distances(self, system: str) -> Mapping[str, int]:
        """Every system that this one can learn of by what is read, and over how many tables."""
        found = {system: 0}
        waiting = [system]
        for hearer in waiting:  # grows as we go
            for heard in sorted(self.hears.get(hearer, ())):
                if heard not in found:
                    found[heard] = found[hearer] + 1
                    waiting.append(heard)
        return found


def scope(meaning: Meaning) -> Scope:
    contracts = meaning.contracts
    left_out = _left_out(meaning)
    gone = {one.system for one in left_out}
    systems = tuple(name for name in contracts.systems if name not in gone)
    rows = {
        name: tuple(reading for reading in table.readings if not _systems(reading) & gone)
        for name, table in meaning.tables.items()
        if name not in meaning.parts and contracts.boundaries[name].reporter not in gone
    }
    leavings = tuple(reading for reading in meaning.leavings if not _systems(reading) & gone)
    every = _hearing(meaning, (*meaning.readings, *meaning.leavings))
    reads = _hearing(meaning, meaning.readings)
    return Scope(
        meaning=meaning,
        systems=systems,
        left_out=left_out,
        unaware=frozenset(system for system in systems if reached((system,), every) & gone),
        rows={name: found for name, found in rows.items() if found},
        leavings=leavings,
        combining=tuple(system for system in systems if contracts.systems[system].combines),
        hears={system: frozenset(reads.get(system, set()) - gone) for system in systems},
    )


def reached(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All that ways lead to, and where they start."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for further in ways.get(waiting.pop(), ()):
            if further not in found:
                found.add(further)
                waiting.append(further)
    return frozenset(found)


def _left_out(meaning: Meaning) -> tuple[LeftOut, ...]:
    """Those that report what many parts show: there is one of each system in a run, and not many parts."""
    found: dict[str, LeftOut] = {}
    for name, table in meaning.parts.items():
        why = f"what it reports at {name} comes from many parts, and is judged by its table"
        reported = (row.report.system for row in table.parts.rows if row.report)
        for system in (table.boundary.reporter, *reported):
            found.setdefault(system, LeftOut(system=system, why=why, place=table.parts.place))
    return tuple(found.values())


def _systems(reading: Reading) -> set[str]:
    """All that a reading needs to be there."""
    found = {word.system for word in reading.words} | {reading.reporter}
    if reading.reports:
        found.add(reading.reports.system)
    return found


def _hearing(meaning: Meaning, readings: Iterable[Reading]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for reading in readings:
        for system in {reading.reporter, reading.reports.system if reading.reports else reading.reporter}:
            found.setdefault(system, set()).update(word.system for word in reading.words)
    for name in meaning.combinations:  # also where a table is too large to judge
        heard = found.setdefault(name, set())
        for row in meaning.contracts.systems[name].combines:
            heard.update(row.shown)
            heard.update(ref.system for refs in row.shown.values() for ref in refs)
    return found
