"""What a comparison finds."""

from dataclasses import dataclass
from enum import Enum

from checker.model.boundaries import Compare
from checker.model.json import Absent, Json


class DifferenceKind(Enum):
    """How a place differs."""

    MISSING = "missing"  # made and not received
    UNEXPECTED = "unexpected"  # received and not made
    CHANGED = "changed"  # another type or value


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """
    One place where two payloads differ.

    `pointer` is a JSON Pointer (RFC 6901) into what was received; what is missing there has the place it
    would have, in a set `-`. `made_at` leads into what was made; the two are unlike in sets only. `row` is
    the tolerance that does not cover the difference, `because` says why not.
    """

    pointer: str
    made_at: str
    kind: DifferenceKind
    expected: Json | Absent
    received: Json | Absent
    row: Compare | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All differences in document order, and how many places each row of `compare` was about, in order."""

    differences: tuple[Difference, ...]
    matched: tuple[int, ...] = ()
