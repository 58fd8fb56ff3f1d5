"""
Which rows of status tables a recorded case followed.

A row is followed where the status that it reads was shown, its reporter then was in one of its `while`, and
next showed what it reports, or went on showing it. Where several rows can have led to what was shown, it
followed the one that reads what the event names in `of`, else the last word, else any. A row that ignores
is followed where what it ignores was shown, and its reporter was captured: else nobody can say that it was
ignored. Silence is an answer that was read as none, or a system of which
every status was captured, and that never said anything to a reporter that did; else a row of it is followed
where nothing else leads to what was shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.coverage.moments import Moments
from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.model.boundaries import Boundary
from checker.model.coverage import Thing

Read: TypeAlias = tuple[str, str | None]  # system and code; None for a code that nobody has declared
_Row: TypeAlias = tuple[Reading, Thing]

_WORDS = (Kind.ROW, Kind.OTHERWISE)
_SILENCES = (Kind.NO_ANSWER, Kind.ABSENT)


@dataclass(frozen=True, slots=True)
class OpenTables:
    """
    The rows of boundaries' tables by what they lead to and by what they read, and those that are left.

    All rows that lead somewhere are needed to tell which of them was followed, also where it is not left.
    """

    leading: dict[tuple[str, str], list[_Row]]
    reading: dict[Read, list[_Row]]
    silences: list[_Row]
    left: set[Thing]

    def close(self, things: frozenset[Thing]) -> None:
        if self.left.isdisjoint(things):
            return
        self.left.difference_update(things)
        for to, rows in [*self.leading.items()]:
            if self.left.isdisjoint(thing for _, thing in rows):
                del self.leading[to]
        for read, rows in [*self.reading.items()]:
            self.reading[read] = [row for row in rows if row[1] in self.left]
        self.silences[:] = [row for row in self.silences if row[1] in self.left]


def tables(rows: Sequence[_Row]) -> OpenTables:
    """Ready to be followed; each row with the readings that were made of it."""
    found = OpenTables({}, {}, [], set())
    for reading, thing in rows:
        found.left.add(thing)
        if reading.reports is not None:
            to = (reading.reports.system, reading.reports.code)
            found.leading.setdefault(to, []).append((reading, thing))
        if reading.kind in _SILENCES:
            found.silences.append((reading, thing))
        else:
            word = reading.words[0]
            found.reading.setdefault((word.system, word.code), []).append((reading, thing))
    return found


def followed(moments: Moments, rows: OpenTables) -> Iterator[Thing]:
    """The rows that are left and that a case followed."""
    if not rows.left:
        return
    for before, now in moments.shown():
        leading = rows.leading.get((now.system, now.code))
        if leading is not None and (before is None or before.code != now.code):
            yield from (thing for thing in _led(moments, now, leading) if thing in rows.left)
    for system in {system for system, _ in rows.reading}:
        for one in moments.words(system):
            yield from _stayed(moments, one, rows.reading.get(_read(moments, one), ()))
    for reading, thing in rows.silences:
        if _is_followed_in_silence(moments, reading):
            yield thing


def _read(moments: Moments, one: Said) -> Read:
    word = moments.word(one)
    return (word.system, word.code)


def _led(moments: Moments, now: Said, leading: Sequence[_Row]) -> Iterator[Thing]:
    """The rows that led to what is shown now."""
    moment = moments.at(now)
    counting = [
        (reading, thing)
        for reading, thing in leading
        if moments.is_in(reading.during, reading.reporter, now.part, moment)
    ]
    rows = [(reading, thing) for reading, thing in counting if reading.kind in _WORDS]
    for heard in _heard(moments, now, {reading.words[0].system for reading, _ in rows}):
        found = [
            thing for reading, thing in rows if (reading.words[0].system, reading.words[0].code) in heard
        ]
        if found:
            yield from found
            return
    if len(counting) > len(rows) and not _is_explained(moments, now):
        unanswered = {boundary.name for boundary in _unanswered(moments, moment)}
        for reading, thing in counting:
            if reading.kind is Kind.ABSENT or (
                reading.kind is Kind.NO_ANSWER and reading.boundary in unanswered
            ):
                yield thing


def _heard(moments: Moments, now: Said, systems: set[str]) -> Iterator[set[Read]]:
    """What was heard before a status was shown, the likeliest first: its causes, the last words, anything."""
    causes = set(now.event.of)
    yield {
        _read(moments, one) for system in systems for one in moments.words(system) if one.event.id in causes
    }
    last = [moments.last_word([system], moments.at(now)) for system in systems]
    yield {_read(moments, one) for one in last if one is not None}
    yield {_read(moments, one) for one in moments.record.not_after(now.event) if one.system in systems}


def _is_explained(moments: Moments, now: Said) -> bool:
    """Whether something that no row of a boundary says can have led there."""
    ways = moments.record.declared.ways[now.system]
    if ways.combines or ways.parts:
        return True
    before = moments.shown_before(now.system, now.part, moments.at(now))
    if before is not None:
        return now.code in ways.moves.get(before.code, ())
    return now.code in ways.first or any(
        one.reports is not None and one.reports.code == now.code for one in ways.leavings
    )


def _unanswered(moments: Moments, moment: int) -> Iterator[Boundary]:
    """The boundaries of which nobody had said anything to answer with yet."""
    declared = moments.record.declared
    for boundary in declared.contracts.boundaries.values():
        if moments.last_word(_bodies(moments.record, boundary.read_system), moment) is None:
            yield boundary


def _stayed(moments: Moments, one: Said, rows: Sequence[_Row]) -> Iterator[Thing]:
    """The rows that read a word and ignore it, or report what is shown anyway."""
    moment = moments.at(one)
    for reading, thing in rows:
        if not moments.is_in(reading.during, reading.reporter, one.part, moment):
            continue
        if reading.reports is None:
            if moments.words(reading.reporter) or not moments.record.incomplete([reading.reporter]):
                yield thing
            continue
        shown = moments.shown_before(reading.reports.system, one.part, moment)
        if shown is not None and shown.code == reading.reports.code:
            yield thing


def _is_followed_in_silence(moments: Moments, reading: Reading) -> bool:
    record = moments.record
    boundary = record.declared.contracts.boundaries[reading.boundary or ""]
    if reading.kind is Kind.NO_ANSWER and any(
        one.boundary == boundary.name and _follows(moments, reading, record.timeline.position(one.event))
        for one in record.unanswered
    ):
        return True
    crossed = [event for event in record.case.events if event.boundary == boundary.name]
    if not crossed or not moments.words(boundary.reporter) or record.incomplete([boundary.read_system]):
        return False
    if any(moments.words(system) for system in _bodies(record, boundary.read_system)):
        return False
    return _follows(moments, reading, max(map(record.timeline.position, crossed)))


def _follows(moments: Moments, reading: Reading, moment: int) -> bool:
    """Whether a row was followed that counted at a moment, or counts in what was shown next."""
    if not moments.is_in(reading.during, reading.reporter, None, moment):
        return False
    if reading.reports is None:
        return True
    reported = reading.reports
    shown = moments.shown_before(reported.system, None, moment)
    then = moments.shown_after(reported.system, None, moment)
    return any(one is not None and one.code == reported.code for one in (shown, then))


def _bodies(record: Record, system: str) -> list[str]:
    """A system and its faces."""
    body = record.declared.body(system)
    return [name for name in record.declared.contracts.systems if record.declared.body(name) == body]
