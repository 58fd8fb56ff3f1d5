"""Whether the payload was wrong, or what was made of it: the third answer."""

from checker.analysis.incident.basis import Basis, are, messages
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.remarks import as_declared
from checker.analysis.incident.values import Answer, Point
from checker.analysis.replay.seen import (
    ContractsDisagree,
    EnrichmentMissing,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    StaleReference,
)

WHICH = "Was the payload wrong, or the transformation?"


def which(of: Basis) -> Answer:
    """The first fault in the order of the case says whose it was; what is as declared is said too."""
    known = of.known
    wrong = [of_payload(one) for one in of.faults.payloads]
    right = [
        Point(
            says=f"{one.name} from {one.boundary.sender} to {one.boundary.receiver} is {as_declared(one)}",
            seen=known.evidence(one.event),
            place=one.boundary.place,
        )
        for one in known.crossings
        if one.is_compared and not _has_fault(of, one)
    ]
    held = [one for one in known.crossings if one.is_compared]
    half = [one for one in known.crossings if not (one.has_sent and one.has_received)]
    if of.faults.payloads:
        says = f"{_blamed(of)}: {wrong[0].says}."
        if right:
            number = "" if len(right) == 1 else f"{len(right)} "
            others = f"The other {number}{'message' if len(right) == 1 else 'messages'}"
            says += f" {others} with both sides captured {are(len(right))} as declared."
        return Answer(question=WHICH, says=says, evidence=(*wrong, *right))
    if held:
        unseen = f" Of {messages(len(half))} not both sides were captured." if half else ""
        says = (
            f"Neither: {messages(len(held))} with both sides captured {are(len(held))} as declared.{unseen}"
        )
        return Answer(question=WHICH, says=says, evidence=tuple(right))
    if not known.crossings:
        return Answer(question=WHICH, says="Not known: no message was captured.", is_known=False)
    says = "Not known: no message was captured on both its sides."
    if any(one.has_sent and one.message is not None and one.message.sends for one in known.crossings):
        says += " What was sent keeps its schema."
    return Answer(question=WHICH, says=says, is_known=False)


def _blamed(of: Basis) -> str:
    match of.faults.payloads[0]:
        case PayloadInvalid():
            return "The payload"
        case EnrichmentMissing():
            return "Neither the payload nor the transformation, but the enrichment"
        case StaleReference():
            return "Neither the payload nor the rows of the transformation: a table was of another version"
        case RowFailed():
            return "The payload has what the transformation does not know"
        case ContractsDisagree():
            return "Neither: both sides keep their word, and the words do not fit"
        case RefusedByRule():
            return "The payload, by a rule of its receiver"
        case _:
            return "The transformation"


def _has_fault(of: Basis, one: Crossing) -> bool:
    events = {event.id for event in (one.sent, one.received) if event is not None}
    return any(fault.spot.seen.event in events for fault in of.faults.payloads)
