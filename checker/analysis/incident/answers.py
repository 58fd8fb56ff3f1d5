"""The five questions that everybody asks of an incident, each with its answer and evidence, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.analysis.incident.claims import Claim
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.fates import fates
from checker.analysis.incident.faults import Faults, declared_at, of_payload
from checker.analysis.incident.known import Known
from checker.analysis.incident.moments import as_declared, lowered
from checker.analysis.incident.standings import Standing, State, standing, told
from checker.analysis.incident.values import Answer, Point
from checker.analysis.meaning.literals import Literal
from checker.analysis.recorded.timeline import nanoseconds
from checker.analysis.recorded.truth import Testimony
from checker.analysis.replay.seen import (
    ContractsDisagree,
    EnrichmentMissing,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    StaleReference,
)
from checker.analysis.telling import listed
from checker.model.recordings import Event, Kind
from checker.model.text import plain

_OVER = (State.NEVER, State.NO_LONGER)
WHAT = "What actually happened?"
WHO = "Which system is the source of truth, and what did it say?"
WHICH = "Was the payload wrong, or the transformation?"
HOW = "Did the receiver reject it, ignore it, or accept it and fail later?"
WHETHER = "Did the business fail, or only a status mislead?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the answers are made from."""

    known: Known
    standings: tuple[Standing, ...]
    faults: Faults


def answers(told_of: Basis) -> tuple[Answer, ...]:
    return (
        _what(told_of),
        _who(told_of),
        _which(told_of),
        _how(told_of),
        _whether(told_of),
    )


def _what(of: Basis) -> Answer:
    """Every fact that became certain, then what broke first."""
    known = of.known
    found = [standing(known, fact) for fact in known.contracts.facts.values()]
    clauses = [_state(known, one) for one in found if one.state not in (State.UNSAID, State.UNKNOWN)]
    unsaid = [one.fact.name for one in found if one.state is State.UNSAID]
    if unsaid:
        clauses.append(f"of {listed(unsaid)} nothing was said by whoever knows")
    windows: dict[str, list[str]] = {}
    for one in found:
        if one.state is State.UNKNOWN:
            windows.setdefault(window(known, one), []).append(one.fact.name)
    clauses += [f"{listed(names)} {_are(len(names))} not known: {why}" for why, names in windows.items()]
    first = _first_fault(of)
    sentences = [f"{'; '.join(clauses)}." if clauses else "The contract declares no facts."]
    sentences += [f"The first thing that went wrong: {first.says}."] if first is not None else []
    points = [_by(known, one.by) for one in found if one.by is not None]
    return Answer(
        question=WHAT,
        says=" ".join(_capital(sentence) for sentence in sentences),
        is_known=not found or any(one.state is not State.UNKNOWN for one in found),
        evidence=tuple(dict.fromkeys([*points, *([first] if first is not None else [])])),
    )


def _state(known: Known, one: Standing) -> str:
    name, by = one.fact.name, f" ({_shown_by(known, one)})" if one.by is not None else ""
    match one.state:
        case State.HOLDS:
            return f"{name} is true{by}"
        case State.NEVER:
            return f"{name} is not true, and will not be{by}"
        case State.NO_LONGER:
            return f"{name} was true and is not any more{by}"
        case State.NOT_SO_FAR:
            return f"{name} is not true so far{by}"
        case State.UNSAID:
            return f"of {name} nothing was said"
        case State.UNKNOWN:
            return f"{name} is not known: {window(known, one)}"


def _shown_by(known: Known, one: Standing) -> str:
    """What makes it certain, and that it does so by what that implies."""
    if one.by is None:
        return ""
    effect = one.by.event.effect if one.by.said is None else None
    follows = effect is not None and effect.fact != one.fact.name
    return f"which follows: {told(known, one.by)}" if follows else told(known, one.by)


def window(known: Known, one: Standing) -> str:
    """Between when and when nothing was captured of whoever could have said it."""
    source = listed(one.missing)
    if one.is_elsewhere:
        return "its parts are cases of their own"
    if not known.case.is_whole:
        return "the case could not be read whole"
    bodies = {known.body(name) for name in one.missing}
    concerned = [
        event
        for event in known.timeline.events
        if event.at is not None and (known.lane(event) in bodies or _goes_to(known, event) in bodies)
    ]
    timed = [event for event in known.timeline.events if event.at is not None]
    if not timed:
        return f"not every status of {source} was captured"
    start = concerned[-1] if concerned else timed[0]
    end = max((event.at for event in timed), key=lambda time: nanoseconds(time) or 0)
    since, until = known.clock(start.at, seconds=True), known.clock(end, seconds=True)
    if since == until:
        return f"no capture of {source} after {since}, and not every status of {source} was captured"
    return (
        f"no capture of {source} between {since} and {until}, and not every status of {source} was captured"
    )


