"""Final statuses that were left, and those that were shown before the matter had settled."""

from collections.abc import Iterator

from checker.analysis.recorded.facts import ClosedEarly, Reopened, Unjudged
from checker.analysis.recorded.record import Record, changes
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.timeline import seconds_between
from checker.model.boundaries import Boundary
from checker.model.recordings import Event, Kind


def reopened(record: Record) -> Iterator[Reopened]:
    """Each final status that was followed by another one of the same system."""
    for lane in record.lanes.values():
        for left, now in changes(lane):
            if left is not None and record.word(left).is_final:
                yield Reopened(
                    sight=record.sight(now),
                    left=record.sight(left),
                    trace=record.trace([left, *record.followed(now)]),
                )


def closed_early(record: Record) -> Iterator[ClosedEarly | Unjudged]:
    """
    Each final status that was shown before what it rests on had settled.

    That is the last word of the system read, counted from when it was first shown; a final word has settled
    at once. Before there is any word, the time counts from the message.
    """
    for boundary in record.declared.settling:
        for (system, _), lane in record.lanes.items():
            if system != boundary.reporter:
                continue
            for _, now in changes(lane):
                closed = _closed(record, boundary, now) if record.word(now).is_final else None
                if closed is not None and record.incomplete([boundary.read_system]):
                    whose = f"not every status of {boundary.read_system} was captured"
                    why = f"whether {system} closed too early: {whose}"
                    yield Unjudged(why=why, seen=record.seen(now.event))
                elif closed is not None:
                    yield closed


def _closed(record: Record, boundary: Boundary, now: Said) -> ClosedEarly | None:
    word = _rests_on(record, boundary, now)
    if word is not None and record.word(word).is_final:
        return None
    event = word.event if word is not None else _sent(record, boundary, now)
    seconds = seconds_between(event.at, now.event.at) if event is not None else None
    if seconds is None or boundary.settles_after is None or not 0 <= seconds < boundary.settles_after:
        return None
    return ClosedEarly(
        sight=record.sight(now),
        boundary=boundary,
        word=record.sight(word) if word is not None else None,
        seconds=seconds,
        trace=record.trace([*([word] if word is not None else []), *record.followed(now)]),
    )


def _rests_on(record: Record, boundary: Boundary, now: Said) -> Said | None:
    """The last status of the system read before this one, at its first showing."""
    first: Said | None = None
    for one in record.said:
        if one.system != boundary.read_system or one.is_part or one.is_repeated:
            continue
        if record.timeline.precedes(now.event, one.event):
            break
        if first is None or first.code != one.code:
            first = one
    return first


def _sent(record: Record, boundary: Boundary, now: Said) -> Event | None:
    found: Event | None = None
    for event in record.timeline.events:
        is_message = event.kind in (Kind.SENT, Kind.EXCHANGE) and event.boundary == boundary.name
        if is_message and record.timeline.precedes(event, now.event):
            found = event
    return found
