"""All that the recordings of a contract set can exercise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis.coverage.branches import branches
from checker.analysis.coverage.fields import Field, declared
from checker.analysis.coverage.payloads import OpenFields
from checker.analysis.coverage.rows import Rows, rows
from checker.analysis.mapping import Program
from checker.analysis.recorded import Declared
from checker.model.boundaries import Message
from checker.model.contracts import ContractSet
from checker.model.coverage import Coverage, Kind, Shared, Thing
from checker.model.findings import Skipped
from checker.model.limits import Limits
from checker.model.schemas import Schema
from checker.model.systems import System
from checker.model.text import plain

MessageName: TypeAlias = tuple[str, str]  # boundary, message
Programs: TypeAlias = Mapping[MessageName, Program | None]

_DEEPEST = 300  # levels of fields: Python itself follows no more than a thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The fields of one side of a message; `where` is "sent", "received", or "" where both are one."""

    message: str
    where: str
    schema: Schema
    root: Field = field(repr=False, compare=False)

    def named(self, pointer: str) -> Thing:
        at = f"{self.message}: {plain(pointer, longest=200)}"
        return Thing(
            kind=Kind.FIELDS,
            name=(self.message, self.where, pointer),
            what=f"{at}, {self.where}" if self.where else at,
            place=self.schema.place,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """
    Everything of a contract set that may be exercised, each thing in the order of the contract.

    `skipped` has the schemas that declare more fields than are looked for.
    """

    contracts: ContractSet
    declared: Declared = field(repr=False)
    programs: Programs = field(repr=False)
    statuses: tuple[Thing, ...]
    moves: tuple[Thing, ...]
    rows: Rows
    fields: Mapping[MessageName, tuple[Side, ...]] = field(repr=False)
    branches: tuple[Thing, ...]
    skipped: tuple[Skipped, ...] = ()

    def of(self, kind: Kind) -> Iterator[Thing]:
        match kind:
            case Kind.STATUSES:
                yield from self.statuses
            case Kind.ROWS:
                yield from self.rows.things
            case Kind.MOVES:
                yield from self.moves
            case Kind.FIELDS:
                for side in (side for sides in self.fields.values() for side in sides):
                    yield from OpenFields(side.root, side.named).things
            case Kind.BRANCHES:
                yield from self.branches

    def coverage(self, exercised: Iterable[Thing], statuses: Iterable[tuple[str, str]]) -> Coverage:
        """How much of it these are, and what is missing; statuses are given by system and code."""
        systems = self.contracts.systems
        known = frozenset(exercised) | {
            shown_status(systems[name], code)
            for name, code in statuses
            if name in systems and code in systems[name].statuses
        }
        return Coverage(
            set=self.contracts.name, shares={kind: _shared(self.of(kind), known) for kind in Kind}
        )


def _shared(things: Iterable[Thing], known: frozenset[Thing]) -> Shared:
    every = tuple(dict.fromkeys(things))
    missing = tuple(thing for thing in every if thing not in known)
    return Shared(seen=len(every) - len(missing), of=len(every), missing=missing)


def inventory(declared: Declared, programs: Programs, limits: Limits) -> Inventory:
    contracts = declared.contracts
    skipped: list[Skipped] = []
    trees: dict[tuple[str, str, str], Field] = {}
    fields: dict[MessageName, tuple[Side, ...]] = {}
    transforming: list[Thing] = []
    for boundary in contracts.boundaries.values():
        for message in boundary.messages.values():
            name = f"{boundary.name}/{message.name}"
            sides: list[Side] = []
            for where, schema in _sides(message):
                known = (schema.uri, schema.pointer, schema.draft)
                if known not in trees:
                    trees[known], is_whole = _tree(schema, limits)
                    skipped += () if is_whole else [_too_many(schema, limits)]
                sides.append(Side(message=name, where=where, schema=schema, root=trees[known]))
            fields[boundary.name, message.name] = tuple(sides)
            if message.transform is not None:
                transforming += branches(name, message.transform.rows)
    systems = contracts.systems.values()
    return Inventory(
        contracts=contracts,
        declared=declared,
        programs=programs,
        statuses=tuple(shown_status(system, code) for system in systems for code in system.statuses),
        moves=tuple(thing for system in systems for thing in _moves(system)),
        rows=rows(contracts),
        fields=fields,
        branches=tuple(transforming),
        skipped=tuple(skipped),
    )


def shown_status(system: System, code: str) -> Thing:
    """That a system showed a status."""
    what = f"{system.name}/{plain(code)}"
    return Thing(kind=Kind.STATUSES, name=(system.name, code), what=what, place=system.statuses[code].place)


def _moves(system: System) -> Iterator[Thing]:
    for move in system.moves:
        what = f"{system.name}: {plain(move.source)} -> {plain(move.target)}"
        name = (system.name, move.source, move.target)
        yield Thing(kind=Kind.MOVES, name=name, what=what, place=move.place)


def _sides(message: Message) -> Iterator[tuple[str, Schema]]:
    """The schemas of a message; where one is that of both sides and nothing changes it, it has one side."""
    if not message.has_payload:
        return
    is_one = message.sends == message.accepts and message.transform is None and message.implementation is None
    for where, schema in (("sent", message.sends), ("received", None if is_one else message.accepts)):
        if schema is not None:
            yield "" if is_one else where, schema


def _tree(schema: Schema, limits: Limits) -> tuple[Field, bool]:
    return declared(schema, most=limits.fields, deepest=min(limits.payload_depth, _DEEPEST))


def _too_many(schema: Schema, limits: Limits) -> Skipped:
    return Skipped(
        check="coverage",
        why=f"{schema.name} declares more than {limits.fields:,} fields; the deepest are not counted",
        place=schema.place,
        fix="raise the limit with --limit fields=N",
    )
