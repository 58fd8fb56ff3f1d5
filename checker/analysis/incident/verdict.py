"""One sentence that says what became of a case, made of what was found, for people who were not there."""

from checker.analysis.incident.basis import Basis
from checker.analysis.incident.clauses import cause_of, went_wrong
from checker.analysis.incident.faults import of_payload
from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import Standing, State, happened, told, window
from checker.analysis.incident.unheard import otherwise, unheard
from checker.analysis.recorded.facts import Sight
from checker.analysis.recorded.rejections import is_rejection
from checker.analysis.replay.seen import EnrichmentMissing
from checker.analysis.telling import lowered
from checker.model.text import plain, shown

_CLAUSES = 3
_CALM = "everything that was recorded is as declared"
_PARTICIPLES = ("ed", "en", "ent", "id", "ld")
_WORST = (State.NEVER, State.NO_LONGER, State.UNSAID, State.NOT_SO_FAR, State.UNKNOWN, State.HOLDS)


def verdict(of: Basis) -> str:
    """What became of the fact that matters most, why, and which status says something else."""
    known, faults = of.known, of.faults
    matter = _matter(of)
    clauses = list(went_wrong(of, matter))[:_CLAUSES]
    if matter is None:
        return _end("; ".join(clauses) if clauses else f"{_CALM}, and the contract declares no facts")
    if faults.is_none:
        return _end(f"{_healthy(known, matter)}{_not_judged(known, matter)}")
    head = _head(of, matter)
    if matter.state is State.HOLDS and clauses:
        return _end(f"{head}, but {'; '.join(clauses)}")
    return _end("; ".join([head, *clauses]))


def _matter(of: Basis) -> Standing | None:
    """The fact to speak of: the one that came out worst of those that statuses mislead about, else of all."""
    misled = {claim.literal.fact for claim in of.faults.misleading}
    found = [one for one in of.standings if one.fact.name in misled] or list(of.standings)
    return min(found, key=lambda one: _WORST.index(one.state), default=None)


def _head(of: Basis, one: Standing) -> str:
    known = of.known
    fact = one.fact.name
    match one.state:
        case State.HOLDS:
            return f"{_is(known, fact)} ({_proof(known, one)})"
        case State.NEVER:
            return f"{_never(known, fact)}: {_denial(of, one)}"
        case State.NO_LONGER:
            return f"{_is(known, fact, 'is no longer')}: {_denial(of, one)}"
        case State.NOT_SO_FAR:
            return f"{_is(known, fact, 'is not')} so far: {_denial(of, one)}"
        case State.UNSAID:
            return f"{_is(known, fact, 'is not')}, as far as was recorded: {one.fact.owner} never said so"
        case State.UNKNOWN:
            return f"whether {_is(known, fact)} is not known: {window(known, one)}"


def _proof(known: Known, one: Standing) -> str:
    return told(known, one.by, seconds=True) if one.by is not None else ""


def _denial(of: Basis, one: Standing) -> str:
    """`wms said "SKIPPED" (the delivery was dropped) at 09:15:32 because …, and nobody passed that on`."""
    known = of.known
    if one.by is None:
        return f"{one.fact.owner} said nothing of it"
    if one.by.said is None:
        return f"it {happened(known, one.by.event)}{known.at(one.by.event.at, seconds=True)}"
    sight = known.sight(one.by.said)
    means = f" ({lowered(sight.status.means)})" if sight.status is not None and sight.status.means else ""
    silent = any(found.sight.seen == sight.seen for found in of.faults.silent)
    passed = ", and nobody passed that on" if silent else ""
    return (
        f"{sight.system} said {shown(sight.code)}{means}{known.at(sight.at, seconds=True)}"
        f"{_because(of, sight)}{passed}"
    )


def _because(of: Basis, sight: Sight) -> str:
    """The reason that was recorded, and what was wrong with the message before it."""
    cause = cause_of(of, sight)
    if sight.reason is None:
        return f" after {of_payload(cause).says}" if cause is not None else ""
    because = f" because {plain(sight.reason, longest=200)}"
    if isinstance(cause, EnrichmentMissing):
        return f"{because}, which {cause.enrich.source} had to put in"
    return f"{because} ({of_payload(cause).says})" if cause is not None else because


def _healthy(known: Known, matter: Standing) -> str:
    fact, proof = matter.fact.name, _proof(known, matter)
    calm = _calm(known, matter)
    match matter.state:
        case State.HOLDS:
            return f"{calm}{_is(known, fact)} ({proof})"
        case State.NEVER:
            return f"{calm}{_never(known, fact)} ({proof}){_otherwise(known, matter)}"
        case State.NO_LONGER:
            return f"{calm}{_is(known, fact, 'is no longer')} ({proof}){_otherwise(known, matter)}"
        case State.NOT_SO_FAR:
            return f"{calm}{_is(known, fact, 'is not')} so far ({proof})"
        case State.UNSAID:
            says = otherwise(known, [matter], "no status says that it is", "a status says so")
            return f"{calm}{_is(known, fact, 'is not')} yet{says}"
        case State.UNKNOWN:
            return (
                f"nothing that was recorded is wrong, but whether {_is(known, fact)} is not known: "
                f"{window(known, matter)}"
            )


def _calm(known: Known, matter: Standing) -> str:
    """That all is well, but not where somebody refused and what became of that is not known."""
    is_refused = any(is_rejection(known.record.word(one)) for one in known.record.said)
    if is_refused and (known.seen.skipped or unheard(known, [matter])):
        return ""
    return f"{_CALM}: "


def _otherwise(known: Known, matter: Standing) -> str:
    return otherwise(known, [matter], "no status says otherwise", "a status says otherwise")


def _not_judged(known: Known, matter: Standing) -> str:
    """What the calm of the sentence does not speak of, since it could not be judged."""
    reasons = list(dict.fromkeys(one.why for one in known.seen.skipped))
    if not reasons:
        return ""
    more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
    if _calm(known, matter):
        return f"; but this could not be judged: {reasons[0]}{more}"
    nor = "nor could this be judged" if unheard(known, [matter]) else "this could not be judged"
    return f"; {nor}: {reasons[0]}{more}"


def _is(known: Known, fact: str, how: str = "is") -> str:
    """`Order 4711 is shipped`, or where the fact is no participle `in_port is true of Order 4711`."""
    return (
        f"{known.name} {how} {fact}" if fact.endswith(_PARTICIPLES) else f"{fact} {how} true of {known.name}"
    )


def _never(known: Known, fact: str) -> str:
    return _is(known, fact, "was never")


def _end(sentence: str) -> str:
    first, _, _ = sentence.partition(" ")
    known = {"everything", "nothing", "whether"}
    return f"{sentence[:1].upper() if first in known else sentence[:1]}{sentence[1:]}."
