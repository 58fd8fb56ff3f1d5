"""What actually happened, and what the source of truth said of it: the first two answers."""

from checker.analysis.incident.basis import Basis, are, capital, claimed, times
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import Standing, State, standing, told, window
from checker.analysis.incident.values import Answer, Point
from checker.analysis.meaning.literals import Literal
from checker.analysis.recorded.testimonies import Testimony
from checker.analysis.telling import listed, lowered
from checker.model.text import plain

WHAT = "What actually happened?"
WHO = "Which system is the source of truth, and what did it say?"


def what(of: Basis) -> Answer:
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
    clauses += [f"{listed(names)} {are(len(names))} not known: {why}" for why, names in windows.items()]
    first = _first_fault(of)
    sentences = [f"{'; '.join(clauses)}." if clauses else "The contract declares no facts."]
    sentences += [f"The first thing that went wrong: {first.says}."] if first is not None else []
    points = [_by(known, one.by) for one in found if one.by is not None]
    return Answer(
        question=WHAT,
        says=" ".join(capital(sentence) for sentence in sentences),
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


def _first_fault(of: Basis) -> Point | None:
    """The earliest of all that went wrong, in the order of the case."""
    known, faults = of.known, of.faults
    order = {event.id: number for number, event in enumerate(known.timeline.events)}
    points = [*map(of_payload, faults.payloads), *faults.others]
    points += [claimed(known, one) for one in faults.misleading]
    points += [
        Point(says=f"{known.said(one.sight)}, a rejection, and nobody passed it on", seen=one.sight.seen)
        for one in faults.silent
    ]
    points += [
        Point(says=f"{one.fact.name} came about {times(len(one.came))}", seen=one.came[1].seen)
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


def _by(known: Known, one: Testimony) -> Point:
    place = None
    if one.said is not None:
        status = known.record.declared.status(one.said.system, one.said.code)
        place = status.place if status is not None else None
    return Point(says=told(known, one), seen=known.evidence(one.event), place=place)


def who(of: Basis) -> Answer:
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
