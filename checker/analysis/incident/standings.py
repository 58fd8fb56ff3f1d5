"""What is known of each fact at the end of a case, and which facts the case is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from checker.analysis.incident.known import Known
from checker.analysis.meaning.literals import Literal
from checker.analysis.recorded.facts import MisleadingStatus
from checker.analysis.recorded.testimonies import Testimony, is_final
from checker.analysis.recorded.timeline import nanoseconds
from checker.analysis.recorded.truth import is_elsewhere
from checker.analysis.telling import listed
from checker.model.recordings import Event, Kind
from checker.model.systems import Fact, Outcome
from checker.model.text import plain, shown


class State(Enum):
    """What became of a fact, as far as sources of truth said."""

    HOLDS = "holds"
    NEVER = "never"  # ruled out for good
    NO_LONGER = "no longer"  # it was so, and was revoked
    NOT_SO_FAR = "not so far"
    UNSAID = "unsaid"  # everything was captured, and nothing of it was said
    UNKNOWN = "unknown"


OVER: Final = (State.NEVER, State.NO_LONGER)  # what is not true, and will not be


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    A fact at the end of a case.

    `by` is what makes that certain, for HOLDS the first that did, else the last. `missing` are the systems
    of which not every status was captured; empty unless the state is UNKNOWN. `is_elsewhere` where it is
    spoken of as a whole whose parts are cases of their own.
    """

    fact: Fact
    state: State
    by: Testimony | None = None
    missing: tuple[str, ...] = ()
    is_elsewhere: bool = False


def standing(known: Known, fact: Fact) -> Standing:
    """What its sources of truth left of a fact; of a revocable one the last word counts."""
    literal = Literal(fact.name)
    claims = [one for one in known.testimonies if literal in one.literals]
    denials = [one for one in known.testimonies if literal.negated in one.literals]
    if claims and not fact.revocable:
        return Standing(fact=fact, state=State.HOLDS, by=claims[0])
    last = max((*claims, *denials), key=lambda one: known.timeline.position(one.event), default=None)
    if last is not None and last in claims:
        first = next(one for one in claims if not _is_denied_since(known, one, denials))
        return Standing(fact=fact, state=State.HOLDS, by=first)
    if last is not None and is_final(known.record, last):
        return Standing(fact=fact, state=State.NO_LONGER if claims else State.NEVER, by=last)
    if last is None and any(is_elsewhere(known.record, said, [fact]) for said in known.record.said):
        return Standing(fact=fact, state=State.UNKNOWN, is_elsewhere=True)
    missing = known.record.incomplete(known.record.declared.establishing[fact.name])
    if missing:
        return Standing(fact=fact, state=State.UNKNOWN, by=last, missing=missing)
    if last is None:
        return Standing(fact=fact, state=State.UNSAID)
    return Standing(fact=fact, state=State.NO_LONGER if claims else State.NOT_SO_FAR, by=last)


def standings(known: Known) -> tuple[Standing, ...]:
    """Of every fact that the case is about, the most important first."""
    return tuple(standing(known, fact) for fact in _matters(known))


def _matters(known: Known) -> tuple[Fact, ...]:
    """
    What the reader of the flow takes its success to mean, then what statuses misled about; in a set without
    flows the facts that no other fact implies.
    """
    facts = known.contracts.facts
    goals = dict.fromkeys(name for name in _goals(known) if name in facts)
    misled = [
        fact.name
        for one in known.seen.observations
        if isinstance(one, MisleadingStatus)
        for fact in one.facts
    ]
    implied = {ref.name for fact in facts.values() for ref in fact.implies}
    names = list(dict.fromkeys([*goals, *misled])) or [name for name in facts if name not in implied]
    return tuple(facts[name] for name in names)


def _goals(known: Known) -> Iterator[str]:
    crossed = {event.boundary for event in known.case.events}
    speaking = {known.body(one.system) for one in known.record.answers}
    for flow in known.contracts.flows.values():
        reader = flow.reader.name
        passes = {boundary.name for boundary in flow.boundaries}
        if passes and passes.isdisjoint(crossed) and reader not in speaking:
            continue
        system = known.contracts.systems[reader]
        if system.success_claims:
            yield from (ref.name for ref in system.success_claims)
            continue
        for status in system.statuses.values():
            if status.outcome is Outcome.SUCCESS:
                yield from (ref.name for ref in status.claims)


def readers(known: Known) -> frozenset[str]:
    """Who reads the ends of flows: the business."""
    return frozenset(flow.reader.name for flow in known.contracts.flows.values())


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


def told(known: Known, one: Testimony, *, seconds: bool = False) -> str:
    """`wms "SKIPPED" at 09:15:32.700`, `posted happened in erp at 09:15:31.900`."""
    if one.said is not None:
        return known.said(known.sight(one.said), seconds=seconds)
    fact = plain(one.event.effect.fact) if one.event.effect is not None else "it"
    return f"{fact} {happened(known, one.event)}{known.at(one.event.at, seconds=seconds)}"


def happened(known: Known, event: Event) -> str:
    """`happened in erp as "0000012345"`."""
    effect = event.effect
    did = "was undone" if effect is not None and not effect.holds else "happened"
    lane = known.lane(event)
    where = f" in {plain(lane)}" if lane is not None else ""
    return f"{did}{where}" + (f" as {shown(effect.key)}" if effect and effect.key is not None else "")


def _is_denied_since(known: Known, claim: Testimony, denials: list[Testimony]) -> bool:
    position = known.timeline.position
    return any(position(one.event) > position(claim.event) for one in denials)
