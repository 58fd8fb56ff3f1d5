"""What the answers and the sentence about an incident are made from, and small words of theirs."""

from dataclasses import dataclass
from typing import Final

from checker.analysis.incident.claims import Claim, Truth
from checker.analysis.incident.faults import Faults, declared_at
from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import Standing, told
from checker.analysis.incident.values import Point

_BEGIN: Final = frozenset({"of", "what", "the", "nothing", "both", "no", "it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One case: what is known of it, what became of the facts, and what is wrong."""

    known: Known
    standings: tuple[Standing, ...]
    faults: Faults


def claimed(known: Known, one: Claim) -> Point:
    """A status that says what is not so, with what says otherwise."""
    sight, literal = known.sight(one.said), one.literal
    claims = "claims" if literal.holds else "rules out"
    against = f", against {told(known, one.by)}" if one.by is not None else ", which nothing shows"
    if one.truth is Truth.PASSED_ON and one.by is not None:
        against = f", passed on from {told(known, one.by)}"
    says = f"{known.said(sight)} {claims} {literal.fact}{against}"
    return Point(says=says, seen=sight.seen, place=declared_at(one, known))


def messages(number: int) -> str:
    return f"{number} {'message' if number == 1 else 'messages'}"


def are(number: int) -> str:
    return "is" if number == 1 else "are"


def times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def capital(sentence: str) -> str:
    """Names of systems stand as they are written; a sentence that begins with another word begins large."""
    first, _, _ = sentence.partition(" ")
    return f"{sentence[:1].upper()}{sentence[1:]}" if first in _BEGIN else sentence
