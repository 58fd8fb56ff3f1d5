"""Whether the business failed, or only a status misled: the fifth answer."""

from collections.abc import Sequence

from checker.analysis.incident.basis import Basis, are, claimed
from checker.analysis.incident.claims import Claim
from checker.analysis.incident.faults import Faults, of_payload
from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import OVER, Standing, State, window
from checker.analysis.incident.values import Answer
from checker.analysis.meaning.literals import Literal
from checker.analysis.telling import listed

WHETHER = "Did the business fail, or only a status mislead?"


def whether(of: Basis) -> Answer:
    """From what became of the facts, and from the statuses that say something else."""
    known, faults = of.known, of.faults
    failed = [one for one in of.standings if one.state in (*OVER, State.NOT_SO_FAR, State.UNSAID)]
    unknown = [one for one in of.standings if one.state is State.UNKNOWN]
    misled = listed(_called(known, one) for one in faults.misleading)
    doubled = listed(one.fact.name for one in faults.doubled)
    points = tuple(claimed(known, one) for one in faults.misleading)
    if not of.standings:
        return Answer(question=WHETHER, says="Not known: the contract declares no facts.", is_known=False)
    if doubled:
        says = f"The business failed: {doubled} came about more than once."
        return Answer(question=WHETHER, says=_with(says, misled), evidence=points)
    lost = [one for one in failed if one.state in OVER or _is_claimed(faults, one)]
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
    true = f"{names} {are(len(of.standings))} true"
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
    return f"{listed(one.fact.name for one in lost)} {are(len(lost))} not true"


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
