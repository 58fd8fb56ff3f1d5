"""What is to be said of an event: whether it is as declared, what its words claim, what is wrong."""

from collections.abc import Iterator, Mapping, Sequence

from checker.analysis.incident import asides, claims
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.known import Known, OfMessage, OfPayload
from checker.analysis.incident.values import Remark, Tone
from checker.analysis.recorded.facts import (
    ClosedEarly,
    DoubleEffect,
    Reopened,
    SilentRejection,
    UnexplainedStatus,
)
from checker.analysis.recorded.said import How, Said
from checker.analysis.replay.seen import (
    AnsweredDifferently,
    ContextBroken,
    DecisionDiffers,
    Observation,
    UndeclaredStatus,
    VersionMixed,
    VersionUnknown,
)
from checker.analysis.telling import listed
from checker.model.recordings import Complete, Event
from checker.model.text import plain, shown

_FIELDS = 3  # changed fields that are told of a message


def of_message(known: Known, sent: Crossing | None, received: Crossing | None) -> Iterator[Remark]:
    """Whether a message is as declared, told where it was received; where it never was, where it was sent."""
    if sent is not None and sent.received is None:
        yield from _alone(known, sent)
    if received is None:
        return
    wrong = any(isinstance(one, OfPayload) for one in _of_crossing(known, received))
    if received.is_doubtful:
        yield Remark(says="it may be any of several that were sent", tone=Tone.UNKNOWN)
    elif received.is_compared and not wrong:
        yield Remark(says=as_declared(received), tone=Tone.RIGHT)
    elif received.message is not None and not received.has_received and not wrong:
        yield Remark(says="what it says was not captured", tone=Tone.UNKNOWN)
    elif received.sent is None and received.is_mapped:
        yield Remark(says="what was sent was not captured: nothing to compare it with", tone=Tone.UNKNOWN)


def _of_crossing(known: Known, one: Crossing) -> Iterator[object]:
    for event in (one.sent, one.received):
        if event is not None:
            yield from known.of_events.get(event.id, ())


def as_declared(crossing: Crossing) -> str:
    """`as declared: /qty "3" became 3`."""
    if not crossing.is_mapped:
        return "as declared: it arrived as it was sent"
    told = listed(
        f"{plain(one.source)} {shown(one.before)} became {_name(one.target, one.source)}{shown(one.after)}"
        for one in crossing.changed[:_FIELDS]
    )
    more = len(crossing.changed) - _FIELDS
    rest = f" (and {more} more)" if more > 0 else ""
    return f"as declared: {told}{rest}" if told else "as declared"


def _name(target: str, source: str) -> str:
    return "" if target == source else f"{plain(target)} "


def _alone(known: Known, crossing: Crossing) -> Iterator[Remark]:
    """Of a message of which no receipt is recorded."""
    receiver = known.body(crossing.boundary.receiver.name)
    complete = known.case.header.complete.get(receiver)
    if complete is Complete.FULL:
        yield Remark(says=f"nothing shows that {receiver} received it", tone=Tone.UNKNOWN)
    if crossing.has_sent and not any(isinstance(one, OfPayload) for one in _of_crossing(known, crossing)):
        if crossing.message is not None and crossing.message.sends is not None:
            yield Remark(says=f"valid by {crossing.message.sends.name}", tone=Tone.RIGHT)
    elif not crossing.has_sent and crossing.message is not None and crossing.message.has_payload:
        yield Remark(says="what it says was not captured", tone=Tone.UNKNOWN)


def of_words(known: Known, event: Event, said: list[Said]) -> Iterator[Remark]:
    for one in said:
        if one.how is not How.STATUS:
            what = "the answer" if one.how is How.REPLY else "it"
            yield Remark(says=f"{what} says {one.system} {shown(one.code)}")
        transport = asides.of_transport(known, one)
        if transport is not None:
            yield transport
        yield from claims.remarks(known, one)
    if event.status is not None and not said and event.system in known.contracts.systems:
        yield Remark(says="it is not the status of the contract: another layer speaks")


def wrong_at(known: Known) -> Mapping[str, Sequence[Remark]]:
    """What is wrong at each event, by its id, but for what its statuses claim, which `of_words` says."""
    found = {
        name: [_wrong(_of_message_seen(known, one)) for one in several]
        for name, several in known.of_events.items()
    }
    for one in known.seen.observations:
        for event, says in _of_status_seen(known, one):
            found.setdefault(event or "", []).append(_wrong(says))
    return found


def _wrong(says: str) -> Remark:
    return Remark(says=says, tone=Tone.WRONG)


def _of_message_seen(known: Known, one: OfMessage) -> str:
    match one:
        case ContextBroken():
            before = known.event(one.since.event or "")
            since = f", last seen at {plain(before.id)}" if before is not None else ""
            lost = "is lost here" if one.broken.is_lost else f"is {one.broken.fate.value} here"
            return f"{one.broken.what} {lost}{since}: it {one.broken.why}"
        case DecisionDiffers():
            expected, taken = listed(one.expected) or "no way", listed(one.taken) or "none"
            return f"{one.system} decides for {expected} by its table, and took {taken}"
        case VersionUnknown():
            return f"it is of version {shown(one.version)}, and {shown(one.known)} is declared"
        case VersionMixed():
            return f"it is of version {shown(one.version)}, and {shown(one.other)} was said before"
        case AnsweredDifferently():
            said, again = shown(one.first.code), shown(one.again.code)
            return f"it came before, and was answered {said}; now {again}"
        case _:
            return of_payload(one).says


def _of_status_seen(known: Known, one: Observation) -> Iterator[tuple[str | None, str]]:
    """Where it was seen, with what is wrong there; where a fact came about twice, at each but the first."""
    match one:
        case SilentRejection(sight=sight):
            yield sight.seen.event, "nobody passed that on"
        case Reopened(sight=sight, left=left):
            yield sight.seen.event, f"{known.said(left)} was final, and it left that"
        case UnexplainedStatus(sight=sight, wanted=wanted):
            words = listed(list(dict.fromkeys(word for word, _ in wanted))[:_FIELDS], "or")
            wants = f": it follows from {words}, which had not come" if words else ""
            yield sight.seen.event, f"nothing that was recorded explains it{wants}"
        case UndeclaredStatus(seen=seen, code=code):
            yield seen.event, f"nobody declared {shown(code)}"
        case ClosedEarly(sight=sight):
            yield sight.seen.event, "final, before what it rests on has settled"
        case DoubleEffect(fact=fact, came=came):
            for event in dict.fromkeys(each.seen.event for each in came[1:]):
                yield event, f"{fact.name} comes about once more"
        case _:
            pass
