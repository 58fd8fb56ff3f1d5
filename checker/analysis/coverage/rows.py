"""The rows of status tables, each as a thing that recordings may exercise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.meaning.readings import Kind as ReadingKind
from checker.analysis.meaning.readings import Reading
from checker.model.boundaries import Boundary, PartsRow, Row, StatusTable
from checker.model.contracts import ContractSet
from checker.model.coverage import Kind, Thing
from checker.model.places import Place
from checker.model.systems import CombineRow, Quantifier, StatusRef, System
from checker.model.text import plain

_Use: TypeAlias = tuple[str, ReadingKind, str, Place]  # boundary, kind of row, status shown, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """
    All rows of all status tables. The `while` of a row tells those of one code apart by their lines.

    `parts` and `combines` have, for each table, the thing of each of its rows.
    """

    uses: Mapping[_Use, Thing]
    parts: tuple[tuple[Boundary, tuple[Thing, ...]], ...]
    combines: tuple[tuple[System, tuple[Thing, ...]], ...]

    @property
    def things(self) -> Iterator[Thing]:
        yield from self.uses.values()
        for _, things in (*self.parts, *self.combines):
            yield from things

    def thing(self, reading: Reading) -> Thing | None:
        """The row that a reading of a boundary's table was made from; None for leaving messages."""
        if reading.boundary is None:
            return None
        word = reading.words[0]
        shown = f"{word.system}/{word.code}" if reading.kind is ReadingKind.ROW else ""
        return self.uses.get((reading.boundary, reading.kind, shown, reading.place))


def rows(contracts: ContractSet) -> Rows:
    uses: dict[_Use, Thing] = {}
    parts: list[tuple[Boundary, tuple[Thing, ...]]] = []
    for boundary in contracts.boundaries.values():
        if boundary.status is None:
            continue
        for kind, row in _of_table(boundary.status):
            shown = str(row.shown) if row.shown and kind is ReadingKind.ROW else ""
            use = (boundary.name, kind, shown, row.place)
            name = (boundary.name, kind.value, str(len(uses)))
            what = f"{boundary.name}: {plain(shown) or kind.value} {_result(row)}{_while(row)}"
            uses[use] = Thing(kind=Kind.ROWS, name=name, what=what, place=row.place)
        if boundary.status.parts:
            things = _of_list(boundary.name, "parts", boundary.status.parts.rows)
            parts.append((boundary, things))
    combines = [
        (system, _of_list(system.name, "combines", system.combines))
        for system in contracts.systems.values()
        if system.combines
    ]
    return Rows(uses=uses, parts=tuple(parts), combines=tuple(combines))


def _of_table(table: StatusTable) -> Iterator[tuple[ReadingKind, Row]]:
    for kind, found in (
        (ReadingKind.ROW, table.rows),
        (ReadingKind.OTHERWISE, table.otherwise),
        (ReadingKind.NO_ANSWER, table.no_answer),
        (ReadingKind.ABSENT, table.absent),
    ):
        yield from ((kind, row) for row in found)


def _of_list(owner: str, table: str, found: Sequence[PartsRow | CombineRow]) -> tuple[Thing, ...]:
    """The rows of a table whose first row that holds wins."""
    return tuple(
        Thing(
            kind=Kind.ROWS,
            name=(owner, table, str(number)),
            what=f"{owner}: {_shown(row)} {_result(row)}",
            place=row.place,
        )
        for number, row in enumerate(found)
    )


def _shown(row: PartsRow | CombineRow) -> str:
    if row.quantifier is Quantifier.OTHERWISE:
        return "otherwise"
    if isinstance(row, PartsRow):
        return f"{row.quantifier.value} of {_codes(row.shown)}" if row.shown else "no parts"
    each = (f"{plain(name)} {_codes(refs)}" for name, refs in row.shown.items())
    return f"{row.quantifier.value} of {', '.join(each)}"


def _codes(refs: Iterable[StatusRef]) -> str:
    return "/".join(plain(ref.code) for ref in refs)


def _result(row: Row | PartsRow | CombineRow) -> str:
    return f"-> {plain(str(row.report))}" if row.report else "is ignored"


def _while(row: Row) -> str:
    return f" while {_codes(row.during)}" if row.during is not None else ""
