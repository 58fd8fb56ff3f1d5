"""Which status a reply or a message stands for: `status.read`, the first row that holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis import conditions
from checker.analysis.follow import Elements, Sources, first
from checker.model.boundaries import ReadRow
from checker.model.json import Absent, Json
from checker.model.systems import NO_ANSWER, StatusRef
from checker.model.text import shown


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The row that holds says where the status stands, and no status stands there."""

    row: ReadRow
    value: Json | Absent


# None: no row holds. The status `no_answer` stands for rows that say so. A code found in a payload may be
# one that nobody has declared.
Reading: TypeAlias = StatusRef | Unsaid | None
Reader: TypeAlias = Callable[[Sources, str | None], Reading]


def compiled(rows: Sequence[ReadRow], system: str) -> Reader:
    """The rows as one function of a reply (or message) and its transport code; `system` is the one read."""
    ready = [(row, conditions.compiled(row.where) if row.where else None) for row in rows]

    def reader(sources: Sources, code: str | None) -> Reading:
        for row, is_so in ready:
            if _covers(row.code, code) and (is_so is None or is_so(sources)):
                return _said(row, system, sources)
        return None

    return reader


def reading_of_part(
    rows: Sequence[ReadRow], system: str, sources: Sources, code: str | None, elements: Elements
) -> Reading:
    """The same for one part of a report: paths without a leading slash start at the part."""
    for row in rows:
        if _covers(row.code, code) and conditions.holds(row.where, sources, elements):
            return _said(row, system, sources, elements)
    return None


def _said(row: ReadRow, system: str, sources: Sources, elements: Elements = ()) -> Reading:
    if row.is_no_answer:
        return StatusRef(system=system, code=NO_ANSWER, place=row.place)
    if row.status is not None:
        return row.status
    if row.status_at is None:
        raise ValueError("a row of `read` gives a status, says where it stands, or that there is no answer")
    value = first(row.status_at, sources, elements)
    if isinstance(value, str):
        return StatusRef(system=system, code=value, place=row.place)
    if value is None or isinstance(value, Absent | list | dict):
        return Unsaid(row, value)
    return StatusRef(system=system, code=shown(value), place=row.place)


def _covers(wanted: str | None, code: str | None) -> bool:
    if wanted is None:
        return True
    if code is None:
        return False
    if len(wanted) == 3 and wanted[1:].lower() == "xx":
        return len(code) == 3 and code[0] == wanted[0]
    return wanted == code
