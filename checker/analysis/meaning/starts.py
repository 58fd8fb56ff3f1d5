"""In which statuses a system begins, as written and where nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.model.boundaries import StatusTable
from checker.model.contracts import ContractSet
from checker.model.places import Place
from checker.model.systems import Status, StatusRef, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A status in which a system begins; `place` is where that is written, else where it is declared."""

    status: Status
    place: Place = field(compare=False)


def reporters(contracts: ContractSet) -> frozenset[str]:
    """The systems, and faces of them, that report what others show: by rows, parts or combinations."""
    reporting = {system.name for system in contracts.systems.values() if system.combines}
    for boundary in contracts.boundaries.values():
        if boundary.status and _has_rows(boundary.status):
            reporting.add(boundary.reporter)
            reporting |= {ref.system for ref in reported(boundary.status)}
    return frozenset(reporting)


def reported(table: StatusTable) -> Iterator[StatusRef]:
    """Every status that a table reports, row by row."""
    for row in (*table.rows, *table.otherwise, *table.no_answer, *table.absent):
        if row.report:
            yield row.report
    for part in table.parts.rows if table.parts else ():
        if part.report:
            yield part.report


def _has_rows(table: StatusTable) -> bool:
    return bool(table.rows or table.otherwise or table.no_answer or table.absent or table.parts)


def entered(contracts: ContractSet) -> frozenset[str]:
    """The systems that a leaving message makes enter a status; they show nothing before."""
    return frozenset(boundary.receiver.name for boundary in contracts.boundaries.values() if boundary.leaves)


def initial(contracts: ContractSet) -> Mapping[str, tuple[Start, ...]]:
    """For each system its initial statuses; none for a reporter without moves, which must hear first."""
    reporting = reporters(contracts)
    return {system.name: _initial(system, system.name in reporting) for system in contracts.systems.values()}


def starts(contracts: ContractSet) -> Mapping[str, tuple[Start, ...]]:
    """Where each system starts by itself: its initial statuses, unless a message makes it enter one."""
    by_message = entered(contracts)
    return {name: () if name in by_message else found for name, found in initial(contracts).items()}


def _initial(system: System, is_reporter: bool) -> tuple[Start, ...]:
    if system.initial:
        return tuple(Start(status=system.statuses[ref.name], place=ref.place) for ref in system.initial)
    declared = tuple(Start(status=status, place=status.place) for status in system.statuses.values())
    if system.moves:
        targets = {move.target for move in system.moves}
        fresh = tuple(start for start in declared if start.status.code not in targets)
        return (fresh or declared)[:1]
    return () if is_reporter else declared
