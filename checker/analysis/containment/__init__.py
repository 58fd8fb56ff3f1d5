"""
Whether all that one schema accepts is accepted by another: proved, refuted with a payload, or not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, islice
from typing import Final

from checker.analysis.containment.canonical import proof
from checker.analysis.containment.declared import declared_only
from checker.analysis.containment.own import Search, is_rewritten
from checker.analysis.containment.refuting import Refuter
from checker.analysis.containment.samples import samples
from checker.analysis.validity import compiled
from checker.model.json import ABSENT, Absent, Json
from checker.model.schemas import Schema

__all__ = ["Containment", "Verdict", "contained"]

_CHEAP: Final = 60  # payloads that are made of two schemas before any proof is sought
_MOST: Final = 5_000  # and where none is found


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
    `pointer` leads to what is refused in it. Where it is undecided, `pointer` leads to what could not be
    compared, if that is known.

    `only_undeclared`: it is refuted, but proved of payloads whose objects have no other members than those
    that the old schema declares. So it is where an object that may have any members gets one more that is
    declared, but need not be there.
    """

    verdict: Verdict
    reason: str
    witness: Json | Absent = ABSENT
    pointer: str = ""
    only_undeclared: bool = False


def contained(old: Schema, new: Schema, *, known: Iterable[Json] = ()) -> Containment:
    """
    Whether the new schema accepts all that the old one accepts. `known` are payloads to try first.

    Some cheap payloads are tried before any proof is sought, and many where none is found. The same schemas
    give the same answer, but where jsonschema-rs runs out of time.
    """
    known = tuple(known)
    found = _strictly(old, new, known)
    if found.verdict is not Verdict.REFUTED:
        return found
    narrowed = declared_only(old)
    if narrowed is None or compiled(narrowed).is_valid(found.witness):
        return found
    inner = _strictly(narrowed, new, known)
    if inner.verdict is Verdict.REFUTED:
        return inner
    return replace(found, only_undeclared=inner.verdict is Verdict.PROVED)


def _strictly(old: Schema, new: Schema, known: Iterable[Json]) -> Containment:
    if (old.draft, old.uri, old.pointer, old.documents) == (new.draft, new.uri, new.pointer, new.documents):
        return Containment(verdict=Verdict.PROVED, reason="it is the same schema")
    if is_rewritten(old, new):
        return Containment(verdict=Verdict.PROVED, reason="it says the same in the same words")
    refuter = Refuter(compiled(old), compiled(new))
    made = samples((old, new), most=_MOST)
    search = Search(old, new)
    against = refuter.witness(chain(known, islice(made, _CHEAP), search.payloads()))
    if not isinstance(against, Absent):
        return _refuted(refuter, against)
    if search.is_proved:
        return Containment(
            verdict=Verdict.PROVED, reason="every case in which it would fail contradicts itself"
        )
    found = proof(old, new)
    if found.holds:
        return Containment(verdict=Verdict.PROVED, reason=found.reason)
    against = refuter.witness(made)
    if not isinstance(against, Absent):
        return _refuted(refuter, against)
    return Containment(
        verdict=Verdict.UNDECIDED, reason=f"{search.reason}, and {found.reason}", pointer=search.pointer
    )


def _refuted(refuter: Refuter, witness: Json) -> Containment:
    first = refuter.refusing.violations(witness)[0]
    return Containment(verdict=Verdict.REFUTED, reason=first.message, witness=witness, pointer=first.pointer)
