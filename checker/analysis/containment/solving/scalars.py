"""Nulls and booleans: kinds of few values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.analysis.containment.solving.facts import Among, Except, Fact, Open
from checker.model.json import Json

if TYPE_CHECKING:
    from checker.analysis.containment.solving.solver import Solver


@dataclass(frozen=True, slots=True)
class Few:
    """The values that are left."""

    values: tuple[bool | None, ...]

    def extended(self, facts: Sequence[Fact], _: "Solver") -> "Few | None":
        left = self.values
        for one in facts:
            match one:
                case Among(values):
                    left = tuple(value for value in left if value in values)
                case Except(values):
                    left = tuple(value for value in left if value not in values)
        return Few(left) if left else None

    def openings(self, _: "Solver") -> Iterator[Open]:
        values: tuple[Json, ...] = self.values
        yield Open(values, True)
