"""How a reason that counts for many statuses is told: shared by the rules about what statuses say."""

from collections.abc import Sequence
from typing import Final

from checker.analysis.drift.reasons import Kind, Reason
from checker.analysis.drift.statuses import Kept
from checker.analysis.meaning.literals import Literals
from checker.rules.wording import facts, listed

_MOST: Final = 3


def reason_said(reason: Reason) -> str:
    """As a main clause: what was written, and what is written now."""
    was, now = listed(reason.was) or "nothing", listed(reason.now) or "nothing"
    match reason.kind:
        case Kind.SUCCESS_CLAIMS:
            return f"a success of {reason.name} claimed {was} by default, and claims {now} now"
        case Kind.VOCABULARY:
            return f"of its vocabulary {reason.name} took {was}, and takes {now} now"
        case Kind.IMPLICATION if reason.was and reason.now:
            return f"{reason.name} implied {was}, and implies {now} now"
        case Kind.IMPLICATION if reason.was:
            return f"{reason.name} no longer implies {was}"
        case Kind.IMPLICATION:
            return f"{reason.name} implies {now} now"


def reason_cause(reason: Reason) -> str:
    """What else is told of a fact is told with it."""
    return f"{'fact' if reason.kind is Kind.IMPLICATION else reason.kind.value} {reason.name}"


def said_by(parts: Sequence[tuple[Kept, Literals]], adverb: str = "") -> str:
    """`a and b say x, and c says y`; `adverb` stands before the verb."""
    alike: dict[Literals, list[Kept]] = {}
    for kept, literals in parts:
        alike.setdefault(literals, []).append(kept)
    clauses = [
        f"{sayers(group)} {adverb}{'say' if len(group) > 1 else 'says'} {facts(literals)}"
        for literals, group in alike.items()
    ]
    more = len(clauses) - _MOST
    return ", and ".join([*clauses[:_MOST], *([f"so it is for others ({more})"] if more > 0 else [])])


def sayers(statuses: Sequence[Kept]) -> str:
    """The first statuses, and how many more."""
    shown = [str(kept.new) for kept in statuses[:_MOST]]
    more = len(statuses) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)
