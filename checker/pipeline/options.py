"""What a check is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

from checker.load.files import Files
from checker.model.coverage import Kind
from checker.model.findings import Level
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.releases import Releases

Watch: TypeAlias = Callable[[str], None]  # is told what is being done just now


def nobody(_what: str) -> None:
    """Nobody watches."""


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    What a project's configuration asks of a check, by the names of settings, and what is released. The others
    are those of `asks`, as options have them.
    """

    asks: Mapping[str, Json | Decimal]
    released: Releases | None = None
    paths: tuple[str, ...] = ()
    only: frozenset[str] | None = None
    fail_on: Level = Level.ERROR
    min_coverage: Mapping[Kind, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """
    What to check and how to judge it.

    `only` has the parts that are asked for, of "static", "replay" and "drift"; None asks for all that can
    be known. `against` is a git revision to judge drift against. `min_coverage` has the least percentage of
    each kind that the recordings of every set must exercise, as far as any is asked for. `environment` has
    the variables of a CI that tell what `against` names; `configured` names those of
    "paths", "only", "fail-on" and "min-coverage" that come from the configuration, which the change may have
    brought, and not from whoever runs the tool. `settings` reads the configuration in a folder of
    some files: what it asks for, so that less than before can be told, and what is released. `engine` says
    who replays: "auto", "in-place", "processes", "processes:N", or "dask://HOST:PORT". `recordings` names
    further ones, at paths or URLs. `cache` is the folder in which results are kept for the next run, None for
    none. With `all_findings` each finding is told as it is found, before those about the same are made one.
    `today` decides which dates have passed.
    """

    only: frozenset[str] | None = None
    against: str | None = None
    fail_on: Level = Level.ERROR
    limits: Limits = DEFAULT
    allow_empty: bool = False
    min_coverage: Mapping[Kind, Decimal] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    configured: frozenset[str] = frozenset()
    settings: Callable[[Files, str], Settings] | None = None
    engine: str = "auto"
    all_findings: bool = False
    recordings: tuple[str, ...] = ()
    cache: str | None = None
    today: date = field(default_factory=_today)

    def wants(self, part: str) -> bool:
        return self.only is None or part in self.only
