"""
Whether all that one schema accepts is accepted by another: proved, refuted with a payload, or not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from checker.analysis.containment.canonical import proof
from checker.analysis.containment.refuting import witness
from checker.analysis.validity import compiled
from checker.model.json import ABSENT, Absent, Json
from checker.model.schemas import Schema

__all__ = ["Containment", "Verdict", "contained"]


class Verdict(Enum):
    """`undecided`: neither a proof nor a payload against it was found."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """
    Whether the new schema accepts all that the old one does, and a clause that says why.

    Where it is refuted, `witness` is a payload that the old schema accepts and the new one refuses, and
    `pointer` leads to what is refused in it.
    """

    verdict: Verdict
    reason: str
    witness: Json | Absent = ABSENT
    pointer: str = ""


def contained(old: Schema, new: Schema, *, known: Iterable[Json] = ()) -> Containment:
    """
    Whether the new schema accepts all that the old one accepts. `known` are payloads to try first.

    What refutes is sought before a proof is believed.
    """
    if (old.draft, old.uri, old.pointer, old.documents) == (new.draft, new.uri, new.pointer, new.documents):
        return Containment(verdict=Verdict.PROVED, reason="it is the same schema")
    validators = compiled(old), compiled(new)
    against = witness((old, new), validators, known)
    if not isinstance(against, Absent):
        first = validators[1].violations(against)[0]
        return Containment(
            verdict=Verdict.REFUTED, reason=first.message, witness=against, pointer=first.pointer
        )
    found = proof(old, new)
    verdict = Verdict.PROVED if found.holds else Verdict.UNDECIDED
    return Containment(verdict=verdict, reason=found.reason)
