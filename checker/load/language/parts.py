"""The way from many parts to one status: `parts`."""

from collections.abc import Mapping
from typing import Literal

from checker.load.language.conditions import path
from checker.load.language.reading import Reading
from checker.load.language.reports import Report, Status, reported
from checker.load.language.sides import Side, read_rows
from checker.load.tree import Entry, Node, Scalar, Series, Table, place
from checker.model.boundaries import Expected, Parts, PartsRow
from checker.model.systems import Quantifier, StatusRef

_KEYS = ("at", "key", "read", "expected", "rows")
_ROW = ("any", "all", "none", "otherwise", "report", "ignore")
_QUANTIFIERS = tuple(quantifier.value for quantifier in Quantifier)


def parts(node: Node, side: Side) -> Parts | None:
    reading = side.reading
    keys = reading.table(node, _KEYS, "parts", required=("rows",))
    if not isinstance(node, Table):
        return None
    rows = reading.rows(keys["rows"].value, "rows") if "rows" in keys else ()
    if "rows" in keys and not rows and not isinstance(keys["rows"].value, Scalar):
        reading.wrong("parts has no row", keys["rows"].value, "add {all: [...], report: ...}")
    read = [_row(item, side) for item in rows]
    return Parts(
        at=path(keys["at"].value, reading, "at") if "at" in keys else None,
        key=reading.full_text(keys["key"].value, "key") if "key" in keys else None,
        read=read_rows(keys["read"].value, side, depth=1) if "read" in keys else (),
        expected=_expected(keys["expected"].value, side) if "expected" in keys else None,
        rows=tuple(row for row in read if row is not None),
        place=place(node),
    )


def _row(node: Node, side: Side) -> PartsRow | None:
    reading = side.reading
    keys = reading.table(node, _ROW, "a row of parts")
    quantifier = quantifier_of(keys, node, reading)
    if quantifier is None:
        return None
    value = keys[quantifier.value].value
    if quantifier is Quantifier.OTHERWISE:
        says = otherwise(keys, value, side.reported, reading)
        shown: tuple[StatusRef, ...] | None = ()
    else:
        says = reported(keys, node, side.reported, reading)
        shown = _shown(value, quantifier, side)
    if says is None or shown is None:
        return None
    return PartsRow(
        quantifier=quantifier, shown=shown, report=says.report, ignore=says.ignore, place=place(node)
    )


def _shown(value: Node, quantifier: Quantifier, side: Side) -> tuple[StatusRef, ...] | None:
    """The statuses that a row speaks of; None where one of them is not known."""
    if quantifier is Quantifier.NONE:
        return () if side.reading.only_true(value, "none") else None
    listed = tuple(side.reading.listed(value, quantifier.value))
    if isinstance(value, Series) and not listed:
        side.reading.wrong(f"{quantifier.value} names no status", value, "name one")
    refs = side.names.statuses(listed, side.shows, side.reading, around=side.around, silent=True)
    return refs if len(refs) == len(listed) else None


def quantifier_of(
    keys: Mapping[str, Entry], node: Node, reading: Reading, known: tuple[str, ...] = _QUANTIFIERS
) -> Quantifier | None:
    """The one word of a row that says of how many it speaks."""
    named = [name for name in keys if name in known]
    if len(named) == 1:
        return Quantifier(named[0])
    if isinstance(node, Table):
        words = ", ".join(known)
        if named:
            second = keys[named[1]].key
            reading.wrong(f"the row says both {named[0]} and {named[1]}", second, "keep one of them")
        else:
            reading.wrong(f"the row says none of {words}", node, "add one of them")
    return None


def otherwise(keys: Mapping[str, Entry], value: Node, status: Status, reading: Reading) -> Report | None:
    """What stands at `otherwise`: a status, or {ignore: why}."""
    for name in ("report", "ignore"):
        if name in keys:
            reading.wrong(f"{name} stands beside otherwise", keys[name].key, "write {otherwise: STATUS}")
    if isinstance(value, Table):
        inner = reading.table(value, ("report", "ignore"), "otherwise")
        return reported(inner, value, status, reading)
    ref = status(value)
    return None if ref is None else Report(ref, None)


def _expected(node: Node, side: Side) -> Expected | Literal["complete"] | None:
    reading = side.reading
    if isinstance(node, Scalar):
        return "complete" if reading.word(node, ("complete",), "expected") else None
    keys = reading.table(node, ("at", "key", "reference"), "expected")
    if not isinstance(node, Table):
        return None
    if ("at" in keys) == ("reference" in keys):
        reading.wrong("expected says one of at and reference", node, "write {at: /lines, key: sku}")
        return None
    if "reference" in keys:
        if "key" in keys:
            reading.wrong("key does not go with reference", keys["key"].key, "leave it out")
        ref = reading.known(keys["reference"].value, side.names.reference, "reference table")
        return None if ref is None else Expected(reference=ref, place=place(node))
    return Expected(
        at=path(keys["at"].value, reading, "at"),
        key=reading.full_text(keys["key"].value, "key") if "key" in keys else None,
        place=place(node),
    )
