"""Reference tables as the contract declares them: `reference`."""

from collections.abc import Callable, Mapping

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Series, place
from checker.model.contracts import Reference
from checker.model.text import plain

_KEYS = ("file", "key", "value", "max_age")

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
    return filled(table, keys["file"].value, named)
