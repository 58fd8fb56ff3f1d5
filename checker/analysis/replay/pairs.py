"""Which `sent` and which `received` event of a case are the two sides of one message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.json import ABSENT
from checker.model.recordings import Event, Kind

_MESSAGES = (Kind.SENT, Kind.RECEIVED, Kind.EXCHANGE)


@dataclass(frozen=True, slots=True)
class Pair:
    """
    The two sides of one crossing; an exchange is both. At least one is there.

    `doubts` has the sent events it may have been, where a recording leaves open which. `joined` are all the
    messages that were received as this one, where there are several; `parts` all the events at which the one
    that was sent was received.
    """

    sent: Event | None
    received: Event | None
    doubts: tuple[Event, ...] = ()
    joined: tuple[Event, ...] = ()
    parts: tuple[Event, ...] = ()

    @property
    def event(self) -> Event:
        """The event that stands for the pair: what was received, if it is recorded."""
        return self.received or self.sent  # type: ignore[return-value]  # one of the two is there


def pairs(events: Sequence[Event]) -> tuple[Pair, ...]:
    """
    Every message of a case, in the order in which it was received, or sent where that is all there is.

    What was received names in `of` what was sent (or its first attempt, then `attempt` tells which).
    Where it names nothing sent, boundary, message and attempt tell, if only one payload can be meant. What
    arrives twice is two pairs with one sent event.
    """
    crossing = [event for event in events if event.kind in _MESSAGES]
    if len(crossing) == 1:
        return (_alone(crossing[0]),)
    sent = [event for event in crossing if event.kind is Kind.SENT]
    index = _Sent(sent)
    found: list[Pair] = []
    matched: set[str] = set()
    open_ended: list[tuple[int, Event]] = []
    for event in crossing:
        if event.kind is Kind.EXCHANGE:
            found.append(Pair(event, event))
        elif event.kind is Kind.RECEIVED:
            partner = _named(event, index)
            if partner is None:
                open_ended.append((len(found), event))
                found.append(Pair(None, event))
                continue
            joined = _joined(event, index) if len(event.of) > 1 else ()
            matched.update(one.id for one in joined or (partner,))
            found.append(Pair(partner, event, joined=joined))
    for position, event in open_ended:
        candidates = [
            one for one in index.over(event.boundary) if one.id not in matched and _fits(event, one)
        ]
        if candidates and all(one.payload == candidates[0].payload for one in candidates):
            found[position] = Pair(candidates[0], event)
            matched.add(candidates[0].id)
        else:
            found[position] = Pair(None, event, tuple(candidates))
    found.extend(Pair(one, None) for one in sent if one.id not in matched)
    return tuple(_with_parts(found)) if len(found) > 1 else tuple(found)


def _alone(event: Event) -> Pair:
    match event.kind:
        case Kind.EXCHANGE:
            return Pair(event, event)
        case Kind.RECEIVED:
            return Pair(None, event)
        case _:
            return Pair(event, None)


class _Sent:
    """The sent events of a case by boundary, by id and by what they followed from, each in order."""

    def __init__(self, sent: Sequence[Event]) -> None:
        self._number = {event.id: number for number, event in enumerate(sent)}
        self._by_id = {event.id: event for event in sent}
        self._over: dict[str | None, list[Event]] = {}
        self._following: dict[str, list[Event]] = {}
        for event in sent:
            self._over.setdefault(event.boundary, []).append(event)
            for cause in event.of:
                self._following.setdefault(cause, []).append(event)

    def over(self, boundary: str | None) -> Sequence[Event]:
        return self._over.get(boundary, ())

    def named(self, names: Iterable[str]) -> list[Event]:
        return self._ordered(self._by_id[name] for name in names if name in self._by_id)

    def following(self, names: Iterable[str]) -> list[Event]:
        return self._ordered(event for name in names for event in self._following.get(name, ()))

    def _ordered(self, events: Iterable[Event]) -> list[Event]:
        return sorted({event.id: event for event in events}.values(), key=lambda one: self._number[one.id])


def _named(received: Event, sent: _Sent) -> Event | None:
    """The sent event that `of` names; of several attempts the one of the same number."""
    named = [one for one in sent.named(received.of) if _fits(received, one, whatever_attempt=True)]
    repeated = (one for one in sent.following(received.of) if _fits(received, one, whatever_attempt=True))
    if received.attempt is not None:
        for one in (*named, *repeated):
            if one.attempt == received.attempt:
                return one
    return named[0] if named else None


def _joined(received: Event, sent: _Sent) -> tuple[Event, ...]:
    """
    The several messages that were received as one: `of` names them, and they are no attempts at one.

    Attempts follow from each other, or have numbers of their own, or the same payload.
    """
    named = [one for one in sent.named(received.of) if _fits(received, one, whatever_attempt=True)]
    for number, one in enumerate(named):
        for other in named[:number]:
            is_attempt = one.attempt != other.attempt or {one.id, other.id} & {*one.of, *other.of}
            if is_attempt or (one.payload == other.payload and one.payload is not ABSENT):
                return ()
    return tuple(named) if len(named) > 1 else ()


def _with_parts(found: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs, each with all that its message was received as."""
    received: dict[str, list[Event]] = {}
    for pair in found:
        if pair.sent is not None and pair.received is not None and pair.received is not pair.sent:
            received.setdefault(pair.sent.id, []).append(pair.received)
    for pair in found:
        parts = received.get(pair.sent.id, ()) if pair.sent is not None else ()
        yield replace(pair, parts=tuple(parts)) if len(parts) > 1 else pair


def _fits(received: Event, sent: Event, *, whatever_attempt: bool = False) -> bool:
    return (
        sent.boundary == received.boundary
        and (sent.message == received.message or None in (sent.message, received.message))
        and (whatever_attempt or sent.attempt == received.attempt or None in (sent.attempt, received.attempt))
    )
