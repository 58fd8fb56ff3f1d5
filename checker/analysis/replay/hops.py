"""Where ids and trace contexts went: between sent and received, and between a message and what it caused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.context import Broken, Survival, followed
from checker.analysis.mapping import RowError
from checker.analysis.replay.causes import causes
from checker.analysis.replay.notes import Notes
from checker.analysis.sides import Side, received_side, sent_side
from checker.analysis.trace_context import TraceContext, trace_context
from checker.model.boundaries import Boundary, Carry
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
    boundary: Boundary,
    carries: Sequence[Survival],
    sent: tuple[Event, Side],
    received: tuple[Event, Side],
    notes: Notes,
) -> Iterator[Hop | Unjudged]:
    """What did not survive between the two sides of one message; `carries` are those of the boundary."""
    for carry, survival in zip(boundary.carries, carries, strict=True):
        try:
            broken = survival(sent[1], received[1])
        except RowError as error:
            why = f"{carry.name} of {boundary.name} can't be made: {error.message}"
            yield Unjudged(why=why, place=carry.place, was_asked=True)
            continue
        if broken is None:
            continue
        if not _is_evidence(broken, boundary.receiver.name, notes):
            yield _not_known(boundary, carry, boundary.receiver.name)
        else:
            way = f"whatever is between {boundary.sender} and {boundary.receiver}"
            yield Hop(broken=broken, since=sent[0], event=received[0], by=boundary.via or way)


def consequences(
    boundary: Boundary,
    event: Event,
    events: Mapping[str, Event],
    receivers: Mapping[str, str],
    notes: Notes,
) -> Iterator[Hop | Unjudged]:
    """
    A trace context that a message should have from what it followed from, back through effects and statuses.

    It is held against the nearest messages before it whose headers were captured; with several of them (a
    message that waits for two) one trace is enough.
    """
    traces = [carry for carry in boundary.carries if carry.is_w3c]
    if not traces or not event.of:
        return
    side = sent_side(event)
    before = [(cause, _side_before(cause)) for cause in causes(event, events, _has_headers)]
    valid = [(cause, of) for cause, of in before if isinstance(trace_context(of.headers or ()), TraceContext)]
    if not valid:
        return
    for carry in traces:
        if side.headers is None:
            yield Unjudged(
                why=f"{carry.name} of {boundary.name}: the headers of what was sent were not captured",
                place=carry.place,
            )
            continue
        # Between what a system received and what it sent on, nobody else can have touched tracestate.
        is_direct = len(valid) == 1 and receivers.get(valid[0][0].boundary or "") == _sender(boundary)
        found = [followed(carry, of, side, is_direct=is_direct) for _, of in valid]
        if any(broken is None for broken in found) or found[0] is None:
            continue
        if not _is_evidence(found[0], _sender(boundary), notes):
            yield _not_known(boundary, carry, _sender(boundary))
        else:
            yield Hop(broken=found[0], since=valid[0][0], event=event, by=_sender(boundary))


def _is_evidence(broken: Broken, system: str, notes: Notes) -> bool:
    """
    Whether what is missing was really not there.

    A header that was not captured may have been; the recording says of which systems all was captured, and
    where it says nothing, a list of headers is taken at its word.
    """
    if not broken.is_lost or broken.pointer.startswith("/"):
        return True
    return notes.is_captured(system, unless_said=True)


def _has_headers(event: Event) -> bool:
    if event.kind is Kind.EXCHANGE:
        return event.headers is not None or event.received_headers is not None
    return event.kind in (Kind.SENT, Kind.RECEIVED) and event.headers is not None


def _side_before(event: Event) -> Side:
    """What a consequence saw of an event: what was received, if that was captured."""
    if event.kind is Kind.EXCHANGE and event.received_headers is not None:
        return received_side(event)
    return sent_side(event)


def _sender(boundary: Boundary) -> str:
    return boundary.sender.name


def _not_known(boundary: Boundary, carry: Carry, system: str) -> Unjudged:
    why = f"{carry.name} of {boundary.name} is not there, and the capture of {system} is not full"
    return Unjudged(why=why, place=carry.place)
