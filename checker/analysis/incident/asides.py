"""What is to be said beside the answers: repeated messages, traces, transport answers, clocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.context.trace_context import TraceContext, trace_context
from checker.analysis.follow import first
from checker.analysis.incident.basis import times
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.known import Known
from checker.analysis.incident.values import Remark, Tone
from checker.analysis.recorded.facts import DoubleEffect
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.timeline import nanoseconds, seconds_between
from checker.analysis.replay.causes import causes
from checker.analysis.replay.seen import ContextBroken
from checker.analysis.sides import received_side, sent_side
from checker.analysis.telling import lasting, listed
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.recordings import Complete, Event, Kind
from checker.model.systems import Layer
from checker.model.text import plain, shown

_CHARACTERS = 8  # of a trace id, at each end
_MOST_EFFECTS = 3  # that are named of a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """
    A message that was sent again: `event` repeats `first`.

    `effects` are all that came of any attempt and may come about once only, one event for each fact and key;
    `doubled` those facts that came about more than once of more than one attempt.
    """

    event: Event
    first: Event
    crossing: Crossing
    effects: tuple[Event, ...]
    doubled: tuple[DoubleEffect, ...]


def retries(known: Known) -> tuple[Retry, ...]:
    """Every message that was sent again, in order."""
    by_event = {one.sent.id: one for one in known.crossings if one.sent is not None}
    events = {event.id: event for event in known.case.events}
    first_of: dict[str, Event] = {}
    attempts: dict[str, list[Event]] = {}
    for event in known.timeline.events:
        if event.id not in by_event:
            continue
        before = (events[name] for name in event.of if name in events)
        same = next((one for one in before if one.id in by_event and one.boundary == event.boundary), None)
        first_of[event.id] = first_of.get(same.id, same) if same is not None else event
        attempts.setdefault(first_of[event.id].id, []).append(event)
    return tuple(
        Retry(event=event, first=sent[0], crossing=by_event[event.id], effects=effects, doubled=doubled)
        for sent in attempts.values()
        if len(sent) > 1
        for effects, doubled in [_came_of(known, sent, events)]
        for event in sent[1:]
    )


def _came_of(
    known: Known, sent: Sequence[Event], events: Mapping[str, Event]
) -> tuple[tuple[Event, ...], tuple[DoubleEffect, ...]]:
    """The effects of all attempts, and which of them came about twice because there were several."""
    distinct: dict[tuple[str, str | None, str], Event] = {}
    for event in known.timeline.events:
        effect = event.effect
        if effect is None or not effect.holds or effect.fact not in known.record.declared.once:
            continue
        name = (effect.fact, effect.key, event.id if effect.key is None else "")
        is_again = name in distinct or (
            effect.key is None and any(one in events and events[one].effect for one in event.of)
        )
        if not is_again and any(known.timeline.leads_to(one, event) for one in sent):
            distinct[name] = event
    doubled = tuple(
        one
        for one in known.seen.observations
        if isinstance(one, DoubleEffect)
        and len({_attempt(known, each.seen.event, sent, events) for each in one.came} - {None}) > 1
    )
    return tuple(distinct.values()), doubled


def _attempt(
    known: Known, name: str | None, sent: Sequence[Event], events: Mapping[str, Event]
) -> str | None:
    """The attempt that an event followed from: by `of`, else the last one before it."""
    event = events.get(name or "")
    if event is None:
        return None
    names = {one.id for one in sent}
    for cause in causes(event, events, lambda one: one.id in names):
        return cause.id
    return next((one.id for one in reversed(sent) if known.timeline.leads_to(one, event)), None)


def of_retry(known: Known, retry: Retry) -> Remark:
    """Whether it carried the same key, and what came of it: `no damage` only where that is known."""
    waited = seconds_between(retry.first.at, retry.event.at)
    after = f" {lasting(waited)} later" if waited is not None and waited > 0 else ""
    key, is_same = _key(retry)
    again = f"repeats {plain(retry.first.id)}{after}{key}"
    if retry.doubled:
        double = retry.doubled[0]
        return Remark(
            says=f"{again}, and {double.fact.name} came about {times(len(double.came))}", tone=Tone.WRONG
        )
    if not retry.effects:
        told = f"{again}; whether it had a second effect is not known, since no effect was recorded"
        return Remark(says=told, tone=Tone.UNKNOWN if is_same is None else Tone.PLAIN)
    which = _effects(retry.effects)
    keys: dict[str, list[str | None]] = {}
    for event in retry.effects:
        if event.effect is not None:
            keys.setdefault(event.effect.fact, []).append(event.effect.key)
    number = max(map(len, keys.values()))
    if any(None in found and set(found) != {None} for found in keys.values()):
        told = f"{again}; {number} effects were recorded ({which}); some of them may be one"
        told = f"{again}; two effects were recorded ({which}); they may be one" if number == 2 else told
        return Remark(says=told, tone=Tone.UNKNOWN)
    if number > 1:
        return Remark(says=f"{again}; {len(retry.effects)} effects were recorded ({which})")
    one = "one effect" if len(keys) == 1 else "each effect once"
    if not _is_seen_in_full(known, keys):
        what = "one effect was recorded" if len(keys) == 1 else "each effect was recorded once"
        told = f"{again}; {what} ({which}); whether there was another is not known"
        return Remark(says=told, tone=Tone.UNKNOWN)
    if is_same is False:
        return Remark(says=f"{again}, and had {one} ({which})")
    return Remark(says=f"{again}, and had {one} ({which}): no damage", tone=Tone.RIGHT)


def _effects(effects: Sequence[Event]) -> str:
    """`paid "T1" and paid without a key`; of many the first."""
    told = [
        f"{plain(event.effect.fact)} "
        + (shown(event.effect.key) if event.effect.key is not None else "without a key")
        for event in effects
        if event.effect is not None
    ]
    if len(told) == 1 and told[0].endswith(" without a key"):
        return told[0].removesuffix(" without a key")
    more = len(told) - _MOST_EFFECTS
    return listed([*told[:_MOST_EFFECTS], *([f"{more} more"] if more > 0 else [])])


def _is_seen_in_full(known: Known, facts: Iterable[str]) -> bool:
    """Whether no effect of these facts can have been missed."""
    if not known.case.is_whole:
        return False
    complete = known.case.header.complete
    owners = [known.contracts.facts[fact].owner.name for fact in facts]
    return all((complete.get(name) or complete.get(known.body(name))) is Complete.FULL for name in owners)


def _key(retry: Retry) -> tuple[str, bool | None]:
    """With which key it was sent again, as a clause, and whether that is the same."""
    boundary, message = retry.crossing.boundary, retry.crossing.message
    path = boundary.retry.key if boundary.retry is not None and boundary.retry.key is not None else None
    path = path or (message.key if message is not None else None)
    if path is None:
        return ", by a key that nobody declares", None
    one, other = _value(path, retry.first), _value(path, retry.event)
    if one is ABSENT or other is ABSENT:
        return f", and {path.text} was not recorded of both", None
    if shown(one) == shown(other):
        return f" with the same key ({path.text} {shown(other)})", True
    return f" with another key ({path.text} {shown(one)}, then {shown(other)})", False


def _value(path: Path, event: Event) -> Json | Absent:
    side = sent_side(event)
    return first(path, side.sources) if side.knows(path) else ABSENT


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
