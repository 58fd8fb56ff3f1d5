"""Reference tables as the contract declares them: `reference`."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Series, place
from checker.model.contracts import Reference, TableVersion
from checker.model.text import plain

_KEYS = ("file", "key", "value", "max_age", "versions")

Filled = Callable[[Reference, Node, Mapping[str, Node]], Reference | None]


def reference(entry: Entry, filled: Filled, reading: Reading) -> Reference | None:
    """A table with its rows; `filled` reads them, given the nodes of the contract that name its columns."""
    key, value = entry
    keys = reading.table(value, _KEYS, f'the table "{plain(key.text)}"', required=("file", "key", "value"))
    file = reading.full_text(keys["file"].value, "file") if "file" in keys else None
    nodes = tuple(reading.listed(keys["key"].value, "key")) if "key" in keys else ()
    if "key" in keys and isinstance(keys["key"].value, Series) and not nodes:
        reading.wrong("key names no column", keys["key"].value, "name one")
    columns = [reading.full_text(node, "key") for node in nodes]
    column = reading.full_text(keys["value"].value, "value") if "value" in keys else None
    max_age = reading.seconds(keys["max_age"].value, "max_age") if "max_age" in keys else None
    found = tuple(name for name in columns if name is not None)
    if file is None or column is None or not found or len(found) != len(columns):
        return None
    named = dict(zip((*found, column), (*nodes, keys["value"].value), strict=True))
    if len(set(found)) != len(found):
        reading.wrong("a column stands twice in key", keys["key"].value, "name each once")
        return None
    table = Reference(
        name=key.text, file=file, key=found, value=column, rows={}, max_age=max_age, place=place(key)
    )
    now = filled(table, keys["file"].value, named)
    kept = _versions(keys["versions"].value, table, named, filled, reading) if "versions" in keys else {}
    return None if now is None else replace(now, versions=kept)


def _versions(
    node: Node, table: Reference, named: Mapping[str, Node], filled: Filled, reading: Reading
) -> Mapping[str, TableVersion]:
    """What the table was at other times: the name of each version, and its file with the same columns."""
    found: dict[str, TableVersion] = {}
    for key, value in reading.names(node, "versions"):
        is_file = reading.full_text(value, f"the version {plain(key.text)}") is not None
        then = filled(table, value, named) if is_file else None
        if then is not None:
            found[key.text] = TableVersion(name=key.text, file=then.file, rows=then.rows, place=place(key))
    return found
