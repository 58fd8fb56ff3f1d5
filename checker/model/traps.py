"""Traps: where a status of a well-known system looks fine at the wrong layer."""

from dataclasses import dataclass, field

from checker.model.places import Place, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """
    What people fell into, in one sentence, and where that is written.

    Of a vocabulary: `status` is the code it is about, None where it is about several. Of a published
    mapping: `rule` and `at` are the finding that a check of its rows gives, None where it gives none.
    """

    says: str
    source: str
    status: Ref | None = None
    rule: str | None = None
    at: str | None = None
    place: Place = field(compare=False)
