"""Where each field of a result comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """Where a field of the result comes from: the row, and what it read."""

    row: Place
    sources: tuple[SourceField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A result with its lineage. `left_out` has the fields that a row names and did not make this time."""

    result: Json
    origins: Mapping[str, Origin]
    left_out: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, pointer: str) -> Origin | None:
        """What made the value at a pointer into the result, or the value around it, or left it out."""
        within = pointer
        while True:
            found = self.origins.get(within) or self.left_out.get(within)
            if found is not None or not within:
                return found
            within = within.rpartition("/")[0]
