"""Conditions on payloads: what `where` says."""

from dataclasses import dataclass, field
from typing import TypeAlias

from checker.model.json import Json
from checker.model.paths import Path
from checker.model.places import Place


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of these JSON values; null stands for null only."""

    values: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class IsAbsent:
    """Nothing stands there."""


@dataclass(frozen=True, slots=True)
class IsPresent:
    """Something stands there that is not null."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The value is a text in which this regular expression is found."""

    regex: str


@dataclass(frozen=True, slots=True)
class Not:
    """The other test does not hold."""

    test: "Test"


Test: TypeAlias = OneOf | IsAbsent | IsPresent | Matches | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a `where`; all lines of it must hold."""

    path: Path
    test: Test
    place: Place = field(compare=False)
