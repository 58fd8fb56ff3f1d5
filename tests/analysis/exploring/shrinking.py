"""The smallest contract set near a given one about which something is still so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from checker.model.boundaries import Boundary, StatusTable
from checker.model.contracts import ContractSet
from checker.model.systems import Outcome, Phase, Status, System

T = TypeVar("T")


def smallest(contracts: ContractSet, is_so: Callable[[ContractSet], bool]) -> ContractSet:
    """Leave out one thing after the other, as long as it is still so of the rest."""
    while True:
        smaller = next((less for less in _smaller(contracts) if is_so(less)), None)
        if smaller is None:
            return contracts
        contracts = smaller


def _smaller(contracts: ContractSet) -> Iterator[ContractSet]:
    for boundaries in _without_one(contracts.boundaries):
        yield replace(contracts, boundaries=boundaries)
    for name in contracts.systems:
        if name not in _named(contracts):
            yield replace(contracts, systems=_but(contracts.systems, name))
    for name in contracts.facts:
        yield _without_fact(contracts, name)
    for name, boundary in contracts.boundaries.items():
        for plainer in _plainer_boundaries(boundary):
            yield replace(contracts, boundaries={**contracts.boundaries, name: plainer})
    for name, system in contracts.systems.items():
        for simpler in _plainer_systems(system, _named_codes(contracts)):
            yield replace(contracts, systems={**contracts.systems, name: simpler})
    for name, fact in contracts.facts.items():
        for implies in _less(fact.implies):
            yield replace(contracts, facts={**contracts.facts, name: replace(fact, implies=implies)})


def _plainer_boundaries(boundary: Boundary) -> Iterator[Boundary]:
    if boundary.leaves:
        yield replace(boundary, leaves=None)
        for when in _less(boundary.leaves.when):
            if when:
                yield replace(boundary, leaves=replace(boundary.leaves, when=when))
        for enters in _less(boundary.leaves.enters):
            yield replace(boundary, leaves=replace(boundary.leaves, enters=enters))
    if boundary.delivery:
        yield replace(boundary, delivery=None)
    if boundary.status:
        yield replace(boundary, status=None)
        for table in _plainer_tables(boundary.status):
            yield replace(boundary, status=table)


def _plainer_tables(table: StatusTable) -> Iterator[StatusTable]:
    for rows in _less(table.rows):
        yield replace(table, rows=rows)
    for rows in _less(table.otherwise):
        yield replace(table, otherwise=rows)
    for rows in _less(table.no_answer):
        yield replace(table, no_answer=rows)
    for rows in _less(table.absent):
        yield replace(table, absent=rows)
    for index, row in enumerate(table.rows):
        if row.during:
            free = replace(row, during=None)
            yield replace(table, rows=(*table.rows[:index], free, *table.rows[index + 1 :]))


def _plainer_systems(system: System, named: set[tuple[str, str]]) -> Iterator[System]:
    for moves in _less(system.moves):
        yield replace(system, moves=moves)
    for combines in _less(system.combines):
        yield replace(system, combines=combines)
    for initial in _less(system.initial):
        yield replace(system, initial=initial)
    if system.is_external:
        yield replace(system, is_external=False)
    own = {name for move in system.moves for name in (move.source, move.target)}
    own |= {ref.name for ref in system.initial}
    for code, status in system.statuses.items():
        if code not in own and (system.name, code) not in named:
            yield replace(system, statuses=_but(system.statuses, code))
        for plainer in _plainer_statuses(status):
            yield replace(system, statuses={**system.statuses, code: plainer})


def _plainer_statuses(status: Status) -> Iterator[Status]:
    if status.phase is Phase.FINAL:
        yield replace(status, phase=Phase.OPEN)
    if status.outcome is not Outcome.NONE:
        yield replace(status, outcome=Outcome.NONE)
    for claims in _less(status.claims):
        yield replace(status, claims=claims)
    for denies in _less(status.denies):
        yield replace(status, denies=denies)


def _without_fact(contracts: ContractSet, name: str) -> ContractSet:
    def silent(status: Status) -> Status:
        return replace(
            status,
            claims=tuple(ref for ref in status.claims if ref.name != name),
            denies=tuple(ref for ref in status.denies if ref.name != name),
        )

    facts = {
        fact.name: replace(fact, implies=tuple(ref for ref in fact.implies if ref.name != name))
        for fact in contracts.facts.values()
        if fact.name != name
    }
    systems = {
        system.name: replace(
            system, statuses={code: silent(status) for code, status in system.statuses.items()}
        )
        for system in contracts.systems.values()
    }
    return replace(contracts, facts=facts, systems=systems)


def _named(contracts: ContractSet) -> set[str]:
    """The systems that something else names."""
    found = {fact.owner.name for fact in contracts.facts.values()}
    found |= {system.part_of.name for system in contracts.systems.values() if system.part_of}
    found |= {name for system in contracts.systems.values() for row in system.combines for name in row.shown}
    for boundary in contracts.boundaries.values():
        found |= {boundary.sender.name, boundary.receiver.name}
    return found | {system for system, _ in _named_codes(contracts)}


def _named_codes(contracts: ContractSet) -> set[tuple[str, str]]:
    refs = [
        ref
        for system in contracts.systems.values()
        for row in system.combines
        for ref in (
            *(each for shown in row.shown.values() for each in shown),
            *([row.report] if row.report else []),
        )
    ]
    for boundary in contracts.boundaries.values():
        if boundary.leaves:
            refs += [*boundary.leaves.when, *boundary.leaves.enters]
        table = boundary.status
        for row in (*table.rows, *table.otherwise, *table.no_answer, *table.absent) if table else ():
            refs += [ref for ref in (row.shown, row.report, *(row.during or ())) if ref]
    return {(ref.system, ref.code) for ref in refs}


def _less(values: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for index in range(len(values)):
        yield values[:index] + values[index + 1 :]


def _but(values: Mapping[str, T], name: str) -> dict[str, T]:
    return {other: value for other, value in values.items() if other != name}


def _without_one(values: Mapping[str, T]) -> Iterator[dict[str, T]]:
    for name in values:
        yield _but(values, name)
