"""What is to be said beside the answers: repeated messages, traces, transport answers, clocks."""

from collections.abc import Iterator, Sequence

from checker.analysis.context.trace_context import TraceContext, trace_context
from checker.analysis.incident.known import Known
from checker.analysis.incident.retries import Retry, of_retry
from checker.analysis.incident.values import Remark, Tone
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.timeline import nanoseconds, seconds_between
from checker.analysis.replay.seen import ContextBroken
from checker.analysis.sides import received_side, sent_side
from checker.analysis.telling import lasting, listed
from checker.model.recordings import Event, Kind
from checker.model.systems import Layer
from checker.model.text import plain

_CHARACTERS = 8  # of a trace id, at each end


def traces(known: Known) -> Iterator[Remark]:
    """Each trace: from which event to which it was there, and where it was lost."""
    spans: dict[str, list[Event]] = {}
    for event in known.timeline.events:
        found = trace_of(event)
        if found is not None:
            spans.setdefault(found, []).append(event)
    lost: dict[object, list[ContextBroken]] = {}
    for found_in in known.of_events.values():
        for one in found_in:
            if isinstance(one, ContextBroken) and one.broken.pointer == "header:traceparent":
                lost.setdefault(one.broken.before, []).append(one)
    for name, events in spans.items():
        ends = (
            f"from {plain(events[0].id)} to {plain(events[-1].id)}"
            if len(events) > 1
            else f"at {plain(events[0].id)}"
        )
        broken = lost.get(name, ())
        if not broken:
            yield Remark(says=f"the trace {short(name)} is there {ends}")
            continue
        where = listed(f"{_fate(one)} at {plain(one.spot.seen.event or '')}, by {one.by}" for one in broken)
        yield Remark(says=f"the trace {short(name)} is there {ends}, and {where}", tone=Tone.WRONG)


def _fate(one: ContextBroken) -> str:
    return "lost" if one.broken.is_lost else one.broken.fate.value


def trace_of(event: Event) -> str | None:
    """The trace id that a message carries, None where it has none that is valid."""
    if event.kind not in (Kind.SENT, Kind.RECEIVED, Kind.EXCHANGE):
        return None
    side = received_side(event) if event.kind is Kind.RECEIVED else sent_side(event)
    found = trace_context(side.headers or ())
    return found.trace_id if isinstance(found, TraceContext) else None


def short(trace: str) -> str:
    return f"{trace[:_CHARACTERS]}…{trace[-_CHARACTERS:]}"


def of_transport(known: Known, said: Said) -> Remark | None:
    """What an answer of the transport does not say; None for any other status."""
    status = known.record.declared.status(said.system, said.code)
    if status is None or status.layer is not Layer.TRANSPORT:
        return None
    word = known.record.word(said)
    silent = [name for name in known.contracts.facts if name not in {one.fact for one in word.says}]
    means = f": {status.means[:1].lower()}{status.means[1:]}" if status.means else ""
    of = f"; it says nothing of {listed(silent, 'or')}" if silent else ""
    return Remark(says=f"it speaks for the transport only{means}{of}")


def transports(known: Known) -> Iterator[Remark]:
    told: set[tuple[str, str]] = set()
    for said in known.record.answers:
        remark = of_transport(known, said)
        if remark is not None and (said.system, said.code) not in told:
            told.add((said.system, said.code))
            yield Remark(says=f"{known.said(known.sight(said))}: {remark.says}")


def clocks(known: Known) -> Iterator[Remark]:
    """Declared skews, and clocks that contradict a cause: then the cause counted."""
    for name, skew in sorted(known.case.header.clock_skew_ms.items()):
        if skew:
            yield Remark(
                says=f"the clock of {plain(name)} may be {lasting(abs(skew) / 1000)} off, as declared"
            )
    for event in known.timeline.events:
        cause = behind(known, event)
        if cause is not None:
            yield Remark(says=f"{plain(event.id)} {_behind(known, event, cause)}: the cause counts")


def behind(known: Known, event: Event) -> Event | None:
    """A cause of an event that is later than it by the clocks."""
    start = nanoseconds(event.at)
    for name in event.of:
        cause = known.event(name)
        since = nanoseconds(cause.at) if cause is not None else None
        if start is not None and since is not None and since > start:
            return cause
    return None


def _behind(known: Known, event: Event, cause: Event) -> str:
    seconds = seconds_between(event.at, cause.at) or 0.0
    whose = [name for name in (known.lane(event), known.lane(cause)) if name is not None]
    of = f" of {listed(dict.fromkeys(map(plain, whose)))}" if whose else ""
    return f"follows from {plain(cause.id)} and is {lasting(seconds)} before it by the clocks{of}"


def of_clock(known: Known, event: Event) -> Remark | None:
    cause = behind(known, event)
    return Remark(says=f"{_behind(known, event, cause)}: the cause counts") if cause is not None else None


def asides(known: Known, repeated: Sequence[Retry]) -> Iterator[Remark]:
    """All of them, in the order in which they help."""
    for retry in repeated:
        remark = of_retry(known, retry)
        sender, receiver = retry.crossing.boundary.sender, retry.crossing.boundary.receiver
        who = f"{plain(retry.event.id)}, from {sender} to {receiver}, {remark.says}"
        yield Remark(says=who, tone=remark.tone)
    yield from traces(known)
    yield from transports(known)
    yield from clocks(known)
