"""The timeline: every event in order, what it shows, and what is to be said of that."""

from collections.abc import Mapping

from checker.analysis.incident import asides
from checker.analysis.incident.asides import short, trace_of
from checker.analysis.incident.known import Known
from checker.analysis.incident.remarks import of_message, of_words, wrong_at
from checker.analysis.incident.retries import Retry, of_retry
from checker.analysis.incident.standings import happened
from checker.analysis.incident.values import Moment, Remark
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.recorded.said import Said
from checker.analysis.telling import lowered
from checker.model.findings import Step
from checker.model.recordings import Event, Kind
from checker.model.text import plain, shown

_LONGEST = 200


def moments(known: Known, repeated: Mapping[str, Retry]) -> tuple[Moment, ...]:
    """Every event; `repeated` are the messages that were sent again, by their event."""
    said: dict[str, list[Said]] = {}
    for one in known.record.answers:
        said.setdefault(one.event.id, []).append(one)
    sent = {one.sent.id: one for one in known.crossings if one.sent is not None}
    received = {one.received.id: one for one in known.crossings if one.received is not None}
    wrong = wrong_at(known)
    seen_traces: set[str] = set()
    found: list[Moment] = []
    for number, event in enumerate(known.timeline.events, start=1):
        own = said.get(event.id, [])
        remarks = [
            *of_message(known, sent.get(event.id), received.get(event.id)),
            *of_words(known, event, own),
            *wrong.get(event.id, ()),
        ]
        if event.id in repeated:
            remarks.append(of_retry(known, repeated[event.id]))
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
