"""The timeline: every event in order, what it shows, and what is to be said of that."""

from collections.abc import Iterator, Mapping

from checker.analysis.incident import asides, claims
from checker.analysis.incident.asides import Retry, short, trace_of
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.known import Known, OfPayload
from checker.analysis.incident.standings import happened
from checker.analysis.incident.values import Moment, Remark, Tone
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.recorded.facts import (
    ClosedEarly,
    DoubleEffect,
    Reopened,
    SilentRejection,
    UnexplainedStatus,
)
from checker.analysis.recorded.said import How, Said
from checker.analysis.replay.seen import (
    AnsweredDifferently,
    ContextBroken,
    DecisionDiffers,
    UndeclaredStatus,
    VersionMixed,
    VersionUnknown,
)
from checker.analysis.telling import listed
from checker.model.findings import Step
from checker.model.recordings import Complete, Event, Kind
from checker.model.text import plain, shown

_FIELDS = 3  # changed fields that are told of a message
_LONGEST = 200


def moments(known: Known, repeated: Mapping[str, Retry]) -> tuple[Moment, ...]:
    """Every event; `repeated` are the messages that were sent again, by their event."""
    said: dict[str, list[Said]] = {}
    for one in known.record.answers:
        said.setdefault(one.event.id, []).append(one)
    sent = {one.sent.id: one for one in known.crossings if one.sent is not None}
    received = {one.received.id: one for one in known.crossings if one.received is not None}
    seen_traces: set[str] = set()
    found: list[Moment] = []
    for number, event in enumerate(known.timeline.events, start=1):
        own = said.get(event.id, [])
        remarks = [
            *_of_message(known, sent.get(event.id), received.get(event.id)),
            *_of_words(known, event, own),
            *_of_findings(known, event),
        ]
        if event.id in repeated:
            remarks.append(asides.of_retry(known, repeated[event.id]))
        trace = trace_of(event)
        if trace is not None and trace not in seen_traces:
            seen_traces.add(trace)
            remarks.append(Remark(says=f"the trace {short(trace)} is there"))
        late = asides.of_clock(known, event)
        found.append(
            Moment(
                step=_step(known, number, event, own),
                event=event.id,
                kind=event.kind,
                lane=known.lane(event),
                to=_to(known, event),
                told=_told(known, event, own),
                remarks=tuple(dict.fromkeys([*remarks, *([late] if late is not None else [])])),
            )
        )
    return tuple(found)


def _step(known: Known, number: int, event: Event, said: list[Said]) -> Step:
    literals = {literal for one in said for literal in known.record.word(one).says}
    return Step(
        step=number,
        system=event.system or known.lane(event) or "",
        shows=_shows(event),
        says=tuple(map(str, sorted_literals(literals))),
        at=event.at,
        where=known.place(event),
    )


def _shows(event: Event) -> str:
    if event.status is not None:
        return event.status.code
    if event.effect is not None:
        return event.effect.fact
    if event.boundary is not None:
        return event.message or event.boundary
    return event.kind.value


def _to(known: Known, event: Event) -> str | None:
    """The system that something goes to, where it is another one."""
    to = None
    boundary = known.contracts.boundaries.get(event.boundary or "")
    if boundary is not None and event.kind in (Kind.SENT, Kind.EXCHANGE):
        to = known.body(boundary.receiver.name)
    elif event.status is not None and event.status.to is not None:
        to = known.body(event.status.to)
    return to if to != known.lane(event) else None


def _told(known: Known, event: Event, said: list[Said]) -> str:
    """What happened, with the system as its subject."""
    who = plain(event.system or known.lane(event) or "somebody")
    boundary = known.contracts.boundaries.get(event.boundary or "")
    message = plain(event.message or "a message")
    match event.kind:
        case Kind.SENT:
            to = f" to {boundary.receiver}" if boundary is not None else ""
            again = f", attempt {event.attempt}" if (event.attempt or 1) > 1 else ""
            return f"{who} sends {message}{to}{again}"
        case Kind.RECEIVED:
            of = f" from {boundary.sender}" if boundary is not None else ""
            return f"{who} receives {message}{of}"
        case Kind.EXCHANGE:
            to = f" to {boundary.receiver}" if boundary is not None else ""
            code = f" and gets {shown(event.reply.code)} back" if event.reply and event.reply.code else ""
            return f"{who} sends {message}{to}{code}"
        case Kind.EFFECT if event.effect is not None:
            return f"{plain(event.effect.fact)} {happened(known, event)}"
        case _ if event.status is not None:
            to = f" to {plain(event.status.to)}" if event.status.to is not None else ""
            reason = f" because {plain(event.status.reason, longest=_LONGEST)}" if event.status.reason else ""
            means = _means(known, said)
            return f"{who} says {shown(event.status.code)}{to}{means}{reason}"
        case _:
            return f"{who}: {event.kind.value}"


def _means(known: Known, said: list[Said]) -> str:
    for one in said:
        status = known.record.declared.status(one.system, one.code)
        if status is not None and status.means:
            return f" ({lowered(status.means)})"
    return ""


_SMALL = frozenset({"A", "An", "All", "It", "No", "Nobody", "Not", "Somebody", "Some", "The", "They", "This"})


def lowered(sentence: str) -> str:
    """A sentence as it stands in the middle of another: the first word small, unless it may be a name."""
    first, _, _ = sentence.partition(" ")
    return f"{sentence[:1].lower()}{sentence[1:]}" if first in _SMALL else sentence


