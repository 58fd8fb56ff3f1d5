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
    found: list[Pair] = []
    matched: set[str] = set()
    open_ended: list[tuple[int, Event]] = []
    for event in crossing:
        if event.kind is Kind.EXCHANGE:
            found.append(Pair(event, event))
        elif event.kind is Kind.RECEIVED:
            partner = _named(event, sent)
            if partner is None:
                open_ended.append((len(found), event))
                found.append(Pair(None, event))
                continue
            joined = _joined(event, sent) if len(event.of) > 1 else ()
            matched.update(one.id for one in joined or (partner,))
            found.append(Pair(partner, event, joined=joined))
    for position, event in open_ended:
        candidates = [one for one in sent if one.id not in matched and _fits(event, one)]
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


def _named(received: Event, sent: Iterable[Event]) -> Event | None:
    """The sent event that `of` names; of several attempts the one of the same number."""
    if not received.of:
        return None
    same_way = [one for one in sent if _fits(received, one, whatever_attempt=True)]
    named = [one for one in same_way if one.id in received.of]
    repeated = [one for one in same_way if set(one.of) & set(received.of)]
    of_attempt = [
        one for one in (*named, *repeated) if received.attempt is not None and one.attempt == received.attempt
    ]
    if of_attempt:
        return of_attempt[0]
    return named[0] if named else None


def _joined(received: Event, sent: Iterable[Event]) -> tuple[Event, ...]:
    """
    The several messages that were received as one: `of` names them, and they are no attempts at one.

    Attempts follow from each other, or have numbers of their own, or the same payload.
    """
    named = [one for one in sent if one.id in received.of and _fits(received, one, whatever_attempt=True)]
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
