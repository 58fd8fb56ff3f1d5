"""Where ids and contexts went: between sent and received, and between a message and what it caused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis import numbers
from checker.analysis.context import Broken, Cause, Fate, Survival, followed, had, knows
from checker.analysis.context.declared_ids import kept_by_retry
from checker.analysis.context.trace_context import TraceContext, trace_context
from checker.analysis.mapping import RowError
from checker.analysis.replay.causes import causes
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import Pair
from checker.analysis.sides import Side, received_side, sent_side
from checker.model.boundaries import Boundary, Carry, Context, Retry, Tracing
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Event, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Something that did not survive between two events; `by` is the system that did not pass it on."""

    broken: Broken
    since: Event
    event: Event
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """Something of `carries` that nobody can judge here, and why; `was_asked` as in a Skipped."""

    why: str
    place: Place
    was_asked: bool = False


def crossings(
    boundary: Boundary, carries: Sequence[Survival], pair: Pair, sent: Side, received: Side, notes: Notes
) -> Iterator[Hop | Unjudged]:
    """What did not survive between the two sides of one message; `carries` are those of the boundary."""
    if pair.sent is None or pair.received is None:
        return
    for survival in carries:
        carry = survival.carry
        try:
            broken = _between(survival, pair, sent, received)
        except RowError as error:
            why = f"{carry.name} of {boundary.name} can't be made: {error.message}"
            yield Unjudged(why=why, place=carry.place, was_asked=True)
            continue
        if broken is None:
            continue
        if not _is_evidence(broken, boundary.receiver.name, notes):
            yield _not_known(boundary, carry.name, carry.place, boundary.receiver.name)
        else:
            way = f"whatever is between {boundary.sender} and {boundary.receiver}"
            yield Hop(broken=broken, since=pair.sent, event=pair.received, by=boundary.via or way)


def _between(survival: Survival, pair: Pair, sent: Side, received: Side) -> Broken | None:
    """
    What is broken of a message, or of several that were received as one, or of one that became several.

    What became several is judged once, with the last of them; where each has all, it only arrived again.
    """
    if pair.joined:
        return survival.joined([sent_side(one) for one in pair.joined], received)
    broken = survival.crossed(sent, received)
    if broken is None or not pair.parts or survival.id is None:
        return broken
    parts = [received_side(one) for one in pair.parts]
    if any(survival.crossed(sent, part) is None for part in parts):
        return broken  # one of them has all: it arrived several times
    return survival.split(sent, parts) if pair.received is pair.parts[-1] else None


def consequences(
    boundary: Boundary,
    event: Event,
    events: Mapping[str, Event],
    boundaries: Mapping[str, Boundary],
    notes: Notes,
) -> Iterator[Hop | Unjudged]:
    """
    The contexts that a message should have from what it followed from, back through effects and statuses.

    Each is held against the nearest messages before it of which is captured whether they had it; with several
    of them (a message that waits for two) one is enough.
    """
    side = sent_side(event)
    for carry in boundary.carries:
        context = carry.context
        if context is None or not event.of:
            continue
        before = _causes(context, boundary, event, events, boundaries)
        if not before:
            continue
        if not knows(context, side):
            what = "headers" if context is not Context.CLOUD_EVENTS else "headers and payload"
            why = f"{carry.name} of {boundary.name}: the {what} of what was sent were not captured"
            yield Unjudged(why=why, place=carry.place)
            continue
        found = [followed(carry, of, side) for _, of in before]
        if any(broken is None for broken in found) or found[0] is None:
            continue
        sender = boundary.sender.name
        if not _is_evidence(found[0], sender, notes):
            yield _not_known(boundary, carry.name, carry.place, sender)
        else:
            yield Hop(broken=found[0], since=before[0][0], event=event, by=sender)


def _causes(
    context: Context,
    boundary: Boundary,
    event: Event,
    events: Mapping[str, Event],
    boundaries: Mapping[str, Boundary],
) -> Sequence[tuple[Event, Cause]]:
    """The nearest messages before an event that had a context, each as its system had it."""
    nearest = [
        (one, _side_before(one))
        for one in causes(event, events, lambda one: _is_message(one) and knows(context, _side_before(one)))
    ]
    found: list[tuple[Event, Cause]] = []
    for one, side in nearest:
        way = boundaries.get(one.boundary or "")
        cause = Cause(
            side=side,
            # Between what a system received and what it sent on, nobody else can have touched a header.
            is_direct=len(nearest) == 1 and way is not None and way.receiver.name == boundary.sender.name,
            carried=frozenset(carry.context for carry in way.carries if carry.context)
            if way
            else frozenset(),
        )
        if had(context, cause):
            found.append((one, cause))
    return found


