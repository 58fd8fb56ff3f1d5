"""
One message that came several times over a boundary where that does no harm, and how each time was answered.

It is one message where message, key and payload are the same. The key is that of `retry`, else that of the
message; without one, attempts of which `of` and `attempt` tell, and what was received twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis import numbers
from checker.analysis.follow import values
from checker.analysis.meaning.ownership import faces, system_of
from checker.analysis.recorded import How, Said
from checker.analysis.replay.hops import first_attempt
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import Pair
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.seen import Answer, AnsweredDifferently, MessageName
from checker.analysis.sides import Side, received_side, sent_side
from checker.model.boundaries import Boundary
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT, Json
from checker.model.paths import Path
from checker.model.places import Place
from checker.model.recordings import Event
from checker.model.systems import Layer, Outcome, Status, System

_NO_ANSWERS = frozenset({"401", "407", "408", "421", "425", "429"})  # of what stands before the receiver
_HTTP = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One time that a message came. `key` is what tells it from others, `is_sure` where it can be no other.

    `answers` are the replies and the last status of each system, by what they are to be held against.
    """

    pair: Pair
    name: str
    key: tuple[str, ...]
    is_sure: bool
    payload: Json | None
    answers: Mapping[str, Answer]


def repeatable(boundary: Boundary) -> Place | None:
    """Where the contract says that a message may come again; None where it does not."""
    if boundary.retry is not None and boundary.retry.idempotent:
        return boundary.retry.place
    if boundary.delivery is not None and boundary.delivery.times == "at-least-once":
        return boundary.delivery.place
    return None


def answered_differently(
    boundary: Boundary,
    place: Place,
    pairs: Sequence[Pair],
    passages: Mapping[MessageName, Passage],
    contracts: ContractSet,
    notes: Notes,
) -> Iterator[AnsweredDifferently]:
    """The first two answers to one message that do not agree; `pairs` are those of the boundary."""
    found: dict[tuple[str, tuple[str, ...]], list[Delivery]] = {}
    for delivery in _deliveries(boundary, pairs, passages, contracts, notes):
        found.setdefault((delivery.name, delivery.key), []).append(delivery)
    for same in found.values():
        differing = _differing(same, contracts.systems)
        if differing is not None:
            (first, one), (again, other) = differing
            event = again.pair.event
            message = boundary.messages.get(again.name)
            yield AnsweredDifferently(
                spot=notes.spot(boundary, message, event),
                key=again.key[1:] if again.key[0] == "key" else (),
                first=one,
                again=other,
                came=notes.evidence(first.pair.event),
                place=place,
            )


def _differing(
    same: Sequence[Delivery], systems: Mapping[str, System]
) -> tuple[tuple[Delivery, Answer], tuple[Delivery, Answer]] | None:
    for number, again in enumerate(same):
        for first in same[:number]:
            is_sure = again.is_sure or first.pair.sent is again.pair.sent is not None
            for what, one in first.answers.items():
                other = again.answers.get(what)
                if (
                    other is not None
                    and _differ(one, other, systems, is_sure=is_sure)
                    and numbers.same(first.payload, again.payload)
                ):
                    return (first, one), (again, other)
    return None


def _differ(one: Answer, other: Answer, systems: Mapping[str, System], *, is_sure: bool) -> bool:
    """Whether two answers do not agree: the later is no way on from the earlier, and says something else."""
    before, after = one.status, other.status
    if before is None or after is None:
        return (before is None) == (after is None) and _codes_differ(one.code, other.code)
    if (before.outcome, before.claims, before.denies) == (after.outcome, after.claims, after.denies):
        return False
    failures = {before.outcome, after.outcome} == {Outcome.SUCCESS, Outcome.FAILURE}
    if before.system != after.system:
        return failures
    if before.is_final:
        return True
    if systems[before.system].moves:
        return after.code not in _reachable(systems[before.system], before.code)
    if before.outcome is Outcome.NONE:
        return is_sure and after.outcome is Outcome.FAILURE
    return True


def _reachable(system: System, code: str) -> set[str]:
    found = {code}
    waiting = [code]
    while waiting:
        here = waiting.pop()
        for move in system.moves:
            if move.source == here and move.target not in found:
                found.add(move.target)
                waiting.append(move.target)
    return found


def _codes_differ(one: str, other: str) -> bool:
    """Of codes that nobody reads; one success is as good as another, since the first time makes something."""
    if len(one) == len(other) == _HTTP and one[0] == other[0] == "2":
        return False
    return one != other


