"""One recorded message, taken through what is declared for it."""

from typing import TYPE_CHECKING, Final

from checker.analysis.mapping import RowError
from checker.analysis.recorded import How
from checker.analysis.replay import hops, statuses, ways
from checker.analysis.replay.attribution import observations
from checker.analysis.replay.crossing import Crossing
from checker.analysis.replay.hops import Hop, Unjudged
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import Pair
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.seen import ContextBroken, PayloadInvalid, VersionUnknown
from checker.analysis.replay.stale import NotKept
from checker.analysis.replay.versions import said_version, unknown_version
from checker.analysis.replay.ways import Arrival
from checker.analysis.sides import Side, received_side, sent_side
from checker.analysis.validity import Violation
from checker.errors import CannotCheckError
from checker.model.boundaries import Boundary, Message
from checker.model.json import ABSENT, Absent, Json
from checker.model.recordings import Body, Event, Kind
from checker.model.text import plain, shown

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay

UNDECLARED_PAYLOAD: Final = Violation(
    pointer="",
    keyword="payload",
    message="there is a payload, and the contract says that there is none",
    schema="",
)

JOINED: Final = "record what was joined as a message of its own, or leave it out of the recordings"


def crossed(replay: "Replay", pair: Pair, notes: Notes) -> Arrival | None:
    """Notes what is to be seen of a message; None where it came over a boundary that nobody knows."""
    event = pair.event
    boundary = replay.contracts.boundaries.get(event.boundary or "")
    if boundary is None:
        return None  # its name is unknown, which has been said
    if pair.received is not None and pair.sent is not None and pair.received is not pair.sent:
        notes.messages[pair.received.id] = pair.sent.id
    if pair.doubts:
        why = f"what was received over {boundary.name} may be any of several sent events"
        notes.skip(why, event, was_asked=True, fix="name the one that was received in `of`")
    sent = sent_side(pair.sent) if pair.sent is not None else None
    received = received_side(pair.received) if pair.received is not None else None
    passage = _passage(replay, pair, boundary, sent or received, notes)
    carries = replay.carries.get(boundary.name)
    if carries and pair.received and sent and received:
        message = passage.message if passage is not None else None
        for hop in hops.crossings(boundary, carries, pair, sent, received, notes):
            noted(hop, boundary, message, pair.received, notes)
    if passage is not None and pair.joined:
        why = f"what was received as {passage.name} joins {len(pair.joined)} messages"
        notes.skip(f"{why}, and the contract says what becomes of one", event, was_asked=True, fix=JOINED)
        _through(replay, pair, passage, None, received, notes)
    elif passage is not None:
        if sent is None and passage.program is None and not passage.is_unmade:
            sent = received  # nothing changes it on its way: it was sent as it was received
        _through(replay, pair, passage, sent, received, notes)
    if not replay.decisions:
        return None
    return ways.arrival(boundary, passage.message if passage is not None else None, pair, sent)


def noted(
    hop: Hop | Unjudged, boundary: Boundary, message: Message | None, event: Event, notes: Notes
) -> None:
    """Notes an id or trace context that did not survive, or that can't be judged."""
    if isinstance(hop, Unjudged):
        notes.skip(hop.why, event, was_asked=hop.was_asked, place=hop.place)
        return
    notes.observations.append(
        ContextBroken(
            spot=notes.spot(boundary, message, event, hop.broken.pointer),
            broken=hop.broken,
            since=notes.evidence(hop.since),
            by=hop.by,
        )
    )


def not_json(body: Body) -> str:
    """Why a body can't be replayed, as the end of a sentence."""
    if body.state is not None:
        return "was not recorded"
    if body.truncated:
        return "was recorded only in part"
    return f"is {body.media or 'no JSON'}, which this version does not replay"


def _passage(
    replay: "Replay", pair: Pair, boundary: Boundary, side: Side | None, notes: Notes
) -> Passage | None:
    """What is declared for a message: the one it is named after, or the one that `where` recognises."""
    event = pair.event
    name = event.message or (pair.sent.message if pair.sent is not None else None)
    if not boundary.messages:
        notes.skip(f"{boundary.name} declares no messages", event, place=boundary.place)
        return None
    if name is None and len(boundary.messages) == 1:
        name = next(iter(boundary.messages))
    if name is not None:
        return replay.passages.get((boundary.name, name))  # an unknown name has been said
    if side is None or (side.payload is ABSENT and not side.headers):
        notes.skip(f"nothing was recorded of what message it is over {boundary.name}", event)
        return None
    found = replay.recognise(boundary.name, side.sources)
    if len(found) == 1:
        return replay.passages[boundary.name, found[0]]
    holds = f"`where` of {' and '.join(found)} holds for it" if found else "no `where` holds for it"
    notes.skip(
        f"a message over {boundary.name} can't be told: {holds}",
        event,
        was_asked=True,
        fix="give the messages a `where` each that tells them apart, or name the message in the recording",
    )
    return None


def _through(
    replay: "Replay", pair: Pair, passage: Passage, sent: Side | None, received: Side | None, notes: Notes
) -> None:
    for step in passage.skipped:
        notes.skipped[step] = None
    if passage.message.version is not None:
        _version(pair, passage, sent, notes)
    for side, event in ((sent, pair.sent), (None, pair.received if pair.received is not pair.sent else None)):
        if event is not None and (event.version is not None or passage.message.version_at is not None):
            version = said_version(passage.message, event, side)
            if version is not None:
                notes.versions.setdefault(passage.key, []).append((version, event))
    reads = replay.reads.get(passage.boundary.name)
    news = sent or received
    if reads is not None and reads.is_message and news is not None and news.payload is not ABSENT:
        showings = statuses.in_message(reads, news.sources, replay.contracts.systems)
        notes.shown(showings, pair.sent or pair.event, How.MESSAGE)
    if passage.message.has_payload:
        _replayed(pair, passage, sent, received, notes)
    else:
        _without_payload(pair, passage, sent, received, notes)


