"""Where each field of a result comes from."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from checker.model.json import Absent, Json
from checker.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceField:
    """A field that a row read: its path as written, where it leads (as far as is known), what stood there."""

    path: str
    pointer: str
    value: Json | Absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """
    Where a field of the result comes from: the row, and what it read.

    `is_partial` where there were more fields that it may have read than could be tried.
    """

    row: Place
    sources: tuple[SourceField, ...] = ()
    is_partial: bool = False


class Failed(Enum):
    """The type of FAILED: a step gave no result, not even nothing."""

    FAILED = "failed"


FAILED: Final = Failed.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Opaque:
    """
    A step into which nobody sees: what it was given, where that stands in the payload, how to run it again.

    `each` gives the result for each of several values, FAILED where it fails.
    """

    pointer: str
    given: Json
    each: Callable[[Sequence[Json]], Sequence[Json | Absent | Failed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """
    A result with its lineage. `left_out` has the fields that a row names and did not make this time.

    `steps` are the opaque ones, by the place of what they made: their origin is all that they were given.
    """

    result: Json
    origins: Mapping[str, Origin]
    left_out: Mapping[str, Origin] = field(default_factory=dict)
    steps: Mapping[str, Opaque] = field(default_factory=dict, compare=False, repr=False)

    def origin(self, pointer: str) -> Origin | None:
        """What made the value at a pointer into the result, or the value around it, or left it out."""
        at = self.made_at(pointer)
        return None if at is None else self.origins.get(at) or self.left_out.get(at)

    def made_at(self, pointer: str) -> str | None:
        """The place of what was made at a pointer, or around it, or was left out; None where no row did."""
        within = pointer
        while within not in self.origins and within not in self.left_out:
            if not within:
                return None
            within = within.rpartition("/")[0]
        return within


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """
    A result whose lineage is found when somebody asks: of `whole`, or `at` some places and those around them.

    What is asked for places knows of the fields beside them nothing.
    """

    result: Json
    whole: Callable[[], Traced] = field(compare=False, repr=False)
    at: Callable[[Collection[str]], Traced] = field(compare=False, repr=False)

    @classmethod
    def traced(cls, known: Traced) -> "Made":
        """A result whose lineage is known already."""
        return cls(result=known.result, whole=lambda: known, at=lambda _: known)
