"""Reference tables that rows look up in, before and now: rows that went, or have another value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.analysis import numbers
from checker.analysis.mapping.lookups import looked_up
from checker.model.boundaries import Boundary
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.transformations import Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOfTable:
    """
    A row of a table that is another now; `now` is ABSENT where it went. `over` names the boundaries over
    which something is looked up in the table.
    """

    table: str
    key: tuple[str, ...]
    was: Json
    now: Json | Absent
    over: tuple[str, ...]
    place: Place


def changed_tables(old: ContractSet, new: ContractSet) -> Iterator[RowOfTable]:
    """
    In the order of the older table. A row that came changes nothing that was looked up before, and of a table
    in which nothing is looked up any more the rows that used it tell.
    """
    users = _users(new)
    for name, later in new.reference.items():
        table = old.reference.get(name)
        over = users.get(name)
        if table is None or not over:
            continue
        for key, was in table.rows.items():
            now = later.rows.get(key, ABSENT)
            if isinstance(now, Absent) or not numbers.same(was, now):
                yield RowOfTable(table=name, key=key, was=was, now=now, over=over, place=later.place)


def _users(contracts: ContractSet) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for boundary in contracts.boundaries.values():
        for name in dict.fromkeys(_tables(boundary)):
            found.setdefault(name, []).append(boundary.name)
    return {name: tuple(boundaries) for name, boundaries in found.items()}


def _tables(boundary: Boundary) -> Iterator[str]:
    for message in boundary.messages.values():
        if message.transform is not None:
            yield from (name for names in looked_up(message.transform).values() for name in names)
    for carry in boundary.carries:
        yield from (one.operation.reference.name for one in carry.then if isinstance(one.operation, Lookup))
    parts = boundary.status.parts if boundary.status else None
    if parts is not None and parts.expected is not None and parts.expected != "complete":
        yield from [parts.expected.reference.name] if parts.expected.reference else []
