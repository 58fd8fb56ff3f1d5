"""One case, looked at: each name, each status, each message, each way taken."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checker.analysis import recorded
from checker.analysis.coverage import Still
from checker.analysis.recorded import How, Unjudged
from checker.analysis.recorded.record import Record
from checker.analysis.replay import duplicates, hops, messages, names, statuses, versions, ways
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import Pair, pairs
from checker.analysis.replay.seen import DecisionDiffers, SeenCase, VersionMixed
from checker.analysis.replay.ways import Arrival, Way
from checker.analysis.sides import sent_side
from checker.model.boundaries import Boundary, Message
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT
from checker.model.recordings import Case, Event, Kind, Shown
from checker.model.text import plain

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay


def look(replay: "Replay", case: Case, still: Still | None = None) -> SeenCase:
    """What is to be seen in a case."""
    return _noted(replay, case, still).seen(replay.contracts.name)


def recorded_in(replay: "Replay", case: Case) -> tuple[SeenCase, Record]:
    """The same, with all that was said in the case: for whoever tells the whole of it."""
    notes = _noted(replay, case, None)
    said = recorded.record(replay.declared, case, notes.said, notes.reports, notes.unanswered)
    return notes.seen(replay.contracts.name), said


def _noted(replay: "Replay", case: Case, still: Still | None) -> Notes:
    notes = Notes(case, still, replay.readers)
    contracts = replay.contracts
    for event in case.events:
        for sentence in names.unknown(event, contracts):
            notes.skip(sentence, event, was_asked=True)
        if event.status is not None and event.system is not None and event.system in contracts.systems:
            _status(event, event.system, event.status, contracts, notes)
        if event.reply is not None:
            _reply(replay, event, notes)
    crossing = pairs(case.events)
    arrivals = [messages.crossed(replay, pair, notes) for pair in crossing]
    events = {event.id: event for event in case.events}
    if replay.traced:
        _consequences(replay, events, notes)
    if replay.retried:
        _retries(replay, case.events, notes)
    if notes.versions:
        _versions(contracts, notes)
    if replay.repeatable and len(crossing) > 1:
        _duplicates(replay, crossing, notes)
    if replay.decisions:
        _decisions(replay, [one for one in arrivals if one is not None], events, notes)
    _statuses(replay, notes)
    return notes


def _status(event: Event, system: str, status: Shown, contracts: ContractSet, notes: Notes) -> None:
    """A status that was shown by itself, unless it speaks of another layer than the one that is declared."""
    if statuses.is_of_another_layer(contracts.systems[system], event.kind, status):
        layer = status.layer or event.kind.value
        why = f'{system} "{plain(status.code)}" of the layer "{layer}": it is not the status of the contract'
        notes.skip(why, event)
        return
    notes.shown([statuses.shown_by(system, status.code, contracts)], event)


def _statuses(replay: "Replay", notes: Notes) -> None:
    """What the statuses and effects of the case show together."""
    case, declared = notes.case, replay.declared
    has_effects = bool(declared.once) and any(event.effect is not None for event in case.events)
    has_to_answer = bool(declared.answering) and any(
        event.boundary in declared.answering for event in case.events
    )
    if not (notes.said or has_effects or has_to_answer):
        return
    record = recorded.record(declared, case, notes.said, notes.reports, notes.unanswered)
    if notes.still is not None:
        notes.exercised |= notes.still.followed_in(record)
    for one in recorded.shown(record):
        if isinstance(one, Unjudged):
            notes.unjudged(one)
        else:
            notes.observations.append(one)


def _reply(replay: "Replay", event: Event, notes: Notes) -> None:
    reads = replay.reads.get(event.boundary or "")
    reply = event.reply
    if reply is None or reads is None or reads.is_message:
        return
    if reply.body is not None and reply.payload is ABSENT:
        why = f"the reply over {event.boundary} {messages.not_json(reply.body)}"
        notes.skip(why, event, was_asked=reply.body.state is None)
        if reply.code is None:
            return
    asked = sent_side(event) if event.kind is not Kind.RECEIVED else None
    sources = asked.sources if asked is not None and asked.payload is not ABSENT else None
    notes.shown(statuses.in_reply(reads, reply, replay.contracts.systems, sources), event, How.REPLY)


def _consequences(replay: "Replay", events: Mapping[str, Event], notes: Notes) -> None:
    boundaries = replay.contracts.boundaries
    for event in events.values():
        if event.boundary not in replay.traced or event.kind not in (Kind.SENT, Kind.EXCHANGE):
            continue
        boundary = boundaries[event.boundary]
        for hop in hops.consequences(boundary, event, events, boundaries, notes):
            messages.noted(hop, boundary, _message(boundary, event), event, notes)
    for boundary, shared in hops.shared_spans(events, boundaries):
        messages.noted(shared, boundary, _message(boundary, shared.event), shared.event, notes)


def _retries(replay: "Replay", events: Sequence[Event], notes: Notes) -> None:
    for name, retry in replay.retried.items():
        boundary = replay.contracts.boundaries[name]
        attempts = [event for event in events if event.boundary == name]
        for hop in hops.retries(boundary, retry, attempts, notes) if len(attempts) > 1 else ():
            event = hop.event if isinstance(hop, hops.Hop) else attempts[-1]
            messages.noted(hop, boundary, _message(boundary, event), event, notes)


def _versions(contracts: ContractSet, notes: Notes) -> None:
    for (name, message_name), said in notes.versions.items():
        if len(said) < 2:
            continue
        boundary = contracts.boundaries[name]
        message = boundary.messages[message_name]
        for event, version, other, other_version in versions.mixed(said, message.version):
            notes.observations.append(
                VersionMixed(
                    spot=notes.spot(boundary, message, event),
                    version=version,
                    other=other_version,
                    seen=notes.evidence(other),
                )
            )


def _duplicates(replay: "Replay", crossing: Sequence[Pair], notes: Notes) -> None:
    for name, place in replay.repeatable.items():
        same_way = [pair for pair in crossing if pair.event.boundary == name]
        if len(same_way) > 1:
            boundary = replay.contracts.boundaries[name]
            notes.observations.extend(
                duplicates.answered_differently(
                    boundary, place, same_way, replay.passages, replay.contracts, notes
                )
            )


def _message(boundary: Boundary, event: Event) -> Message | None:
    """The message that an event names, or the only one there is."""
    found = boundary.messages.get(event.message or "")
    if found is None and len(boundary.messages) == 1:
        return next(iter(boundary.messages.values()))
    return found


def _decisions(
    replay: "Replay", arrivals: Sequence[Arrival], events: Mapping[str, Event], notes: Notes
) -> None:
    for decision in replay.decisions:
        for way in ways.ways(decision, arrivals, events, replay.contracts.boundaries):
            _way(way, notes)


def _way(way: Way, notes: Notes) -> None:
    """A way that the table does not say, or one that was not taken though everything was captured."""
    event, system = way.arrival.pair.event, way.decision.system.name
    if not way.is_known:
        notes.skip(f"what {system} decides by was not recorded", event)
        return
    is_full = notes.case.is_whole and notes.is_captured(system, unless_said=False)
    if set(way.taken) - set(way.expected) or (is_full and set(way.expected) - set(way.taken)):
        rows = way.decision.rows
        notes.observations.append(
            DecisionDiffers(
                spot=notes.spot(way.arrival.boundary, way.arrival.message, event),
                system=system,
                expected=way.expected,
                taken=way.taken,
                place=way.row.place if way.row is not None else rows[-1][0].place,
            )
        )
