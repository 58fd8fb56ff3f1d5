"""What one side of a boundary reports when the other shows a status: `status`."""

from collections.abc import Mapping
from typing import Literal

from checker.load.language.names import Names
from checker.load.language.parts import parts
from checker.load.language.reading import Reading
from checker.load.language.reports import reported
from checker.load.language.sides import Side, read_rows
from checker.load.tree import Entry, Node, Scalar, Series, Table, entry_place, place
from checker.model.boundaries import Row, StatusTable
from checker.model.places import Place
from checker.model.systems import SILENT, StatusRef
from checker.model.text import plain

_KEYS = ("of", "read", "while", "when", "otherwise", "no_answer", "absent", "parts", "nobody_reads")
_TABLES = ("when", "otherwise", "no_answer", "absent", "parts")
_ROW = ("report", "ignore", "while")


def status_table(
    node: Node, sender: str | None, receiver: str | None, names: Names, reading: Reading
) -> StatusTable | None:
    keys = reading.table(node, _KEYS, "status")
    if not isinstance(node, Table):
        return None
    if "nobody_reads" in keys:
        return _unread(keys, node, reading)
    word = reading.word(keys["of"].value, ("sender", "receiver"), "of") if "of" in keys else None
    of: Literal["sender", "receiver"] = "sender" if word == "sender" else "receiver"
    around = tuple(name for name in (sender, receiver) if name is not None)
    shows, reports = (sender, receiver) if of == "sender" else (receiver, sender)
    side = Side(shows=shows, reports=reports, around=around, names=names, reading=reading)
    during = _during(keys["while"].value, side) if "while" in keys else None
    if (
        reports is not None
        and not any(name in keys for name in _TABLES)
        and not names.systems[reports].combines
    ):
        reading.wrong(
            "status says of no code what is reported", node, "add when:, or nobody_reads: with the reason"
        )
    return StatusTable(
        of=of,
        read=read_rows(keys["read"].value, side, depth=0) if "read" in keys else (),
        rows=_when(keys["when"].value, side, during) if "when" in keys else (),
        otherwise=_silent_rows(keys, "otherwise", side, during),
        no_answer=_silent_rows(keys, "no_answer", side, during),
        absent=_silent_rows(keys, "absent", side, during),
        parts=parts(keys["parts"].value, side) if "parts" in keys else None,
        place=place(node),
    )


def _unread(keys: Mapping[str, Entry], node: Node, reading: Reading) -> StatusTable:
    for name, entry in keys.items():
        if name in _KEYS and name != "nobody_reads":
            reading.wrong(f"{name} stands beside nobody_reads", entry.key, "keep one of them")
    why = reading.full_text(keys["nobody_reads"].value, "nobody_reads")
    return StatusTable(nobody_reads=why or "", place=place(node))


def _when(node: Node, side: Side, during: tuple[StatusRef, ...] | None) -> tuple[Row, ...]:
    found: list[Row] = []
    for entry in side.reading.names(node, "when"):
        if entry.key.text in SILENT:
            side.reading.wrong(
                f"{plain(entry.key.text)} is no code that is shown",
                entry.key,
                f"write {plain(entry.key.text)}: beside when:",
            )
            continue
        shown = side.shown(entry.key)
        found.extend(row for row in _rows(entry, shown, side, during) if shown is not None)
    return tuple(found)


def _silent_rows(
    keys: Mapping[str, Entry], name: str, side: Side, during: tuple[StatusRef, ...] | None
) -> tuple[Row, ...]:
    if name not in keys:
        return ()
    entry = keys[name]
    shown = None
    if name != "otherwise" and side.shows is not None:
        shown = StatusRef(system=side.shows, code=name, place=place(entry.key))
    return tuple(_rows(entry, shown, side, during))


def _rows(
    entry: Entry, shown: StatusRef | None, side: Side, during: tuple[StatusRef, ...] | None
) -> list[Row]:
    value = entry.value
    if isinstance(value, Series):
        if not value.items:
            side.reading.wrong(f"{plain(entry.key.text)} has no row", value, "name the status to report")
        read = [_row(item, place(item), shown, side, during) for item in value.items]
    else:
        read = [_row(value, entry_place(entry), shown, side, during)]
    return [row for row in read if row is not None]


def _row(
    node: Node,
    where_it_stands: Place,
    shown: StatusRef | None,
    side: Side,
    during: tuple[StatusRef, ...] | None,
) -> Row | None:
    if isinstance(node, Scalar):
        ref = side.reported(node)
        return None if ref is None else Row(shown=shown, report=ref, during=during, place=where_it_stands)
    keys = side.reading.table(node, _ROW, "a row")
    if not isinstance(node, Table):
        return None
    own = _during(keys["while"].value, side) if "while" in keys else during
    says = reported(keys, node, side.reported, side.reading)
    if says is None:
        return None
    return Row(shown=shown, report=says.report, ignore=says.ignore, during=own, place=where_it_stands)


def _during(node: Node, side: Side) -> tuple[StatusRef, ...]:
    """The statuses of a `while`; a final one among them would be left, so it is none."""
    reading, names = side.reading, side.names
    if isinstance(node, Series) and not node.items:
        reading.wrong("an empty while never holds", node, "name the statuses, or leave while out")
    nodes = tuple(reading.listed(node, "while"))
    refs = names.statuses(nodes, side.reports, reading, around=side.around)
    for ref in refs:
        status = names.systems[ref.system].statuses.get(ref.code)
        if status is not None and status.is_final:
            related = ((status.place, f'"{plain(ref.code)}" is declared here'),)
            fix = f'declare "{plain(ref.code)}" open, or leave it out here'
            reading.wrong(f'"{plain(ref.code)}" is final, and a row leads out of it', ref.place, fix, related)
    return refs
