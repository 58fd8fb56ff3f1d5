"""How much of what a contract declares its recordings have exercised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from checker.model.places import Place


class Kind(Enum):
    """What there is to exercise; the value is what people call it."""

    STATUSES = "statuses"
    ROWS = "rows"
    MOVES = "moves"
    FIELDS = "fields"
    BRANCHES = "branches"

    @property
    def noun(self) -> str:
        """The same in a sentence, where `rows` and `branches` alone would not say of what."""
        match self:
            case Kind.ROWS:
                return "rows of status tables"
            case Kind.BRANCHES:
                return "branches of mappings"
            case Kind.STATUSES | Kind.MOVES | Kind.FIELDS:
                return str(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """
    One thing that a recording may exercise. `name` tells it from all others of its kind in its set.

    `what` is the same for people, `place` the line that declares it: of a field the one that names its
    schema.
    """

    kind: Kind
    name: tuple[str, ...]
    what: str = field(compare=False)
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How many of a kind were exercised; `missing` are the others, in the order of the contract."""

    seen: int
    of: int
    missing: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the recordings of one contract set have exercised, of every kind."""

    set: str
    shares: Mapping[Kind, Shared]
