"""The two roles at a boundary, and how a reply or message says what status it stands for: `read`."""

from dataclasses import dataclass

from checker.load.language.conditions import path, where
from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.tree import Node, Table, place
from checker.model.boundaries import ReadRow
from checker.model.systems import StatusRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The two roles at a boundary: whose status is read, and who reports; None where that is not known."""

    shows: str | None
    reports: str | None
    around: tuple[str, ...]  # both systems, whose faces may stand in the rows
    names: Names
    reading: Reading

    def shown(self, node: Node, *, silent: bool = False) -> StatusRef | None:
        return self.names.status(node, self.shows, self.reading, around=self.around, silent=silent)

    def reported(self, node: Node) -> StatusRef | None:
        return self.names.status(node, self.reports, self.reading, around=self.around)


def read_rows(node: Node, side: Side, *, depth: int) -> tuple[ReadRow, ...]:
    """The rows that tell a status from a reply or message; `depth` is 1 where they look at parts."""
    found = (_read_row(item, side, depth) for item in side.reading.rows(node, "read"))
    return tuple(row for row in found if row is not None)


def _read_row(node: Node, side: Side, depth: int) -> ReadRow | None:
    reading = side.reading
    keys = reading.table(node, ("code", "where", "status", "no_answer"), "a row of read")
    if not isinstance(node, Table):
        return None
    code = reading.full_text(keys["code"].value, "code") if "code" in keys else None
    conditions = where(keys["where"].value, reading, depth=depth) if "where" in keys else ()
    if ("status" in keys) == ("no_answer" in keys):
        reading.wrong("a row of read says one of status and no_answer", node, "add status: and the code")
        return None
    if "no_answer" in keys:
        is_silent = reading.only_true(keys["no_answer"].value, "no_answer")
        return ReadRow(code=code, where=conditions, is_no_answer=is_silent, place=place(node))
    value = keys["status"].value
    if isinstance(value, Table):
        inner = reading.table(value, ("at",), "status", required=("at",))
        at = path(inner["at"].value, reading, "at", depth=depth) if "at" in inner else None
        return None if at is None else ReadRow(code=code, where=conditions, status_at=at, place=place(node))
    ref = side.shown(value)
    return None if ref is None else ReadRow(code=code, where=conditions, status=ref, place=place(node))
