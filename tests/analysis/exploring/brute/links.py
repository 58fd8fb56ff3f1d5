"""Who hears whom: a link for everything that carries what a system shows to somebody who acts on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from checker.model.boundaries import Boundary, Row
from checker.model.contracts import ContractSet
from checker.model.systems import CombineRow, Quantifier
from tests.analysis.exploring.brute.says import Words

Shown = tuple[str, str]  # a system and its code


class Order(Enum):
    """`ANY`: messages overtake each other. `FIFO`: they don't. `VERSIONED`: what is older is thrown away."""

    ANY = "any"
    FIFO = "fifo"
    VERSIONED = "versioned"


@dataclass(frozen=True, kw_only=True, eq=False)
class Link:
    """`sources` are the systems whose statuses it carries; where `only` is given, just these of them."""

    name: str
    order: Order
    sources: tuple[str, ...]
    only: frozenset[Shown] | None = None

    def carries(self, message: Shown) -> bool:
        return message[0] in self.sources and (self.only is None or message in self.only)


@dataclass(frozen=True, kw_only=True, eq=False)
class RowLink(Link):
    """The statuses that rows of a boundary read; one that no row is for tells its reader nothing."""

    boundary: Boundary
    rows: Mapping[Shown, Sequence[Row]]

    @property
    def reporter(self) -> str:
        return self.boundary.reporter

    @property
    def lists(self) -> Iterator[Sequence[Row]]:
        """The rows of each status, of each silence, and those of `otherwise`."""
        assert self.boundary.status is not None
        yield from (*self.rows.values(), *self.silences, self.boundary.status.otherwise)

    @property
    def silences(self) -> tuple[Sequence[Row], Sequence[Row]]:
        assert self.boundary.status is not None
        return self.boundary.status.no_answer, self.boundary.status.absent

    @property
    def reads_silence(self) -> bool:
        return any(self.silences)

    def carries(self, message: Shown) -> bool:
        return message[0] in self.sources and bool(self.rows_for(message))

    def rows_for(self, message: Shown) -> Sequence[Row]:
        assert self.boundary.status is not None
        return self.rows.get(message, self.boundary.status.otherwise)


@dataclass(frozen=True, kw_only=True, eq=False)
class CombinationLink(Link):
    """One of the systems that `reporter` combines, under the name by which its rows know it."""

    reporter: str
    member: str


@dataclass(frozen=True, kw_only=True, eq=False)
class LeavingLink(Link):
    """A message that leaves, and what its receiver then enters."""

    receiver: str
    enters: tuple[str, ...]


def links(contracts: ContractSet, words: Words) -> tuple[Link, ...]:
    found: list[Link] = []
    for boundary in contracts.boundaries.values():
        if boundary.status and boundary.status.parts:
            raise ValueError("parts are not explored")
        if boundary.leaves:
            found.append(_leaving(contracts, boundary))
        if boundary.status and _has_rows(boundary):
            found.append(_rows(words, boundary))
    for system in contracts.systems.values():
        found += _combined(contracts, words, system.name, system.combines)
    return tuple(found)


def begins_in(contracts: ContractSet, name: str) -> tuple[str, ...]:
    """The statuses in which a system begins, once it begins by itself or by a message that names none."""
    system = contracts.systems[name]
    if system.initial:
        return tuple(ref.name for ref in system.initial)
    codes = tuple(system.statuses)
    if system.moves:
        led_into = {move.target for move in system.moves}
        return tuple([code for code in codes if code not in led_into][:1] or codes[:1])
    reports = bool(system.combines) or any(
        boundary.reporter == name or any(row.report and row.report.system == name for row in _all(boundary))
        for boundary in contracts.boundaries.values()
        if boundary.status and _has_rows(boundary)
    )
    return () if reports else codes


def starts_in(contracts: ContractSet, name: str) -> tuple[str | None, ...]:
    """What a system shows at first: nothing, where a leaving message will make it enter."""
    if any(each.leaves and each.receiver.name == name for each in contracts.boundaries.values()):
        return (None,)
    return begins_in(contracts, name) or (None,)


def row_of(rows: Sequence[CombineRow], heard: Mapping[str, Shown | None]) -> CombineRow | None:
    """The first row of `combines` that holds for what was heard last of each system, None: nothing."""
    for row in rows:
        each = [
            any((ref.system, ref.code) == (heard[name] or (name, "absent")) for ref in refs)
            for name, refs in row.shown.items()
        ]
        match row.quantifier:
            case Quantifier.ANY if any(each):
                return row
            case Quantifier.ALL if all(each):
                return row
            case Quantifier.OTHERWISE:
                return row
            case _:
                pass
    return None


def _all(boundary: Boundary) -> tuple[Row, ...]:
    table = boundary.status
    return (*table.rows, *table.otherwise, *table.no_answer, *table.absent) if table else ()


def _has_rows(boundary: Boundary) -> bool:
    return bool(_all(boundary))


def _order(boundary: Boundary) -> Order:
    word = boundary.delivery.order if boundary.delivery else None
    return Order(word) if word else Order.ANY


def _leaving(contracts: ContractSet, boundary: Boundary) -> LeavingLink:
    assert boundary.leaves is not None
    receiver = boundary.receiver.name
    when = frozenset((ref.system, ref.code) for ref in boundary.leaves.when)
    return LeavingLink(
        name=f"{boundary.name} leaves",
        order=Order.ANY,  # it is read once, by a receiver that shows nothing: order has nothing to change
        sources=tuple(sorted({system for system, _ in when})),
        only=when,
        receiver=receiver,
        enters=tuple(ref.code for ref in boundary.leaves.enters) or begins_in(contracts, receiver),
    )


def _rows(words: Words, boundary: Boundary) -> RowLink:
    assert boundary.status is not None
    rows: dict[Shown, list[Row]] = {}
    for row in boundary.status.rows:
        assert row.shown is not None
        rows.setdefault((row.shown.system, row.shown.code), []).append(row)
    read = boundary.read_system
    named = {system for system, _ in rows}
    return RowLink(
        name=boundary.name,
        order=_order(boundary),
        sources=(read, *(face for face in words.faces(read) if face in named)),
        boundary=boundary,
        rows=rows,
    )


def _combined(
    contracts: ContractSet, words: Words, reporter: str, rows: Sequence[CombineRow]
) -> Iterator[CombinationLink]:
    for member in dict.fromkeys(name for row in rows for name in row.shown):
        between = [
            boundary
            for boundary in contracts.boundaries.values()
            if boundary.status
            and boundary.reporter == reporter
            and boundary.read_system == words.whole(member)
        ]
        named = {ref.system for row in rows for ref in row.shown.get(member, ()) if ref.code != "absent"}
        yield CombinationLink(
            name=f"{reporter} hears {member}",
            order=_order(between[0]) if between else Order.ANY,
            sources=tuple(dict.fromkeys([member, *sorted(named)])),
            reporter=reporter,
            member=member,
        )
