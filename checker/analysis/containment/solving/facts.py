"""What is demanded of a payload: that schemas accept or refuse it, and the single facts they come down to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from checker.analysis.references import References
from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.schemas import Draft

Key: TypeAlias = tuple[int, str, int]

NOTES: Final = frozenset(  # keywords that say nothing of values by themselves
    (
        *("$id", "$schema", "$defs", "definitions", "$anchor", "$dynamicAnchor", "$comment", "title"),
        *("description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$vocabulary"),
    )
)


class Kind(Enum):
    """The types of values; an integer is a number, since 1.0 is one."""

    NULL = "null"
    BOOLEAN = "boolean"
    NUMBER = "number"
    STRING = "string"
    ARRAY = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """
    A schema where it stands: with the URI that its references start from, and what they lead to.

    `key` is the same for the same schema. Contents live as long as their solver, so ids will do; two sides
    may share a content that refers to something else in each. Schemas of two `shapes` have other keywords.
    """

    content: Json
    base: str
    references: References
    key: Key = field(init=False)
    shape: int = field(init=False)

    def __post_init__(self) -> None:
        # what follows from the other fields is asked for far too often to be reckoned again
        object.__setattr__(self, "key", (id(self.content), self.base, id(self.references)))
        content = self.content
        names = frozenset(content) - NOTES if isinstance(content, Mapping) else content
        object.__setattr__(self, "shape", hash(names))


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """That a schema accepts the value, or that it refuses it."""

    accepts: bool
    node: Node
    key: tuple[bool, Key] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.accepts, self.node.key))

    @property
    def contrary(self) -> "Demand":
        return Demand(not self.accepts, self.node)


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """Something is said that is not understood here: whatever is found needs to be judged."""

    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """The value is one of these. A scalar stands under what it is compared by."""

    values: Mapping[Fraction | str | bool | None, Json]


@dataclass(frozen=True, slots=True, eq=False)
class Except:
    """The value is none of these."""

    values: Mapping[Fraction | str | bool | None, Json]


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """The number is at least, or at most, this; or it is more, or less, where the limit itself is out."""

    value: Fraction
    is_lower: bool
    is_out: bool


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The number is a multiple, or it is none."""

    value: Fraction
    holds: bool


@dataclass(frozen=True, slots=True, eq=False)
class Size:
    """How many characters, elements or members there are."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The text keeps `pattern` or `format`, as a draft has it, or breaks it."""

    keyword: str
    value: str
    draft: Draft
    holds: bool


@dataclass(frozen=True, slots=True, eq=False)
class Each:
    """Of each element, by its position, and of those after them."""

    first: tuple[Demand, ...]
    rest: Demand | None


@dataclass(frozen=True, slots=True, eq=False)
class SomeElement:
    """There is an element from this position on, or at it, of which this is demanded."""

    start: int
    demand: Demand
    is_there: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Unlike:
    """No two elements are alike, or two are."""

    holds: bool


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Missing:
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """Of a member, if it is there."""

    name: str
    demand: Demand


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """Of each member whose name matches."""

    pattern: str
    demand: Demand


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """Of each member that has none of these names and matches none of these patterns."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    demand: Demand


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Of each name."""

    demand: Demand


@dataclass(frozen=True, slots=True, eq=False)
class SomeMember:
    """There is a member of such a name, of which, or of whose name, something is demanded."""

    demand: Demand | None
    name: Demand | None = None
    excluded: frozenset[str] = frozenset()
    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """One of these holds, each a list of facts that hold together."""

    alternatives: "Alternatives"


Fact: TypeAlias = (
    Demand
    | Unknown
    | Among
    | Except
    | Limit
    | Step
    | Size
    | Matches
    | Each
    | SomeElement
    | Unlike
    | Present
    | Missing
    | Member
    | Matching
    | Others
    | Names
    | SomeMember
    | OneOf
)
Alternative: TypeAlias = tuple[Fact, ...]  # all of them hold
Alternatives: TypeAlias = tuple[Alternative, ...]  # one of them holds


class Part(NamedTuple):
    """A keyword: what follows where it accepts the value, and what follows where it refuses it."""

    accepted: Alternatives
    refused: Alternatives


class Open(NamedTuple):
    """
    It is not shown that no value meets the demands.

    `values` may meet them; the first surely does, where it `is_sure`. What is not understood lies at
    `pointer`, for this `reason`.
    """

    values: tuple[Json, ...] = ()
    is_sure: bool = False
    pointer: str = ""
    reason: str = ""

    def under(self, name: str) -> "Open":
        """The same, of a member or an element."""
        return self._replace(pointer=f"/{escaped(name)}{self.pointer}") if self.reason else self


Outcome: TypeAlias = Open | None  # None: no value meets the demands


class TooManyStepsError(Exception):
    """It would take too long to go on."""


def fact(accepted: Fact, refused: Fact) -> Part:
    """A keyword that is one fact, or its contrary."""
    return Part(((accepted,),), ((refused,),))


def not_compared(what: str) -> Part:
    """A keyword that may mean anything."""
    unknown = Unknown(f"{what} is not compared")
    return fact(unknown, unknown)
