"""Recorded changes of status that no row, move or leaving message leads to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from checker.analysis.meaning.readings import Kind, Word, absent
from checker.analysis.recorded.declared import Declared
from checker.analysis.recorded.explaining import Heard, Hearsay, explained, is_heard, subsets
from checker.analysis.recorded.facts import UnexplainedStatus, Unjudged
from checker.analysis.recorded.record import Record, changes
from checker.analysis.recorded.said import How, Said
from checker.model.boundaries import Boundary, Expected
from checker.model.recordings import Event
from checker.model.recordings import Kind as EventKind

_MESSAGES = (EventKind.SENT, EventKind.RECEIVED, EventKind.EXCHANGE)


def unexplained(record: Record) -> Iterator[UnexplainedStatus | Unjudged]:
    """
    Each change that does not follow from what was recorded, if all that it may follow from was captured.

    An external system's own moves are all that explains its changes: other rules rely on them. Of a system
    for which the contract declares no way at all, nothing can be said; nor of one part of many, which may be
    told of in a case of its own.
    """
    heard = _Heard(record)
    for (system, _), lane in record.lanes.items():
        if lane[0].is_part or not record.declared.ways[system].is_described:
            continue
        for before, now in changes(lane):
            found = _judged(record, heard, before, now)
            if found is not None:
                yield found


class _Heard:
    """
    The words, messages and answers of a case by what they are, each in order.

    Of many that say the same, one that can have been heard will do, and the first is the likeliest.
    """

    def __init__(self, record: Record) -> None:
        declared = record.declared
        self.words: dict[Heard, list[Event]] = {}
        for one in record.said:
            is_known = declared.status(one.system, one.code) is not None
            self.words.setdefault((one.system, one.code if is_known else None), []).append(one.event)
        self.messages: dict[str, list[Event]] = {}
        for event in record.timeline.events:
            if event.kind in _MESSAGES and event.boundary:
                self.messages.setdefault(event.boundary, []).append(event)
        self.answers = {
            boundary.name: [one.event for one in record.said if _is_answer(record, one, boundary)]
            for boundary in declared.contracts.boundaries.values()
            if boundary.status is not None and boundary.status.no_answer
        }


def _judged(
    record: Record, known: _Heard, before: Said | None, now: Said
) -> UnexplainedStatus | Unjudged | None:
    declared = record.declared
    if declared.status(now.system, now.code) is None:
        return None  # nobody knows the code, which is said
    start = _start(declared, before, now.system)
    heard = _hearsay(record, known, now.event)
    if explained(declared, now.system, start, now.code, heard):
        return None
    missing = record.incomplete(declared.contracts.systems)
    if missing and explained(
        declared, now.system, start, now.code, _hearsay(record, known, now.event, frozenset(missing))
    ):
        why = f"whether what {now.system} showed follows from anything: not all of what it hears was captured"
        return Unjudged(why=why, seen=record.seen(now.event))
    readings = declared.ways[now.system].leading_to(now.code)
    words = dict.fromkeys(
        (str(word), reading.place)
        for reading in readings
        if not is_heard(reading, heard) and reading.kind in (Kind.ROW, Kind.LEAVING)
        for word in reading.words
    )
    told = [before] if before is not None else []
    return UnexplainedStatus(
        sight=record.sight(now),
        before=record.sight(before) if before is not None else None,
        wanted=tuple(words),
        trace=record.trace([*told, *_last_heard(record, now), *record.followed(now)]),
    )


def _start(declared: Declared, before: Said | None, system: str) -> Iterable[str | None]:
    if before is None:
        return (None, *declared.ways[system].first)
    if declared.status(system, before.code) is None:
        return (None, *declared.contracts.systems[system].statuses)  # what it stands for nobody knows
    return (before.code,)


def _last_heard(record: Record, now: Said) -> Iterator[Said]:
    """The last word of each system that the rows of this one read."""
    sources = {word.system for reading in record.declared.ways[now.system].rows for word in reading.words}
    last = {
        one.system: one
        for one in record.said
        if one.system in sources and record.timeline.precedes(one.event, now.event)
    }
    yield from last.values()


def _hearsay(
    record: Record, known: _Heard, event: Event, open_systems: frozenset[str] = frozenset()
) -> Hearsay:
    precedes = record.timeline.precedes

    def parts(boundary: Boundary) -> Iterable[Sequence[Word]] | None:
        if boundary.read_system in open_systems:
            return None
        return _parts(record, boundary, tuple(record.not_after(event)), event)

    return Hearsay(
        words=frozenset(
            word for word, events in known.words.items() if not all(precedes(event, one) for one in events)
        ),
        messages=frozenset(
            name for name, events in known.messages.items() if not all(precedes(event, one) for one in events)
        ),
        unanswered=frozenset(_unanswered(record, known, event)),
        parts=parts,
        open=open_systems,
    )


def _unanswered(record: Record, known: _Heard, event: Event) -> Iterator[str]:
    """The boundaries with a first answer still to come, and those where a reply was read as none."""
    timeline = record.timeline
    for name, answers in known.answers.items():
        is_explicit = any(
            one.boundary == name and not timeline.precedes(event, one.event) for one in record.unanswered
        )
        if is_explicit or not any(timeline.precedes(one, event) for one in answers):
            yield name


def _is_answer(record: Record, one: Said, boundary: Boundary) -> bool:
    if record.declared.body(one.system) != record.declared.body(boundary.read_system):
        return False
    if one.how is not How.STATUS:
        return one.boundary == boundary.name
    told = one.event.status.to if one.event.status else None
    return (
        told is not None
        and told in record.declared.contracts.systems
        and record.declared.body(told) == record.declared.body(boundary.reporter)
    )


def _parts(
    record: Record, boundary: Boundary, said: Sequence[Said], event: Event
) -> Iterable[Sequence[Word]] | None:
    """The sets of statuses that the parts may have had; None where there are too many to try."""
    table = boundary.status.parts if boundary.status else None
    can_miss = table is not None and isinstance(table.expected, Expected)
    system = boundary.read_system
    listed = [
        one
        for one in record.reports
        if one.boundary == boundary.name and not record.timeline.precedes(event, one.event)
    ]
    if listed:
        found: list[Sequence[Word]] = []
        for report in listed:
            words = tuple(word_of(record, *one) for one in report.words(system))
            found.append(words)
            if can_miss and report.missing is None:
                found.append((*words, absent(system)))
        return found
    own = [one for one in said if one.is_part and record.declared.body(one.system) == system]
    silent = () if table is not None and table.expected == "complete" else (absent(system),)
    nothing: list[Sequence[Word]] = [()] if not own else []
    if all(one.part is not None for one in own):
        sets = list(snapshots(record, own))
        return [*nothing, *sets, *((*words, *silent) for words in [*sets, ()] if silent)]
    every = tuple(dict.fromkeys([*(word_of(record, one.system, one.code) for one in own), *silent]))
    found_sets = subsets(every)
    return None if found_sets is None else chain(nothing, found_sets)


def snapshots(record: Record, own: Sequence[Said]) -> Iterator[Sequence[Word]]:
    """The statuses of all parts after each word of one of them."""
    last: dict[str | None, Word] = {}
    for one in own:
        last[one.part] = word_of(record, one.system, one.code)
        yield tuple(dict.fromkeys(last.values()))


def word_of(record: Record, system: str, code: str) -> Word:
    """The word for a code, `absent` and codes that nobody has declared among them."""
    if code == "absent":
        return absent(system)
    known = record.declared.status(system, code)
    return record.declared.vocabulary.word(system, code) if known is not None else Word(system, None)