def _deliveries(
    boundary: Boundary,
    pairs: Sequence[Pair],
    passages: Mapping[MessageName, Passage],
    contracts: ContractSet,
    notes: Notes,
) -> Iterator[Delivery]:
    sent = {pair.sent.id: pair.sent for pair in pairs if pair.sent is not None}
    shown = _shown_after(notes)
    for pair in pairs:
        name = pair.event.message or (pair.sent.message if pair.sent is not None else None)
        if name is None and len(boundary.messages) == 1:
            name = next(iter(boundary.messages))
        passage = passages.get((boundary.name, name or ""))
        side = _as_sent(pair, passage)
        if passage is None or side is None:
            continue
        if side.payload is ABSENT and passage.message.has_payload:
            continue  # not captured: it may have been another one
        answers = _answers(boundary, pair, contracts, notes, shown)
        if not answers:
            continue
        first = pair.sent or pair.event
        if pair.sent is not None and pair.sent.attempt is not None:
            first = first_attempt(pair.sent, sent)
        key, is_sure = _key(boundary, passage, side) or (("id", first.id), True)
        yield Delivery(
            pair=pair,
            name=passage.message.name,
            key=key,
            is_sure=is_sure or (first is not pair.sent and pair.sent is not None),
            payload=None if side.payload is ABSENT else side.payload,
            answers=answers,
        )


def _as_sent(pair: Pair, passage: Passage | None) -> Side | None:
    if pair.sent is not None:
        return sent_side(pair.sent)
    if pair.received is not None and passage is not None and passage.program is None:
        return received_side(pair.received)  # nothing changes it on its way
    return None


def _key(boundary: Boundary, passage: Passage, side: Side) -> tuple[tuple[str, ...], bool] | None:
    """The key of a message, and whether two with one key can be nothing but one message."""
    retry = boundary.retry.key if boundary.retry is not None else None
    for path, is_sure in ((retry, True), (passage.message.key, False)):
        found = _texts(path, side) if path is not None else ()
        if found:
            return ("key", *found), is_sure
    return None


def _texts(path: Path, side: Side) -> tuple[str, ...]:
    found = (value for _, value in values(path, side.sources) if value is not None)
    return tuple(value if isinstance(value, str) else str(value) for value in found)


def _shown_after(notes: Notes) -> Mapping[str, Sequence[tuple[int, Said]]]:
    """The statuses that followed from each event, with where they stand among all that was said."""
    found: dict[str, list[tuple[int, Said]]] = {}
    for number, said in enumerate(notes.said):
        if said.how is How.STATUS and not said.is_part:
            for cause in said.event.of:
                found.setdefault(cause, []).append((number, said))
    return found


def _answers(
    boundary: Boundary,
    pair: Pair,
    contracts: ContractSet,
    notes: Notes,
    shown: Mapping[str, Sequence[tuple[int, Said]]],
) -> Mapping[str, Answer]:
    """The reply, and the last status that each system showed for this very message."""
    events = {event.id: event for event in (pair.sent, pair.received) if event is not None}
    found: dict[str, Answer] = {}
    for event in events.values():
        reply = _reply(boundary, event, contracts, notes)
        if reply is not None:
            found["reply"] = reply
    sender, receiver = boundary.sender.name, boundary.receiver.name
    following = {number: said for name in events for number, said in shown.get(name, ())}
    for _, said in sorted(following.items()):
        told = said.event.status.to if said.event.status is not None else None
        if system_of(contracts.systems, said.system) == system_of(contracts.systems, receiver) and (
            told is None or told in (sender, *faces(contracts.systems, sender))
        ):
            answer = _answer(said, contracts, notes)
            if answer is not None:
                found[f"status of {said.system}"] = answer
    return found


def _reply(boundary: Boundary, event: Event, contracts: ContractSet, notes: Notes) -> Answer | None:
    """What an event was answered; None where that says nothing of the message."""
    if event.reply is None or any(one.event is event for one in notes.unanswered):
        return None
    read = [one for one in notes.said if one.how is How.REPLY and one.event is event]
    if any(one.is_part for one in read):
        return None
    if read:
        return _answer(read[0], contracts, notes)
    code = event.reply.code
    if code is None:
        return None
    for name in (boundary.receiver.name, *faces(contracts.systems, boundary.receiver.name)):
        status = contracts.systems[name].statuses.get(code)
        if status is not None and status.layer is Layer.TRANSPORT:
            return _of_status(status, event, notes)
    is_http = len(code) == _HTTP and code.isdigit()
    if is_http and (code in _NO_ANSWERS or code[0] in "135"):
        return None
    return Answer(code=code, status=None, at=event.until or event.at, seen=notes.evidence(event))


def _answer(said: Said, contracts: ContractSet, notes: Notes) -> Answer | None:
    status = contracts.systems[said.system].statuses.get(said.code)
    if status is None:
        return Answer(code=said.code, status=None, at=said.event.at, seen=notes.evidence(said.event))
    return _of_status(status, said.event, notes)


def _of_status(status: Status, event: Event, notes: Notes) -> Answer | None:
    """A status whose outcome nobody knows is no answer."""
    if status.outcome is Outcome.UNKNOWN:
        return None
    return Answer(code=status.code, status=status, at=event.until or event.at, seen=notes.evidence(event))
