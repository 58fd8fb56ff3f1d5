"""Denials by a system that was only waiting: no answer had come, and no answer proves nothing."""

from checker.analysis.incident.claims import Claim
from checker.analysis.incident.known import Known
from checker.model.recordings import Event, Kind
from checker.model.text import plain

_SENDING = (Kind.SENT, Kind.EXCHANGE)


def unanswered(known: Known, claim: Claim) -> str | None:
    """
    The clause that says so, of a denial whose system had sent a message last, and had neither a reply nor any
    word of the receiver; None of any other, and where the receiver was not captured.
    """
    said = claim.said
    if claim.literal.holds:
        return None
    sent = _last_sent(known, said.event, known.body(said.system))
    boundary = known.contracts.boundaries.get(sent.boundary or "") if sent is not None else None
    if sent is None or boundary is None or sent.reply is not None:
        return None
    receiver = known.body(boundary.receiver.name)
    is_heard = any(known.timeline.precedes(word.event, said.event) for word in known.words_of(receiver))
    if is_heard or known.record.incomplete([receiver]):
        return None
    what = plain(sent.message or "message")
    return f"{receiver} had not answered the {what} by then, and no answer proves nothing"


def _last_sent(known: Known, event: Event, system: str) -> Event | None:
    """What the system sent last before an event."""
    before = [
        one
        for one in known.timeline.events
        if one.kind in _SENDING and known.lane(one) == system and known.timeline.precedes(one, event)
    ]
    return before[-1] if before else None
