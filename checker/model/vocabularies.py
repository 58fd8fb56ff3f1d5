"""What many contracts share: vocabularies of well-known systems, and published mappings between two."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.boundaries import StatusTable
from checker.model.places import Place, Ref
from checker.model.systems import Move, Status
from checker.model.traps import Trap


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """
    What the statuses of a system mean, as its file has it: they belong to no system yet.

    `facts` are its own names with what they mean, and its statuses speak of them. `has_claims` are the
    codes of the statuses that say what they claim; a success without has the `success_claims` of the
    system that uses the vocabulary.
    """

    name: str
    title: str | None = None
    sources: tuple[str, ...] = ()
    facts: Mapping[str, str | None] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    has_claims: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    initial: tuple[Ref, ...] = ()
    traps: tuple[Trap, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSide:
    """One side of a published mapping: what the system is called in its rows, and its vocabulary."""

    system: str
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMapping:
    """
    Rows that somebody published between two vocabularies.

    `shows` is the side whose status is read, `reports` the one that makes its own status of it; `table`
    has the rows as `status` of a boundary would.
    """

    name: str
    title: str | None = None
    sources: tuple[str, ...] = ()
    shows: MappingSide
    reports: MappingSide
    table: StatusTable
    traps: tuple[Trap, ...] = ()
    place: Place = field(compare=False)
