"""Recorded rejections that nobody who hears of them has shown."""

from collections.abc import Iterator

from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.recorded.facts import SilentRejection, Unjudged
from checker.analysis.recorded.record import Record, changes
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.timeline import nanoseconds
from checker.analysis.recorded.turning import still_to_come
from checker.model.systems import Outcome
from checker.model.text import plain


def silent_rejections(record: Record) -> Iterator[SilentRejection | Unjudged]:
    """
    Each rejection that was not repaired, and that no system downstream shows then or later.

    Whoever reads a flow's end is the business itself, and what it rejects it has been told. A rejection of
    one part is not judged: the status of all may wait for the others.
    """
    showing = _Showing(record)
    readers = {record.declared.body(flow.reader.name) for flow in record.declared.contracts.flows.values()}
    for (system, part), lane in record.lanes.items():
        if part is not None or record.declared.body(system) in readers:
            continue
        shown = [one for _, one in changes(lane)]
        last_well = max(
            (number for number, one in enumerate(shown) if _is_well(record.word(one))), default=-1
        )
        for number, one in enumerate(shown):
            word = record.word(one)
            if one.is_part or not is_rejection(word) or (not word.is_final and number < last_well):
                continue
            found = None if showing.is_shown_after(one) else _judged(record, one, word)
            if found is not None:
                yield found


class _Showing:
    """Those words of a case by which a reader can tell of a rejection; in long cases most are passed on."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._words = [one for one in reversed(record.said) if shows_rejection(record.word(one))]

    def is_shown_after(self, one: Said) -> bool:
        downstream, precedes = self._record.declared.downstream[one.system], self._record.timeline.precedes
        return any(
            other.system in downstream and not precedes(other.event, one.event) for other in self._words
        )


def is_rejection(word: Word) -> bool:
    """A failure, or final and a denial."""
    return word.outcome is Outcome.FAILURE or (word.is_final and word.denies)


def shows_rejection(word: Word) -> bool:
    """Whether a reader of this status can tell that not all went well."""
    return word.outcome is not Outcome.SUCCESS and (word.outcome is not Outcome.NONE or word.denies)


def _is_well(word: Word) -> bool:
    return word.status is not None and not is_rejection(word) and word.outcome is not Outcome.FAILURE


def _judged(record: Record, one: Said, word: Word) -> SilentRejection | Unjudged | None:
    hearing = record.declared.hearing[one.system]
    direct = tuple(dict.fromkeys((*hearing.rows, *hearing.combines, *hearing.waiting)))
    if not direct or hearing.parts:
        return None
    shown = _shown(record, one)
    if any(shows_rejection(record.word(other)) for other in shown):
        return None
    missing = record.incomplete(direct)
    if missing:
        why = f'whether anybody passed on {one.system} "{one.code}"'
        whose = "the case could not be read whole"
        if record.case.is_whole:
            whose = f"not every status of {' and '.join(missing)} was captured"
        return Unjudged(why=f"{why}: {whose}", seen=record.seen(one.event))
    last = {other.system: other for other in shown}
    if set(direct) <= set(hearing.combines) and not _have_closed(record, direct, last):
        return None  # they may still wait for others
    if not _is_over(record, one, hearing.answer_within) and not _have_closed(record, direct, last):
        why = f'whether anybody passed on {one.system} "{one.code}": the recording may end too early for it'
        fix = 'say in the first line when it was taken: "captured"'
        return Unjudged(why=why, seen=record.seen(one.event), fix=fix)
    unknown = next((other for other in shown if record.word(other).status is None), None)
    if unknown is not None:
        means = f'nobody declared what {unknown.system} "{plain(unknown.code)}" means'
        why = f'whether anybody passed on {one.system} "{one.code}": {means}'
        return Unjudged(why=why, seen=record.seen(one.event))
    rows = tuple(
        reading
        for reading in record.declared.readings
        if any((each.system, each.code) == (one.system, one.code) for each in reading.words)
    )
    reported = [_reported(record, reading) for reading in rows]
    return SilentRejection(
        sight=record.sight(one),
        readers=direct,
        after=tuple(record.sight(other) for other in last.values()),
        rows=tuple((reading.place, str(reading.reports) if reading.reports else None) for reading in rows),
        showing=tuple(
            dict.fromkeys(f"{each.system}/{each.code}" for each in reported if each and shows_rejection(each))
        ),
        may_turn=not word.is_final
        and not any(each is not None and each.is_final for each in reported)
        and _may_turn(record, one),
        trace=record.trace([*record.followed(one), *last.values()]),
    )


def _reported(record: Record, reading: Reading) -> Word | None:
    status = reading.reports
    return record.declared.vocabulary.word(status.system, status.code) if status is not None else None


def _may_turn(record: Record, one: Said) -> bool:
    words = (record.declared.vocabulary.word(one.system, code) for code in still_to_come(record, one))
    return any(_is_well(word) and not word.denies for word in words)


def _shown(record: Record, one: Said) -> list[Said]:
    """What those downstream showed at that moment (each by its last word before) and after it."""
    before: dict[str, Said] = {}
    after: list[Said] = []
    downstream = record.declared.downstream[one.system]
    for other in record.said:
        if other.system not in downstream:
            continue
        if record.timeline.precedes(other.event, one.event):
            before[other.system] = other
        else:
            after.append(other)
    return [*before.values(), *after]


def _have_closed(record: Record, readers: tuple[str, ...], last: dict[str, Said]) -> bool:
    """Whether all who should have shown it ended in a status after which nothing more is to come."""
    return all(name in last and record.word(last[name]).is_final for name in readers)


def _is_over(record: Record, one: Said, within: float) -> bool:
    """
    Whether there was time to pass it on: up to when the recording was taken, as far as that is known, or
    because those downstream went on speaking of other things.
    """
    start = nanoseconds(one.event.until or one.event.at)
    end = nanoseconds(record.case.header.captured)
    if start is not None and end is not None and end - start > within * 10**9:
        return True
    downstream = record.declared.downstream[one.system]
    return any(
        other.system in downstream and record.timeline.precedes(one.event, other.event)
        for other in record.said
    )