def _version(pair: Pair, passage: Passage, sent: Side | None, notes: Notes) -> None:
    """The version that a message says it is of, when it was sent if that is recorded."""
    event = pair.sent or pair.event
    version = unknown_version(passage.message, event, sent)
    if version is not None:
        spot = notes.spot(passage.boundary, passage.message, event)
        known = passage.message.version or ""
        notes.observations.append(VersionUnknown(spot=spot, version=version, known=known))


def _without_payload(
    pair: Pair, passage: Passage, sent: Side | None, received: Side | None, notes: Notes
) -> None:
    notes.replayed += 1
    for side, event in ((sent, pair.sent), (received, pair.received)):
        if side is None or event is None or side.payload is ABSENT:
            continue
        notes.observations.append(
            PayloadInvalid(
                spot=notes.spot(passage.boundary, passage.message, event, ""),
                at="",
                value=side.payload,
                violation=UNDECLARED_PAYLOAD,
                is_guess=passage.is_external,
                is_received=side is received and side is not sent,
            )
        )


def _replayed(pair: Pair, passage: Passage, sent: Side | None, received: Side | None, notes: Notes) -> None:
    """Validity, transformation, comparison: the quick way first, the reasons only where it fails."""
    if sent is not None and sent.payload is ABSENT:
        _not_there(pair.sent or pair.event, f"sent as {passage.name}", notes, received)
        sent = None
    if received is not None and received.payload is ABSENT:
        _not_there(pair.received or pair.event, f"received as {passage.name}", notes, sent)
        received = None
    if sent is None and received is None:
        return
    if sent is not None and passage.program is not None:
        _in_doubles(passage, sent, pair.sent or pair.event, notes)
    sent_at = pair.sent.at if pair.sent is not None else None
    arrived = received.payload if received is not None else ABSENT
    result: Json | Absent = ABSENT
    is_clean = False
    try:
        if sent is not None:
            result = passage.result(sent)
            is_clean = result is not ABSENT and passage.is_clean(sent, result, arrived, sent_at)
    except (RowError, CannotCheckError):
        pass  # the closer look says which
    _count(passage, sent, received, result, notes)
    _exercise(passage, sent, received, result, notes)
    named = notes.case.header.reference
    if is_clean and not (named and passage.is_otherwise(named)):
        return
    crossing = Crossing(
        passage=passage,
        sent=sent,
        received=received,
        sent_at=sent_at,
        sent_seen=notes.evidence(pair.sent or pair.event),
        seen=notes.evidence(pair.event),
        reference=named,
    )
    try:
        for one in observations(crossing):
            if isinstance(one, NotKept):
                _not_kept(one, passage, pair.event, notes)
            else:
                notes.observations.append(one)
    except CannotCheckError as error:
        notes.mistakes(error.mistakes, pair.event)


def _not_kept(one: NotKept, passage: Passage, event: Event, notes: Notes) -> None:
    """Says of which version of a table nobody knows what it had."""
    name, version = one.table.name, plain(one.version)
    notes.skip(
        f'whether {passage.name} is as by the version "{version}" of {name}, which is not kept',
        event,
        place=one.table.place,
        fix=f'keep its file: versions: {{"{version}": FILE}}, also where it is the table of now',
    )


def _in_doubles(passage: Passage, sent: Side, event: Event, notes: Notes) -> None:
    """Says which numbers lose digits on the way, where jq computes with them."""
    for pointer, value in passage.program.inexact(sent.sources) if passage.program else ():
        notes.skip(
            f"the last digits of {plain(pointer)} in {passage.name}: it is {shown(value)}, and jq "
            "computes with 15",
            event,
            fix="map it by a row of the table, which loses no digit",
        )


def _not_there(event: Event, what: str, notes: Notes, other: Side | None) -> None:
    """Says why a side of a message has no payload that can be replayed."""
    if event.body is not None:
        why = f"what was {what} {not_json(event.body)}"
        notes.skip(why, event, was_asked=event.body.state is None)
    elif event.kind is Kind.EXCHANGE and other is not None and other.payload is not ABSENT:
        pass  # an exchange need not have both sides
    elif notes.is_captured(event.system, unless_said=True):
        why = f"what was {what} has neither payload nor body"
        notes.skip(why, event, was_asked=True, fix='write "body": {"state": "not-recorded"}')
    else:
        notes.skip(f"what was {what} was not recorded", event)


def _count(
    passage: Passage, sent: Side | None, received: Side | None, result: Json | Absent, notes: Notes
) -> None:
    notes.replayed += 1
    notes.validated += (sent is not None and passage.sends is not None) + (passage.accepts is not None)
    if received is None or result is ABSENT or sent is received:
        return
    notes.compared += 1
    notes.compared_messages.add(passage.key)
    for number, matches in passage.matches:
        count = matches(received.payload) or matches(result)
        row = (*passage.key, number)
        if count > notes.rows.get(row, 0):
            notes.rows[row] = count


def _exercise(
    passage: Passage, sent: Side | None, received: Side | None, result: Json | Absent, notes: Notes
) -> None:
    left = notes.still.messages.get(passage.key) if notes.still is not None else None
    if left is not None:
        notes.exercised |= left.exercised_by(
            sent.payload if sent is not None else ABSENT,
            received.payload if received is not None else ABSENT,
            sent.sources if sent is not None and result is not ABSENT else None,
        )
