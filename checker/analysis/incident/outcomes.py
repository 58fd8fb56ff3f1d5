"""Whether the business failed, or only a status misled: the fifth answer."""

from collections.abc import Sequence

from checker.analysis.incident.basis import Basis, are, claimed
from checker.analysis.incident.claims import Claim
from checker.analysis.incident.faults import Faults, of_payload
from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import OVER, Standing, State, window
from checker.analysis.incident.unheard import otherwise
from checker.analysis.incident.values import Answer
from checker.analysis.meaning.literals import Literal
from checker.analysis.recorded.said import Said
from checker.analysis.telling import listed
from checker.model.text import shown

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
        return Answer(question=WHETHER, says=_with(says, misled, len(faults.misleading)), evidence=points)
    lost = [one for one in failed if one.state in OVER or _is_claimed(faults, one)]
    if lost:
        says = f"The business failed: {_is_not(lost)}"
        says = f"Both. {says}." if misled else f"{says}{_no_status(known, lost)}."
        return Answer(question=WHETHER, says=_with(says, misled, len(faults.misleading)), evidence=points)
    if unknown:
        says = f"Not known, since {unknown[0].fact.name} is not: {window(known, unknown[0])}."
        return Answer(
            question=WHETHER,
            says=_with(says, misled, len(faults.misleading)),
            is_known=False,
            evidence=points,
        )
    if failed:
        says = f"Neither, so far: {_is_not(failed)}{_no_status(known, failed)}."
        return Answer(question=WHETHER, says=says, evidence=points)
    names = listed(one.fact.name for one in of.standings)
    true = f"{names} {are(len(of.standings))} true"
    if misled:
        says = f"Only a status misled: {true}, but {misled} {_said_otherwise(faults)}."
    elif faults.payloads:
        wrong = of_payload(faults.payloads[0]).says
        says = f"The business went on with something that is not as declared: {true}, and yet {wrong}."
    else:
        says = _neither(of, true)
    return Answer(question=WHETHER, says=says, evidence=points)


def _neither(of: Basis, true: str) -> str:
    """That all went well, unless somebody said that it had not, which was no false claim of his."""
    known = of.known
    denials = [(one, said) for one in of.standings for said in _denials(known, one)]
    lasting = [said for one, said in denials if not _is_before(known, one, said)]
    if lasting:
        others = f" (and {len(lasting) - 1} more)" if len(lasting) > 1 else ""
        return (
            f"{true}, but {lasting[0].system} also said {shown(lasting[0].code)}"
            f"{known.at(known.sight(lasting[0]).at)}{others}."
        )
    if denials:
        first = denials[0][1]
        return f"Neither: {true}; {known.said(known.sight(first))} said only that it was not so yet."
    rest = otherwise(known, of.standings, "no status said anything else", "a status said anything else")
    return f"Neither: {true}{rest}."


def _denials(known: Known, one: Standing) -> list[Said]:
    return [
        said
        for said in known.record.said
        if not said.is_repeated and Literal(one.fact.name, False) in known.record.word(said).says
    ]


def _is_before(known: Known, one: Standing, said: Said) -> bool:
    """Whether it was no final word, and came before the fact did."""
    return (
        one.by is not None
        and not known.record.word(said).is_final
        and not known.timeline.precedes(one.by.event, said.event)
    )


def _no_status(known: Known, lost: Sequence[Standing]) -> str:
    it_is = _it_is(lost)
    return otherwise(known, lost, f"no status says that {it_is}", "a status says so")


def _is_claimed(faults: Faults, one: Standing) -> bool:
    return any(claim.literal == Literal(one.fact.name) for claim in faults.false)


def _is_not(lost: Sequence[Standing]) -> str:
    return f"{listed(one.fact.name for one in lost)} {are(len(lost))} not true"


def _it_is(lost: Sequence[Standing]) -> str:
    return "it is" if len(lost) == 1 else "they are"


def _with(says: str, misled: str, number: int) -> str:
    return f"{says} And {_statuses(number)} misled: {misled}." if misled else says


def _statuses(number: int) -> str:
    return {1: "a status", 2: "two statuses"}.get(number, f"{number} statuses")


def _said_otherwise(faults: Faults) -> str:
    if faults.early and len(faults.misleading) == len(faults.early):
        return "said so before it was"
    return "said otherwise"


def _called(known: Known, one: Claim) -> str:
    return known.said(known.sight(one.said))