def shared_spans(
    events: Mapping[str, Event], boundaries: Mapping[str, Boundary]
) -> Iterator[tuple[Boundary, Hop]]:
    """
    One parent-id in two calls that a system made because of one message: the second of each such pair.

    The same message to two receivers, or several of a batch over one boundary, may have one span.
    """
    by_span: dict[str, list[tuple[Event, Boundary, Carry]]] = {}
    for event in events.values():
        boundary = boundaries.get(event.boundary or "")
        carry = _continued(boundary)
        if boundary is None or carry is None or not _is_sent(event):
            continue
        context = trace_context(event.headers or ())
        if isinstance(context, TraceContext):
            by_span.setdefault(context.parent_id, []).append((event, boundary, carry))
    for span, sent in by_span.items():
        if len(sent) > 1:
            yield from _of_two_calls(span, sent, events, boundaries)


def _of_two_calls(
    span: str,
    sent: Sequence[tuple[Event, Boundary, Carry]],
    events: Mapping[str, Event],
    boundaries: Mapping[str, Boundary],
) -> Iterator[tuple[Boundary, Hop]]:
    """What was sent with one span because of one message that came with another."""
    calls: dict[tuple[str, str], tuple[Event, Boundary]] = {}
    for event, boundary, carry in sent:
        before = _causes(Context.W3C, boundary, event, events, boundaries)
        if len(before) != 1 or not before[0][1].is_direct:
            continue
        received = trace_context(before[0][1].side.headers or ())
        if not isinstance(received, TraceContext) or received.parent_id == span:
            continue
        first, way = calls.setdefault((boundary.sender.name, before[0][0].id), (event, boundary))
        if way is not boundary and _is_another(event, first):
            broken = Broken(
                what="the parent-id",
                place=carry.place,
                before=span,
                after=span,
                pointer="header:traceparent",
                why=f"has it as {first.id} has, which is another call",
                fate=Fate.SHARED,
            )
            yield boundary, Hop(broken=broken, since=first, event=event, by=boundary.sender.name)


def retries(
    boundary: Boundary, retry: Retry, events: Sequence[Event], notes: Notes
) -> Iterator[Hop | Unjudged]:
    """Attempts at one message that have not the key of the first one; `events` are those of the boundary."""
    sent = {event.id: event for event in events if _is_sent(event)}
    for event in sent.values():
        if event.attempt is None or event.attempt < 2:
            continue
        first = first_attempt(event, sent)
        if first is event:
            continue
        broken = kept_by_retry(retry, sent_side(first), sent_side(event))
        if broken is None:
            continue
        if not _is_evidence(broken, boundary.sender.name, notes):
            yield _not_known(boundary, broken.what, broken.place, boundary.sender.name)
        else:
            yield Hop(broken=broken, since=first, event=event, by=boundary.sender.name)


def first_attempt(event: Event, sent: Mapping[str, Event]) -> Event:
    """The first of the attempts that `of` leads back to. A circle ends the way."""
    seen = {event.id}
    while True:
        before = next(
            (
                sent[name]
                for name in event.of
                if name in sent and name not in seen and sent[name].message in (event.message, None)
            ),
            None,
        )
        if before is None:
            return event
        seen.add(before.id)
        event = before


def _continued(boundary: Boundary | None) -> Carry | None:
    """The trace context that the sender of a boundary goes on with."""
    carries = boundary.carries if boundary is not None else ()
    return next((one for one in carries if one.is_w3c and one.tracing is Tracing.CONTINUE), None)


def _is_another(event: Event, first: Event) -> bool:
    """Whether two sendings are known to be of different messages."""
    one, other = sent_side(event).payload, sent_side(first).payload
    return one is not ABSENT and other is not ABSENT and not numbers.same(one, other)


def _is_sent(event: Event) -> bool:
    return event.kind in (Kind.SENT, Kind.EXCHANGE)


def _is_message(event: Event) -> bool:
    return event.kind in (Kind.SENT, Kind.RECEIVED, Kind.EXCHANGE)


def _is_evidence(broken: Broken, system: str, notes: Notes) -> bool:
    """
    Whether what is missing was really not there.

    A header that was not captured may have been; the recording says of which systems all was captured, and
    where it says nothing, a list of headers is taken at its word.
    """
    if not broken.is_lost or broken.pointer.startswith("/"):
        return True
    return notes.is_captured(system, unless_said=True)


def _side_before(event: Event) -> Side:
    """What a consequence saw of an event: what was received, if that was captured."""
    if event.kind is Kind.EXCHANGE and event.received_headers is not None:
        return received_side(event)
    return sent_side(event)


def _not_known(boundary: Boundary, name: str, place: Place, system: str) -> Unjudged:
    why = f"{name} of {boundary.name} is not there, and the capture of {system} is not full"
    return Unjudged(why=why, place=place)
