"""What `decides` says: by which row a system chooses where a message goes."""

from collections.abc import Callable
from dataclasses import dataclass

from checker.analysis import conditions
from checker.analysis.follow import Sources
from checker.analysis.replay.passage import names_of
from checker.model.contracts import ContractSet
from checker.model.systems import DecideRow, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The table of one system for what comes over one boundary; `ways` are all that it can choose."""

    system: System
    names: frozenset[str]
    boundary: str
    rows: tuple[tuple[DecideRow, Callable[[Sources], bool] | None], ...]
    ways: tuple[str, ...]

    def row(self, sources: Sources) -> DecideRow | None:
        """The first row that holds for a message."""
        return next((row for row, is_so in self.rows if is_so is None or is_so(sources)), None)


def compiled(contracts: ContractSet) -> tuple[Decision, ...]:
    """One decision for each system and each boundary that its table speaks of."""
    return tuple(
        _decision(contracts, system, boundary)
        for system in contracts.systems.values()
        for boundary in dict.fromkeys(row.boundary.name for row in system.decides)
    )


def _decision(contracts: ContractSet, system: System, boundary: str) -> Decision:
    rows = [row for row in system.decides if row.boundary.name == boundary]
    return Decision(
        system=system,
        names=frozenset(names_of(system.name, contracts.systems)),
        boundary=boundary,
        rows=tuple((row, conditions.compiled(row.where) if row.where else None) for row in rows),
        ways=tuple(dict.fromkeys(ref.name for row in rows for ref in row.then)),
    )
