"""Where a status that a system was seen to show, and that nobody declared, would have to be written."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.analysis.recorded.explaining import heard_by
from checker.model.boundaries import StatusTable
from checker.model.contracts import ContractSet
from checker.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """
    Where a system is declared, and the tables that read it row by row.

    Only of a system of which every reader has such a table: it has no faces and no parts, and is not combined
    with others.
    """

    place: Place
    tables: tuple[StatusTable, ...]


def readers(contracts: ContractSet) -> Mapping[str, Readers]:
    whole = {system.part_of.name for system in contracts.systems.values() if system.part_of}
    combined = {name for system in contracts.systems.values() for name in heard_by(system.combines)}
    found: dict[str, Readers] = {}
    for name, system in contracts.systems.items():
        if system.part_of or name in whole or name in combined or system.use:
            continue
        reading = [
            one.status for one in contracts.boundaries.values() if one.status and one.read_system == name
        ]
        tables = tuple(table for table in reading if table.nobody_reads is None)
        if not any(table.parts for table in tables):
            found[name] = Readers(place=system.place, tables=tables)
    return found
