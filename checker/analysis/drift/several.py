"""What tables over parts and over systems make of what they read, before and now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.analysis.drift.combined import changes_of_combinations, combined, systems_heard
from checker.analysis.drift.divided import changes_of_parts, divided
from checker.analysis.drift.row_change import RowChange
from checker.analysis.drift.state import State
from checker.analysis.meaning.combinations import CombinationTable
from checker.analysis.meaning.parts import PartsTable
from checker.analysis.meaning.rows import named_systems
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Skipped
from checker.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """
    The changes in tables over parts and over systems.

    `apart` has each reporter with a system that a table over several reads on one side alone. `skipped` are
    tables that are too large to go through; then `is_known` is false.
    """

    changes: tuple[RowChange, ...]
    apart: frozenset[tuple[str, str]]
    skipped: tuple[Skipped, ...]

    @property
    def is_known(self) -> bool:
        return not self.skipped


def several(before: State, after: State, most: int) -> Several:
    """Goes through every set of statuses and every combination that either side tells apart, up to `most`."""
    changes: list[RowChange] = []
    skipped = [_too_many(one.check, one.place) for one in (*before.meaning.skipped, *after.meaning.skipped)]
    paired: list[PartsTable | CombinationTable] = []
    for parts in divided(before, after):
        paired += parts
        found = changes_of_parts(before, after, parts, most)
        changes += found or ()
        if found is None:
            skipped.append(_too_many(f"the parts of {parts[1].boundary.name}", parts[1].parts.place))
    for tables in combined(before, after):
        paired += tables
        found = changes_of_combinations(before, after, tables, most)
        changes += found or ()
        if found is None:
            skipped.append(_too_many(f"what {tables[1].system.name} combines", tables[1].system.place))
    return Several(
        changes=tuple(changes),
        apart=frozenset(alone for state in (before, after) for alone in _read_alone(state.meaning, paired)),
        skipped=tuple({one.check: one for one in skipped}.values()),
    )


def _read_alone(
    meaning: Meaning, paired: Iterable[PartsTable | CombinationTable]
) -> Iterator[tuple[str, str]]:
    """Reporters, each with a system that a table without a twin reads."""
    tables: list[PartsTable | CombinationTable] = [*meaning.parts.values(), *meaning.combinations.values()]
    for table in tables:
        if any(table is one for one in paired):
            continue
        if isinstance(table, PartsTable):
            assert table.boundary.status is not None
            systems = {table.boundary.read_system, *named_systems(table.boundary.status)}
            yield from ((table.boundary.reporter, system) for system in sorted(systems))
        else:
            yield from ((table.system.name, system) for system in sorted(systems_heard(table)))


def _too_many(check: str, place: Place | None) -> Skipped:
    why = "there are more sets of statuses than the limit of states"
    fix = "compare more with --states N"
    return Skipped(check=f"drift of {check}", why=why, was_asked=True, place=place, fix=fix)
