"""What people accept, and why: waivers of findings (`accept`) and of drift (`changes`)."""

from collections.abc import Mapping

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Table, place
from checker.model.contracts import Accept, AcceptedDrift, Change


def accepts(node: Node, reading: Reading) -> tuple[Accept, ...]:
    read = (_accept(item, reading) for item in reading.rows(node, "accept"))
    return tuple(waiver for waiver in read if waiver is not None)


def changes(node: Node, reading: Reading) -> tuple[Change, ...]:
    read = (_change(item, reading) for item in reading.rows(node, "changes"))
    return tuple(change for change in read if change is not None)


def _accept(node: Node, reading: Reading) -> Accept | None:
    keys = reading.table(
        node, ("rule", "at", "because", "until"), "a row of accept", required=("rule", "at", "because")
    )
    rule, at, because = (_text(keys, name, reading) for name in ("rule", "at", "because"))
    until = reading.day(keys["until"].value, "until") if "until" in keys else None
    if rule is None or at is None or because is None:
        return None
    return Accept(rule=rule, at=at, because=because, until=until, place=place(node))


def _change(node: Node, reading: Reading) -> Change | None:
    keys = reading.table(
        node, ("version", "because", "accepts"), "a row of changes", required=("version", "because")
    )
    version, because = (_text(keys, name, reading) for name in ("version", "because"))
    rows = reading.rows(keys["accepts"].value, "accepts") if "accepts" in keys else ()
    drifts = tuple(drift for row in rows if (drift := _drift(row, reading)) is not None)
    if version is None or because is None:
        return None
    return Change(version=version, because=because, accepts=drifts, place=place(node))


def _drift(node: Node, reading: Reading) -> AcceptedDrift | None:
    if not isinstance(node, Table):
        reading.wrong("a row of accepts is a mapping", node, "write {rule: RULE, at: SUBJECT}")
        return None
    keys = reading.table(node, tuple(node.entries), "a row of accepts", required=("rule", "at"))
    rule, at = (_text(keys, name, reading) for name in ("rule", "at"))
    details = {name: reading.json(entry.value) for name, entry in keys.items() if name not in ("rule", "at")}
    if rule is None or at is None:
        return None
    return AcceptedDrift(rule=rule, at=at, details=details, place=place(node))


def _text(keys: Mapping[str, Entry], name: str, reading: Reading) -> str | None:
    return reading.full_text(keys[name].value, name) if name in keys else None
