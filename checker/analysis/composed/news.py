"""What every system shows once one system shows a status, and where that news gets lost."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.analysis.composed.afterwards import Afterwards, afterwards
from checker.analysis.composed.relation import read_for
from checker.analysis.composed.runs import Runs, runs
from checker.analysis.composed.standing import standing
from checker.analysis.exploring import Exploration
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.systems import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """
    What one reader makes of a status: by the rows of a boundary, or by what it combines (no boundary).

    `readings` has each row that counts for it once. `deaf` are the statuses of the reader in which no row
    counts, so that it stays there, as far as a run can show them then; None stands for "shows nothing yet".
    `is_mapped` is false where the boundary reads the system and has no row for this status at all.
    `nobody_reads` is the reason that is given where nobody is to read it. `depth` counts hops from the status
    asked about.
    """

    depth: int
    word: Word
    reporter: str
    boundary: str | None
    readings: tuple[Reading, ...] = ()
    deaf: tuple[Status | None, ...] = ()
    is_mapped: bool = True
    nobody_reads: str | None = None

    @property
    def reported(self) -> tuple[Status, ...]:
        """The statuses that the reader can show then."""
        return tuple(dict.fromkeys(reading.reports for reading in self.readings if reading.reports))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """
    How far a status gets. `says` is the news: what it claims and denies.

    `hops` stand in the order in which the news travels; `unaware` are the systems that it neither gets to nor
    comes from. `runs` has what exploring knows of the status: where that is not all, or no run shows it,
    `deaf` holds whatever the rows leave.
    """

    word: Word
    says: Literals
    hops: tuple[Hop, ...]
    unaware: tuple[str, ...]
    runs: Runs


def news(exploration: Exploration, word: Word) -> News:
    """Follows a status through every table that reads it, then through those that read what is reported."""
    meaning = exploration.meaning
    known = runs(exploration, word)
    is_narrowed = known.is_shown and not known.open
    hops: list[Hop] = []
    seen = {word}
    waiting = deque([(word, 1)])
    while waiting:
        shown, depth = waiting.popleft()
        then = afterwards(exploration, shown) if is_narrowed and shown.system in exploration.systems else {}
        for hop in _hops(meaning, shown, depth, then):
            hops.append(hop)
            for status in hop.reported:
                reported = meaning.vocabulary.word(status.system, status.code)
                if reported not in seen:
                    seen.add(reported)
                    waiting.append((reported, depth + 1))
    return News(
        word=word,
        says=word.says,
        hops=tuple(hops),
        unaware=_unaware(meaning, word, seen),
        runs=known,
    )


def _unaware(meaning: Meaning, word: Word, seen: Iterable[Word]) -> tuple[str, ...]:
    """The systems that neither show anything because of it nor are what it stands for."""
    system_of = meaning.vocabulary.system_of
    aware = {system_of(other.system) for other in seen}
    aware |= {system_of(name) for name in standing(meaning, word).behind}
    return tuple(name for name in meaning.contracts.systems if system_of(name) not in aware)


def _hops(meaning: Meaning, word: Word, depth: int, then: Afterwards) -> Iterator[Hop]:
    for boundary in meaning.contracts.boundaries.values():
        table = boundary.status
        readings = _once_a_row(
            found
            for reading in (*meaning.readings, *meaning.leavings)
            if reading.boundary == boundary.name and (found := read_for(meaning, reading, word))
        )
        leaving = tuple(reading for reading in readings if reading.kind is Kind.LEAVING)
        rows = tuple(reading for reading in readings if reading.kind is not Kind.LEAVING)
        if leaving:
            yield Hop(
                depth=depth,
                word=word,
                reporter=boundary.receiver.name,
                boundary=boundary.name,
                readings=leaving,
            )
        is_read = table is not None and word.system in (
            boundary.read_system,
            *(r.words[0].system for r in rows),
        )
        if table is not None and is_read and (rows or not _is_combined(meaning, boundary.reporter)):
            yield Hop(
                depth=depth,
                word=word,
                reporter=boundary.reporter,
                boundary=boundary.name,
                readings=rows,
                deaf=tuple(_deaf(meaning, boundary.reporter, word, rows, then)),
                is_mapped=bool(rows),
                nobody_reads=table.nobody_reads,
            )
    for system in meaning.combinations:
        combined = _once_a_row(
            found
            for reading in meaning.combinations[system].readings
            if (found := read_for(meaning, reading, word))
        )
        if combined:
            yield Hop(depth=depth, word=word, reporter=system, boundary=None, readings=combined)


def _is_combined(meaning: Meaning, system: str) -> bool:
    return system in meaning.combinations


def _once_a_row(readings: Iterator[Reading]) -> tuple[Reading, ...]:
    """One reading for each row; a row of parts or combinations has many."""
    found: dict[object, Reading] = {}
    for reading in readings:
        found.setdefault((reading.place, reading.reports), reading)
    return tuple(found.values())


def _deaf(
    meaning: Meaning, reporter: str, word: Word, rows: tuple[Reading, ...], then: Afterwards
) -> Iterator[Status | None]:
    """
    The statuses of the reporter in which no row counts, as far as they can be shown then.

    Left out are those that a row reports, and those that say all of it already.
    """
    if not rows or any(reading.kind is Kind.PARTS for reading in rows):
        return
    shown = then.get(reporter)
    counting = {status for reading in rows for status in (*reading.during, reading.reports)}
    for status in (None, *meaning.contracts.systems[reporter].statuses.values()):
        is_told = bool(word.says) and word.says <= meaning.vocabulary.says(status)
        is_met = shown is None or (status.code if status else None) in shown
        if status not in counting and not is_told and is_met:
            yield status
