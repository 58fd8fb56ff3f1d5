"""How received values may differ from those that were made: `compare`."""

from collections.abc import Mapping
from typing import Literal

from checker.load.language.conditions import path
from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Scalar, Table, place
from checker.model.boundaries import Compare, Tolerance
from checker.model.paths import Path

_KEYS = ("at", "is", "because", "within", "of", "scale", "key")
_ARGUMENTS = {
    Tolerance.TIMESTAMP: ("within", "of"),
    Tolerance.UUID: (),
    Tolerance.DECIMAL: ("scale",),
    Tolerance.SET: ("key",),
    Tolerance.SAME_AS: ("of",),
    Tolerance.EMPTY_OR_MISSING: (),
}
_NEEDED = {Tolerance.DECIMAL: "scale", Tolerance.SAME_AS: "of"}


def compares(node: Node, reading: Reading) -> tuple[Compare, ...]:
    read = (_compare(item, reading) for item in reading.rows(node, "compare"))
    return tuple(row for row in read if row is not None)


def _compare(node: Node, reading: Reading) -> Compare | None:
    keys = reading.table(node, _KEYS, "a row of compare", required=("at", "is", "because"))
    if not isinstance(node, Table):
        return None
    at = path(keys["at"].value, reading, "at") if "at" in keys else None
    tolerance = reading.one_of(keys["is"].value, Tolerance, "is") if "is" in keys else None
    because = reading.full_text(keys["because"].value, "because") if "because" in keys else None
    if tolerance is not None:
        _check_arguments(keys, node, tolerance, reading)
    within = reading.seconds(keys["within"].value, "within") if "within" in keys else None
    scale = reading.count(keys["scale"].value, "scale") if "scale" in keys else None
    of = _of(keys["of"].value, tolerance, reading) if "of" in keys else None
    key = _key(keys["key"].value, reading) if "key" in keys else ()
    if at is None or tolerance is None or because is None:
        return None
    if isinstance(of, Path) and (of.start, of.steps) == (at.start, at.steps):
        fix = "name another field, or leave the row out"
        reading.wrong(
            "every value is the same as itself, so this row would let any pass", keys["of"].value, fix
        )
    return Compare(
        at=at,
        tolerance=tolerance,
        because=because,
        within=within,
        of=of,
        scale=scale,
        key=key,
        place=place(node),
    )


def _check_arguments(keys: Mapping[str, Entry], node: Node, tolerance: Tolerance, reading: Reading) -> None:
    for name in ("within", "of", "scale", "key"):
        if name in keys and name not in _ARGUMENTS[tolerance]:
            reading.wrong(f"{name} does not go with {tolerance.value}", keys[name].key, "leave it out")
    needed = _NEEDED.get(tolerance)
    if needed is not None and needed not in keys:
        reading.wrong(f'{tolerance.value} has no "{needed}"', node, f"add {needed}:")


def _of(node: Node, tolerance: Tolerance | None, reading: Reading) -> Path | Literal["sent"] | None:
    if tolerance is Tolerance.TIMESTAMP and isinstance(node, Scalar) and node.text == "sent":
        return "sent"
    return path(node, reading, "of")


def _key(node: Node, reading: Reading) -> tuple[str, ...]:
    read = (reading.full_text(item, "key") for item in reading.listed(node, "key"))
    return tuple(text for text in read if text is not None)
