"""What went wrong, the worst first, each as a clause of the verdict."""

from collections.abc import Iterator

from checker.analysis.incident.basis import Basis, times
from checker.analysis.incident.claims import Claim, Truth
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.known import Known, OfPayload
from checker.analysis.incident.standings import OVER, Standing, State, readers, told
from checker.analysis.incident.unanswered import unanswered
from checker.analysis.meaning.literals import Literal
from checker.analysis.recorded.facts import Sight
from checker.analysis.recorded.timeline import seconds_between
from checker.analysis.replay.causes import causes
from checker.analysis.replay.pointers import tokens
from checker.analysis.replay.seen import EnrichmentMissing
from checker.analysis.telling import lasting, listed
from checker.model.recordings import Kind
from checker.model.text import plain, shown


def cause_of(of: Basis, sight: Sight) -> OfPayload | None:
    """
    What was wrong with the messages that a word followed from, or with those that its system was sent.

    Where a reason was recorded, only what it names: a fault in another field is no reason.
    """
    known = of.known
    event = known.event(sight.seen.event or "")
    if event is None:
        return None
    events = {one.id: one for one in known.case.events}
    before = {
        one.id
        for one in causes(event, events, lambda one: one.kind in (Kind.SENT, Kind.RECEIVED, Kind.EXCHANGE))
    }
    body = known.body(sight.system)
    for one in of.faults.payloads:
        is_handed = known.body(one.spot.boundary.receiver.name) == body
        if ((one.spot.seen.event in before) if before else is_handed) and _is_named(one, sight.reason):
            return one
    return None


def _is_named(one: OfPayload, reason: str | None) -> bool:
    """Whether a reason has the name of the field; there may be none."""
    if reason is None:
        return True
    field = tokens(one.spot.seen.pointer or "")[-1:]
    if not field and isinstance(one, EnrichmentMissing):
        field = tokens(one.enrich.path.text)[-1:]
    if not field:
        field = tokens(getattr(one, "at", "") or "")[-1:]
    return bool(field) and field[0].lower() in reason.lower()


def went_wrong(of: Basis, matter: Standing | None) -> Iterator[str]:
    """What else went wrong, the worst first; what the head has said is left out."""
    known, faults = of.known, of.faults
    for double in faults.doubled:
        came = listed(
            f"{shown(each.key) if each.key is not None else 'once'}{known.at(each.at, seconds=True)}"
            for each in double.came[:3]
        )
        yield f"{double.fact.name} came about {times(len(double.came))} ({came})"
    yield from _misled(of, matter)
    said = {
        of_payload(cause).says
        for cause in faults.payloads
        if matter is not None
        and matter.by is not None
        and matter.by.said is not None
        and matter.state in (*OVER, State.NOT_SO_FAR)
        and cause_of(of, known.sight(matter.by.said)) is cause
    }
    payloads = [one for one in map(of_payload, faults.payloads) if one.says not in said]
    if payloads:
        more = f" (and {len(payloads) - 1} more of that kind)" if len(payloads) > 1 else ""
        yield f"{payloads[0].says}{more}"
    for one in faults.silent:
        if matter is None or matter.by is None or one.sight.seen.event != matter.by.event.id:
            yield f"{known.said(one.sight, seconds=True)} was a rejection, and nobody passed it on"
    for left in faults.reopened:
        yield (
            f"{left.sight.system} left {shown(left.left.code)}, which is final, for "
            f"{shown(left.sight.code)}{known.at(left.sight.at, seconds=True)}"
        )
    for unexplained in faults.unexplained:
        if all(unexplained.sight.seen != left.sight.seen for left in faults.reopened):
            yield f"nothing that was recorded explains {known.said(unexplained.sight, seconds=True)}"
    if matter is None or matter.state is State.HOLDS:
        yield from (
            f"{one.says} ({plain(one.seen.event or '')})" if one.seen else one.says for one in faults.others
        )


def _misled(of: Basis, matter: Standing | None) -> Iterator[str]:
    known, faults = of.known, of.faults
    false = _to_the_reader(known, (*faults.false, *faults.denials))
    if false:
        names = listed(_whose(known, one) for one in false)
        yield f"{names} {'is' if len(false) == 1 else 'are'} not true{_why(known, false, faults.denials)}"
    for one in _to_the_reader(known, faults.early):
        waited = seconds_between(one.said.event.at, one.by.event.at) if one.by is not None else None
        before = f" {lasting(waited)}" if waited is not None else ""
        rest = (
            ""
            if matter is not None and one.literal == Literal(matter.fact.name)
            else f" ({one.literal.fact})"
        )
        yield f"{_whose(known, one)} came{before} too early{rest}"


def _why(known: Known, false: tuple[Claim, ...], denials: tuple[Claim, ...]) -> str:
    """Whose word they passed on; else that whoever denied it was only waiting, they or whose word it was."""
    sources = [one.by for one in false if one.truth is Truth.PASSED_ON and one.by is not None]
    if len(sources) == len(false):
        return f", passed on from {listed(dict.fromkeys(told(known, one, seconds=True) for one in sources))}"
    waits = [why for one in false if (why := unanswered(known, one)) is not None]
    if waits and len(waits) == len(false):
        return f": {waits[0]}"
    literals = {one.literal for one in false}
    for one in denials:
        why = unanswered(known, one)
        if why is None or one in false or literals != {one.literal}:
            continue
        if any(known.timeline.precedes(one.said.event, other.said.event) for other in false):
            sight = known.sight(one.said)
            at = known.at(sight.at, seconds=True)
            return f": {sight.system} said {shown(sight.code)}{at} although {why}"
    return ""


def _to_the_reader(known: Known, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Those that the business itself reads, if there are any; else all."""
    own = readers(known)
    return tuple(one for one in claims if one.said.system in own) or claims


def _whose(known: Known, one: Claim) -> str:
    return f"{one.said.system}'s {shown(one.said.code)}{known.at(known.sight(one.said).at, seconds=True)}"
