"""Messages whose first answer came later than the contract allows, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.recorded.facts import LateAnswer, Unjudged
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import How, Said
from checker.analysis.recorded.timeline import nanoseconds, seconds_between
from checker.model.boundaries import Boundary
from checker.model.recordings import Event, Kind


def late_answers(record: Record) -> Iterator[LateAnswer | Unjudged]:
    """
    One for each message with a late answer, however often it was sent.

    Where the contract declares a `retry`, every attempt waits anew. An answer is a reply, a status that the
    sender is told, or a message by which it learns one.
    """
    end = _end(record)
    for name in sorted(record.declared.answering):
        boundary = record.declared.contracts.boundaries[name]
        told = tuple(_told(record, boundary))
        untold = tuple(_untold(record, boundary))
        for attempts in _sendings(record, boundary):
            found = _late(record, boundary, attempts, _Heard(told=told, untold=untold, end=end))
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """
    All that may answer the messages of a boundary, worked out once for all of them.

    `told` are the answers to its sender, those without a time first and the others in the order of time;
    `untold` is what its receiver showed of which nobody says whom it told. `end` is when the recording
    still went on.
    """

    told: tuple[tuple[Event, str | None], ...]
    untold: tuple[Event, ...]
    end: str | None


def _sendings(record: Record, boundary: Boundary) -> Iterator[Sequence[Event]]:
    """The attempts at each message of a boundary, in order."""
    found: dict[str, list[Event]] = {}
    first: dict[str, str] = {}
    for event in record.timeline.events:
        if event.boundary != boundary.name or event.kind not in (Kind.SENT, Kind.EXCHANGE):
            continue
        name = next((first[cause] for cause in event.of if cause in first), event.id)
        first[event.id] = name
        found.setdefault(name, []).append(event)
    yield from found.values()


def _late(
    record: Record, boundary: Boundary, attempts: Sequence[Event], heard: _Heard
) -> LateAnswer | Unjudged | None:
    within = boundary.answer_within or 0
    answer = _first_answer(record, attempts, heard.told)
    if answer is not None:
        event, at = answer
        waited_for = attempts[0]
        if boundary.retry is not None:
            waited_for = [one for one in attempts if one is event or record.timeline.precedes(one, event)][-1]
        seconds = seconds_between(waited_for.at, at)
    else:
        if any(not record.timeline.precedes(event, attempts[0]) for event in heard.untold):
            return None
        event, at, waited_for = None, None, attempts[-1]
        seconds = seconds_between(waited_for.at, heard.end)
    if seconds is None or seconds <= within:
        return None
    if answer is None and (missing := record.incomplete([boundary.receiver.name])):
        why = f"whether {boundary.name} was answered in time: not all of {missing[0]} was captured"
        return Unjudged(why=why, seen=record.seen(waited_for))
    return LateAnswer(
        boundary=boundary,
        message=waited_for.message,
        sent=record.seen(waited_for),
        sent_at=waited_for.at,
        answer=record.seen(event) if event is not None else None,
        answer_at=at,
        seconds=seconds,
    )


def _first_answer(
    record: Record, attempts: Sequence[Event], told: Sequence[tuple[Event, str | None]]
) -> tuple[Event, str | None] | None:
    """The first event by which the sender is answered after one of the attempts, and when that was."""
    own = [(one, one.until) for one in attempts if one.reply is not None]
    after = next(
        (one for one in told if any(record.timeline.precedes(attempt, one[0]) for attempt in attempts)), None
    )
    if any(nanoseconds(at) is None for _, at in own):
        return next((event, at) for event, at in own if nanoseconds(at) is None)
    return min([*own, *([after] if after is not None else [])], key=_order, default=None)


def _told(record: Record, boundary: Boundary) -> Sequence[tuple[Event, str | None]]:
    found = [
        (one.event, one.event.at)
        for one in record.answers
        if not one.is_repeated and _answers(record, boundary, one)
    ]
    return sorted(found, key=_order)


def _untold(record: Record, boundary: Boundary) -> Iterator[Event]:
    receiver = record.declared.body(boundary.receiver.name)
    for one in record.answers:
        if (
            one.how is How.STATUS
            and one.event.status is not None
            and one.event.status.to is None
            and record.declared.body(one.system) == receiver
        ):
            yield one.event


def _answers(record: Record, boundary: Boundary, one: Said) -> bool:
    declared = record.declared
    sender, receiver = declared.body(boundary.sender.name), declared.body(boundary.receiver.name)
    if declared.body(one.system) != receiver:
        return False
    if one.how is How.STATUS:
        told = one.event.status.to if one.event.status else None
        return told in declared.contracts.systems and declared.body(told or "") == sender
    other = declared.contracts.boundaries[one.boundary or ""]
    if one.how is How.REPLY:
        return declared.body(other.sender.name) == sender
    return declared.body(other.receiver.name) == sender


def _end(record: Record) -> str | None:
    """The latest time of which is known that the recording still went on."""
    times = [record.case.header.captured, *(event.at for event in record.case.events)]
    return max((time for time in times if nanoseconds(time) is not None), key=_since_1970, default=None)


def _since_1970(time: str | None) -> int:
    return nanoseconds(time) or 0


def _order(answer: tuple[Event, str | None]) -> tuple[bool, int]:
    """What has no time first: it may have come at any."""
    at = nanoseconds(answer[1])
    return at is not None, at or 0