def _of_message(known: Known, sent: Crossing | None, received: Crossing | None) -> Iterator[Remark]:
    """Whether a message is as declared, told where it was received; where it never was, where it was sent."""
    if sent is not None and sent.received is None:
        yield from _alone(known, sent)
    if received is None:
        return
    wrong = any(isinstance(one, OfPayload) for one in _of_crossing(known, received))
    if received.is_doubtful:
        yield Remark(says="it may be any of several that were sent", tone=Tone.UNKNOWN)
    elif received.is_compared and not wrong:
        yield Remark(says=as_declared(received), tone=Tone.RIGHT)
    elif received.message is not None and not received.has_received and not wrong:
        yield Remark(says="what it says was not captured", tone=Tone.UNKNOWN)
    elif received.sent is None and received.is_mapped:
        yield Remark(says="what was sent was not captured: nothing to compare it with", tone=Tone.UNKNOWN)


def _of_crossing(known: Known, one: Crossing) -> Iterator[object]:
    for event in (one.sent, one.received):
        if event is not None:
            yield from known.of_events.get(event.id, ())


def as_declared(crossing: Crossing) -> str:
    """`as declared: /qty "3" became 3`."""
    if not crossing.is_mapped:
        return "as declared: it arrived as it was sent"
    told = listed(
        f"{plain(one.source)} {shown(one.before)} became {_name(one.target, one.source)}{shown(one.after)}"
        for one in crossing.changed[:_FIELDS]
    )
    more = len(crossing.changed) - _FIELDS
    rest = f" (and {more} more)" if more > 0 else ""
    return f"as declared: {told}{rest}" if told else "as declared"


def _name(target: str, source: str) -> str:
    return "" if target == source else f"{plain(target)} "


def _alone(known: Known, crossing: Crossing) -> Iterator[Remark]:
    """Of a message of which no receipt is recorded."""
    receiver = known.body(crossing.boundary.receiver.name)
    complete = known.case.header.complete.get(receiver)
    if complete is Complete.FULL:
        yield Remark(says=f"nothing shows that {receiver} received it", tone=Tone.UNKNOWN)
    if crossing.has_sent and not any(isinstance(one, OfPayload) for one in _of_crossing(known, crossing)):
        if crossing.message is not None and crossing.message.sends is not None:
            yield Remark(says=f"valid by {crossing.message.sends.name}", tone=Tone.RIGHT)
    elif not crossing.has_sent and crossing.message is not None and crossing.message.has_payload:
        yield Remark(says="what it says was not captured", tone=Tone.UNKNOWN)


def _of_words(known: Known, event: Event, said: list[Said]) -> Iterator[Remark]:
    for one in said:
        if one.how is not How.STATUS:
            what = "the answer" if one.how is How.REPLY else "it"
            yield Remark(says=f"{what} says {one.system} {shown(one.code)}")
        transport = asides.of_transport(known, one)
        if transport is not None:
            yield transport
        yield from claims.remarks(known, one)
    if event.status is not None and not said and event.system in known.contracts.systems:
        yield Remark(says="it is not the status of the contract: another layer speaks")


def _of_findings(known: Known, event: Event) -> Iterator[Remark]:
    """What is wrong at this event, but for what its statuses claim, which has been said."""
    for one in known.of_events.get(event.id, ()):
        match one:
            case ContextBroken():
                before = known.event(one.since.event or "")
                since = f", last seen at {plain(before.id)}" if before is not None else ""
                lost = "is lost here" if one.broken.is_lost else f"is {one.broken.fate.value} here"
                yield Remark(says=f"{one.broken.what} {lost}{since}: it {one.broken.why}", tone=Tone.WRONG)
            case DecisionDiffers():
                expected, taken = listed(one.expected) or "no way", listed(one.taken) or "none"
                says = f"{one.system} decides for {expected} by its table, and took {taken}"
                yield Remark(says=says, tone=Tone.WRONG)
            case VersionUnknown():
                says = f"it is of version {shown(one.version)}, and {shown(one.known)} is declared"
                yield Remark(says=says, tone=Tone.WRONG)
            case VersionMixed():
                says = f"it is of version {shown(one.version)}, and {shown(one.other)} was said before"
                yield Remark(says=says, tone=Tone.WRONG)
            case AnsweredDifferently():
                said, again = shown(one.first.code), shown(one.again.code)
                yield Remark(says=f"it came before, and was answered {said}; now {again}", tone=Tone.WRONG)
            case _:
                yield Remark(says=of_payload(one).says, tone=Tone.WRONG)
    for found in known.seen.observations:
        match found:
            case SilentRejection(sight=sight) if sight.seen.event == event.id:
                yield Remark(says="nobody passed that on", tone=Tone.WRONG)
            case Reopened(sight=sight, left=left) if sight.seen.event == event.id:
                says = f"{known.said(left)} was final, and it left that"
                yield Remark(says=says, tone=Tone.WRONG)
            case UnexplainedStatus(sight=sight) if sight.seen.event == event.id:
                words = listed(list(dict.fromkeys(word for word, _ in found.wanted))[:_FIELDS], "or")
                wants = f": it follows from {words}, which had not come" if words else ""
                yield Remark(says=f"nothing that was recorded explains it{wants}", tone=Tone.WRONG)
            case UndeclaredStatus(seen=seen, code=code) if seen.event == event.id:
                yield Remark(says=f"nobody declared {shown(code)}", tone=Tone.WRONG)
            case ClosedEarly(sight=sight) if sight.seen.event == event.id:
                yield Remark(says="final, before what it rests on has settled", tone=Tone.WRONG)
            case DoubleEffect(fact=fact, came=came) if event.id in {one.seen.event for one in came[1:]}:
                yield Remark(says=f"{fact.name} comes about once more", tone=Tone.WRONG)
            case _:
                pass
