"""Messages that were sent again: whether with the same key, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.follow import first
from checker.analysis.incident.basis import times
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.known import Known
from checker.analysis.incident.values import Remark, Tone
from checker.analysis.recorded.facts import DoubleEffect
from checker.analysis.recorded.timeline import seconds_between
from checker.analysis.replay.causes import causes
from checker.analysis.sides import sent_side
from checker.analysis.telling import lasting, listed
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.recordings import Complete, Event
from checker.model.text import plain, shown

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
