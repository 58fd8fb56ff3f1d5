"""What a system makes of several others (`combines`), and where it sends messages on (`decides`)."""

from collections.abc import Mapping
from dataclasses import replace

from checker.load.language.conditions import where
from checker.load.language.names import Names
from checker.load.language.parts import otherwise, quantifier_of
from checker.load.language.reading import Reading
from checker.load.language.reports import reported
from checker.load.tree import Node, Series, Table, place
from checker.model.systems import CombineRow, DecideRow, Quantifier, StatusRef, System
from checker.model.text import plain

_COMBINE = ("any", "all", "otherwise", "report", "ignore")
_QUANTIFIERS = ("any", "all", "otherwise")
_DECIDE = ("boundary", "where", "then", "otherwise")


def with_reports(system: System, node: Node, names: Names, reading: Reading) -> System:
    """The system with its rows of `combines` and `decides`; `node` is what it declares."""
    if not isinstance(node, Table):
        return system
    combines, decides = node.entries.get("combines"), node.entries.get("decides")
    return replace(
        system,
        combines=_combines(combines.value, system.name, names, reading) if combines else (),
        decides=_decides(decides.value, names, reading) if decides else (),
    )


def _combines(node: Node, system: str, names: Names, reading: Reading) -> tuple[CombineRow, ...]:
    read = (_combine(item, system, names, reading) for item in reading.rows(node, "combines"))
    return tuple(row for row in read if row is not None)


def _combine(node: Node, system: str, names: Names, reading: Reading) -> CombineRow | None:
    keys = reading.table(node, _COMBINE, "a row of combines")
    quantifier = quantifier_of(keys, node, reading, _QUANTIFIERS)
    if quantifier is None:
        return None
    value = keys[quantifier.value].value

    def status(at: Node) -> StatusRef | None:
        return names.status(at, system, reading, around=(system,))

    if quantifier is Quantifier.OTHERWISE:
        says = otherwise(keys, value, status, reading)
        shown: Mapping[str, tuple[StatusRef, ...]] = {}
    else:
        says = reported(keys, node, status, reading)
        shown = _shown(value, quantifier.value, names, reading)
    if says is None:
        return None
    return CombineRow(
        quantifier=quantifier, shown=shown, report=says.report, ignore=says.ignore, place=place(node)
    )


def _shown(node: Node, what: str, names: Names, reading: Reading) -> Mapping[str, tuple[StatusRef, ...]]:
    found = {}
    entries = tuple(reading.names(node, what))
    if isinstance(node, Table) and not entries:
        reading.wrong(f"{what} names no system", node, "write {SYSTEM: [CODE]}")
    for key, value in entries:
        system = reading.known(key, names.systems, "system")
        if system is None:
            continue
        listed = tuple(reading.listed(value, f"the statuses of {plain(key.text)}"))
        if isinstance(value, Series) and not listed:
            reading.wrong(f"{plain(key.text)} stands here without a status", value, "name one")
        found[system.name] = names.statuses(listed, system.name, reading, around=(system.name,), silent=True)
    return found


def _decides(node: Node, names: Names, reading: Reading) -> tuple[DecideRow, ...]:
    read = (_decide(item, names, reading) for item in reading.rows(node, "decides"))
    return tuple(row for row in read if row is not None)


def _decide(node: Node, names: Names, reading: Reading) -> DecideRow | None:
    keys = reading.table(node, _DECIDE, "a row of decides", required=("boundary",))
    if not isinstance(node, Table):
        return None
    over = reading.known(keys["boundary"].value, names.boundaries, "boundary") if "boundary" in keys else None
    if ("then" in keys) == ("otherwise" in keys):
        reading.wrong("a row of decides says one of then and otherwise", node, "add then: [BOUNDARY]")
        return None
    if "otherwise" in keys and "where" in keys:
        reading.wrong("where stands beside otherwise", keys["where"].key, "write then: instead of otherwise:")
    word = "then" if "then" in keys else "otherwise"
    ways = (
        reading.known(item, names.boundaries, "boundary") for item in reading.listed(keys[word].value, word)
    )
    conditions = where(keys["where"].value, reading) if "where" in keys else ()
    then = tuple(ref for ref in ways if ref is not None)
    if over is None:
        return None
    return DecideRow(
        boundary=over, where=conditions, is_otherwise=word == "otherwise", then=then, place=place(node)
    )