def _goes_to(known: Known, event: Event) -> str | None:
    boundary = known.contracts.boundaries.get(event.boundary or "")
    is_message = event.kind in (Kind.SENT, Kind.EXCHANGE)
    return known.body(boundary.receiver.name) if boundary is not None and is_message else None


def _first_fault(of: Basis) -> Point | None:
    """The earliest of all that went wrong, in the order of the case."""
    known, faults = of.known, of.faults
    order = {event.id: number for number, event in enumerate(known.timeline.events)}
    points = [*map(of_payload, faults.payloads), *faults.others]
    points += [_claim(known, one) for one in faults.misleading]
    points += [
        Point(says=f"{known.said(one.sight)}, a rejection, and nobody passed it on", seen=one.sight.seen)
        for one in faults.silent
    ]
    points += [
        Point(says=f"{one.fact.name} came about {len(one.came)} times", seen=one.came[1].seen)
        for one in faults.doubled
    ]
    points += [
        Point(
            says=f"{known.said(one.left)} is final, and {known.said(one.sight)} came after it",
            seen=one.sight.seen,
        )
        for one in faults.reopened
    ]
    points += [
        Point(says=f"{known.said(one.sight)}, and nothing that was recorded explains it", seen=one.sight.seen)
        for one in faults.unexplained
    ]
    return min(
        points,
        key=lambda one: order.get((one.seen.event if one.seen else None) or "", len(order)),
        default=None,
    )


def _claim(known: Known, one: Claim) -> Point:
    sight, literal = known.sight(one.said), one.literal
    claims = "claims" if literal.holds else "rules out"
    against = f", against {told(known, one.by)}" if one.by is not None else ", which nothing shows"
    says = f"{known.said(sight)} {claims} {literal.fact}{against}"
    return Point(says=says, seen=sight.seen, place=declared_at(one, known))


def _by(known: Known, one: Testimony) -> Point:
    place = None
    if one.said is not None:
        status = known.record.declared.status(one.said.system, one.said.code)
        place = status.place if status is not None else None
    return Point(says=told(known, one), seen=known.evidence(one.event), place=place)


def _who(of: Basis) -> Answer:
    """For each fact that the case is about: who knows, and the word."""
    known = of.known
    if not of.standings:
        return Answer(question=WHO, says="Not known: the contract declares no facts.", is_known=False)
    sentences: list[str] = []
    points: list[Point] = []
    for one in of.standings:
        owner = one.fact.owner.name
        sources = known.record.declared.establishing[one.fact.name]
        who = f"For {one.fact.name} it is {owner}"
        if owner not in sources:
            who += f", whose word is never heard here; {listed(sources, 'or')} stands for it"
        points.append(Point(says=f"{one.fact.name} is owned by {owner}", place=one.fact.place))
        if one.by is not None:
            points.append(_by(known, one.by))
        sentences.append(f"{who}: {_word(known, one)}.")
    return Answer(
        question=WHO,
        says=" ".join(sentences),
        is_known=any(one.state is not State.UNKNOWN or one.by is not None for one in of.standings),
        evidence=tuple(points),
    )


def _word(known: Known, one: Standing) -> str:
    if one.by is None:
        if one.state is State.UNKNOWN:
            return f"what it said is not known, {window(known, one)}"
        return "it said nothing of it, and everything was captured"
    means = _means(known, one.by)
    literal = Literal(one.fact.name, one.state is State.HOLDS)
    says = f"which says {literal}" if one.by.said is not None else f"so {literal}"
    unsure = (
        f"; whether that is still so is not known, {window(known, one)}" if one.state is State.UNKNOWN else ""
    )
    return f"{told(known, one.by)}{means}, {says}{unsure}"


def _means(known: Known, one: Testimony) -> str:
    if one.said is None:
        return ""
    status = known.record.declared.status(one.said.system, one.said.code)
    reason = known.sight(one.said).reason
    means = f" ({lowered(status.means)})" if status is not None and status.means else ""
    return means + (f" because {plain(reason, longest=200)}" if reason else "")


