"""What is in production where systems are deployed apart: one contract set, put together from several."""

from collections.abc import Mapping
from dataclasses import replace

from checker.model.boundaries import (
    Boundary,
    Leaves,
    Message,
    Parts,
    PartsRow,
    ReadRow,
    Retry,
    Row,
    StatusTable,
)
from checker.model.contracts import ContractSet
from checker.model.systems import SILENT, CombineRow, StatusRef, System


def assembled(usual: ContractSet, own: Mapping[str, ContractSet]) -> ContractSet:
    """
    The set with each system as it is deployed: `own` has the states of those that are not as in `usual`.

    Of a boundary its sender's state has what is sent and how it is mapped, its receiver's state what is
    accepted, and the reporter's state what is reported. Rows about a status that the other side does not have
    there are left out: they can't come about yet.
    """
    if not own:
        return usual
    states = [usual, *own.values()]
    systems = {name: system for state in reversed(states) for name, system in state.systems.items()}
    for name, system in systems.items():
        found_in = own.get(name, usual)
        systems[name] = found_in.systems.get(name) or _hollow(system)
    facts = {name: fact for state in reversed(states) for name, fact in state.facts.items()}
    boundaries = {}
    for name in dict.fromkeys(name for state in states for name in state.boundaries):
        made = _boundary(name, usual, own)
        if made is not None and made.sender.name in systems and made.receiver.name in systems:
            boundaries[name] = made
    found = _Known(systems, frozenset(boundaries))
    return replace(
        usual,
        facts=facts,
        systems={name: found.system(system) for name, system in systems.items()},
        boundaries={name: found.boundary(boundary) for name, boundary in boundaries.items()},
        reference={name: table for state in reversed(states) for name, table in state.reference.items()},
        flows={
            name: replace(flow, boundaries=tuple(ref for ref in flow.boundaries if ref.name in boundaries))
            for name, flow in usual.flows.items()
        },
    )


def _hollow(system: System) -> System:
    """A system that is not deployed yet: others may name it, and it shows nothing."""
    return replace(
        system, statuses={}, moves=(), initial=(), success_claims=(), use=None, combines=(), decides=()
    )


def _boundary(name: str, usual: ContractSet, own: Mapping[str, ContractSet]) -> Boundary | None:
    known = usual.boundaries.get(name)
    some = known or next(state.boundaries[name] for state in own.values() if name in state.boundaries)

    def of(system: str) -> Boundary | None:
        return own.get(system, usual).boundaries.get(name)

    sending, receiving, reporting = of(some.sender.name), of(some.receiver.name), of(some.reporter)
    if sending is None or receiving is None:
        return None  # one of the two does not know it yet
    return replace(
        sending,
        messages={
            message: _message(sending.messages[message], receiving.messages[message])
            for message in sending.messages
            if message in receiving.messages
        },
        status=reporting.status if reporting else None,
    )


def _message(sending: Message, receiving: Message) -> Message:
    return replace(
        sending,
        accepts=receiving.accepts,
        enriches=receiving.enriches,
        requires=receiving.requires,
        compare=receiving.compare,
    )


class _Known:
    """The statuses that there are, to leave out what names others."""

    def __init__(self, systems: Mapping[str, System], boundaries: frozenset[str]) -> None:
        self._systems = systems
        self._boundaries = boundaries

    def has(self, ref: StatusRef | None) -> bool:
        if ref is None:
            return True
        system = self._systems.get(ref.system)
        return system is not None and (ref.code in system.statuses or ref.code in SILENT)

    def refs(self, refs: tuple[StatusRef, ...]) -> tuple[StatusRef, ...]:
        return tuple(ref for ref in refs if self.has(ref))

    def system(self, system: System) -> System:
        rows = (self._combined(row) for row in system.combines)
        decides = (
            replace(row, then=tuple(ref for ref in row.then if ref.name in self._boundaries))
            for row in system.decides
            if row.boundary.name in self._boundaries
        )
        return replace(
            system,
            combines=tuple(row for row in rows if row is not None),
            decides=tuple(row for row in decides if row.then),
        )

    def boundary(self, boundary: Boundary) -> Boundary:
        return replace(
            boundary,
            leaves=self._leaves(boundary.leaves),
            retry=self._retry(boundary.retry),
            status=self._table(boundary.status) if boundary.status else None,
        )

    def _leaves(self, leaves: Leaves | None) -> Leaves | None:
        if leaves is None:
            return None
        when, enters = self.refs(leaves.when), self.refs(leaves.enters)
        return replace(leaves, when=when, enters=enters) if when and enters else None

    def _retry(self, retry: Retry | None) -> Retry | None:
        return None if retry is None else replace(retry, after=self.refs(retry.after))

    def _table(self, table: StatusTable) -> StatusTable:
        return replace(
            table,
            read=self._reads(table.read),
            rows=self._rows(table.rows),
            otherwise=self._rows(table.otherwise),
            no_answer=self._rows(table.no_answer),
            absent=self._rows(table.absent),
            parts=self._parts(table.parts) if table.parts else None,
        )

    def _rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            replace(row, during=None if row.during is None else self.refs(row.during))
            for row in rows
            if self.has(row.shown) and self.has(row.report)
        )

    def _reads(self, rows: tuple[ReadRow, ...]) -> tuple[ReadRow, ...]:
        return tuple(row for row in rows if self.has(row.status))

    def _parts(self, parts: Parts) -> Parts:
        rows = (self._part(row) for row in parts.rows)
        return replace(
            parts, read=self._reads(parts.read), rows=tuple(row for row in rows if row is not None)
        )

    def _part(self, row: PartsRow) -> PartsRow | None:
        shown = self.refs(row.shown)
        return replace(row, shown=shown) if self.has(row.report) and (shown or not row.shown) else None

    def _combined(self, row: CombineRow) -> CombineRow | None:
        shown = {name: self.refs(refs) for name, refs in row.shown.items() if name in self._systems}
        kept = {name: refs for name, refs in shown.items() if refs}
        return replace(row, shown=kept) if self.has(row.report) and (kept or not row.shown) else None
