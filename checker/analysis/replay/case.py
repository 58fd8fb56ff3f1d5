"""One case, looked at: each name, each status, each message, each way taken."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checker.analysis import recorded
from checker.analysis.coverage import Still
from checker.analysis.recorded import How, Unjudged
from checker.analysis.replay import hops, messages, names, statuses, ways
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import pairs
from checker.analysis.replay.seen import DecisionDiffers, SeenCase
from checker.analysis.replay.ways import Arrival, Way
from checker.analysis.sides import sent_side
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT
from checker.model.recordings import Case, Event, Kind, Shown
from checker.model.text import plain

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay


def look(replay: "Replay", case: Case, still: Still | None = None) -> SeenCase:
    """What is to be seen in a case."""
    notes = Notes(case, still)
    contracts = replay.contracts
    for event in case.events:
        for sentence in names.unknown(event, contracts):
            notes.skip(sentence, event, was_asked=True)
        if event.status is not None and event.system is not None and event.system in contracts.systems:
            _status(event, event.system, event.status, contracts, notes)
        if event.reply is not None:
            _reply(replay, event, notes)
    arrivals = [messages.crossed(replay, pair, notes) for pair in pairs(case.events)]
    events = {event.id: event for event in case.events}
    if replay.traced:
        _consequences(replay, events, notes)
    if replay.decisions:
        _decisions(replay, [one for one in arrivals if one is not None], events, notes)
    _statuses(replay, notes)
    return notes.seen(contracts.name)


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
    for event in events.values():
        if event.boundary not in replay.traced or event.kind not in (Kind.SENT, Kind.EXCHANGE):
            continue
        boundary = replay.contracts.boundaries[event.boundary]
        message = boundary.messages.get(event.message or "")
        if message is None and len(boundary.messages) == 1:
            message = next(iter(boundary.messages.values()))
        for hop in hops.consequences(boundary, event, events, replay.receivers, notes):
            messages.noted(hop, boundary, message, event, notes)


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