def _which(of: Basis) -> Answer:
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
            says += f" {others} with both sides captured {_are(len(right))} as declared."
        return Answer(question=WHICH, says=says, evidence=(*wrong, *right))
    if held:
        unseen = f" Of {_messages(len(half))} not both sides were captured." if half else ""
        says = (
            f"Neither: {_messages(len(held))} with both sides captured {_are(len(held))} as declared.{unseen}"
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


def _how(of: Basis) -> Answer:
    """The first system that refused; else whoever was handed something and said nothing; else acceptance."""
    known = of.known
    found = fates(known)
    points = tuple(fate.point for fate in found)
    order = [event.id for event in known.timeline.events]
    refused = [fate for fate in found if fate.refusal is not None]
    if refused:
        fate = min(refused, key=lambda one: order.index(one.refusal.event.id) if one.refusal else 0)
        silent = any(
            one.sight.seen.event == fate.refusal.event.id for one in of.faults.silent if fate.refusal
        )
        told_nobody = ", and nobody passed that on: a rejection in silence" if silent else ""
        return Answer(question=HOW, says=f"{_capital(fate.point.says)}{told_nobody}.", evidence=points)
    ignored = [fate for fate in found if fate.is_ignored]
    if ignored:
        says = " ".join(f"{_capital(fate.point.says)}." for fate in ignored)
        return Answer(question=HOW, says=says, evidence=points)
    unknown = [fate for fate in found if fate.is_unknown]
    if not found:
        return Answer(question=HOW, says="Not known: no message was captured.", is_known=False)
    if len(unknown) == len(found):
        says = " ".join(f"{_capital(fate.point.says)}." for fate in unknown)
        return Answer(question=HOW, says=says, is_known=False, evidence=points)
    accepted = [fate.system for fate in found if not fate.is_unknown]
    they = "it was" if len(accepted) == 1 else "they were"
    says = f"None of that: {listed(accepted)} accepted what {they} sent."
    says += "".join(f" {_capital(fate.point.says)}." for fate in unknown)
    return Answer(question=HOW, says=says, evidence=points)


def _whether(of: Basis) -> Answer:
    """From what became of the facts, and from the statuses that say something else."""
    known, faults = of.known, of.faults
    failed = [one for one in of.standings if one.state in (*_OVER, State.NOT_SO_FAR, State.UNSAID)]
    unknown = [one for one in of.standings if one.state is State.UNKNOWN]
    misled = listed(_called(known, one) for one in faults.misleading)
    doubled = listed(one.fact.name for one in faults.doubled)
    points = tuple(_claim(known, one) for one in faults.misleading)
    if not of.standings:
        return Answer(question=WHETHER, says="Not known: the contract declares no facts.", is_known=False)
    if doubled:
        says = f"The business failed: {doubled} came about more than once."
        return Answer(question=WHETHER, says=_with(says, misled), evidence=points)
    lost = [one for one in failed if one.state in _OVER or _is_claimed(faults, one)]
    if lost:
        says = f"The business failed: {_is_not(lost)}"
        says = f"Both. {says}." if misled else f"{says}, and no status says that {_it_is(lost)}."
        return Answer(question=WHETHER, says=_with(says, misled), evidence=points)
    if unknown:
        says = f"Not known, since {unknown[0].fact.name} is not: {window(known, unknown[0])}."
        return Answer(question=WHETHER, says=_with(says, misled), is_known=False, evidence=points)
    if failed:
        says = f"Neither, so far: {_is_not(failed)}, and no status says that {_it_is(failed)}."
        return Answer(question=WHETHER, says=says, evidence=points)
    names = listed(one.fact.name for one in of.standings)
    true = f"{names} {_are(len(of.standings))} true"
    if misled:
        says = f"Only a status misled: {true}, but {misled} {_said_otherwise(faults)}."
    elif faults.payloads:
        wrong = of_payload(faults.payloads[0]).says
        says = f"The business went on with something that is not as declared: {true}, and yet {wrong}."
    else:
        says = f"Neither: {true}, and no status said anything else."
    return Answer(question=WHETHER, says=says, evidence=points)


def _is_claimed(faults: Faults, one: Standing) -> bool:
    return any(claim.literal == Literal(one.fact.name) for claim in faults.false)


def _is_not(lost: Sequence[Standing]) -> str:
    return f"{listed(one.fact.name for one in lost)} {_are(len(lost))} not true"


def _it_is(lost: Sequence[Standing]) -> str:
    return "it is" if len(lost) == 1 else "they are"


def _with(says: str, misled: str) -> str:
    return f"{says} And a status misled: {misled}." if misled else says


def _said_otherwise(faults: Faults) -> str:
    if faults.early and len(faults.misleading) == len(faults.early):
        return "said so before it was"
    return "said otherwise"


def _called(known: Known, one: Claim) -> str:
    return known.said(known.sight(one.said))


def _messages(number: int) -> str:
    return f"{number} {'message' if number == 1 else 'messages'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _capital(sentence: str) -> str:
    """Names of systems stand as they are written; a sentence that begins with another word begins large."""
    first, _, _ = sentence.partition(" ")
    return f"{sentence[:1].upper()}{sentence[1:]}" if first in _BEGIN else sentence


_BEGIN = frozenset({"of", "what", "the", "nothing", "both", "no"})
