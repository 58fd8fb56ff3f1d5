"""Trees of YAML, changed at one spot after another: what a schema and a reader are held against each other by."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from checker.load.tree import Entry, Node, Scalar, Series, Table

# What may stand anywhere, rightly or wrongly.
OTHERS = [
    *("[]", "{}", "[[]]", "[{}]", "{a: {}}", "[a, b]"),
    *("text", '""', '"true"', "5s", "2026-W01-1", "complete", "5", "-5", "5.5", "true", '"%Q"'),
    *("/a/b", "/a/*", "/0", "a.b", "../a", "a/../b", "header:a b", '"key:"'),
]


def nodes(tree: Node) -> Iterator[Node]:
    yield tree
    inner = tree.items if isinstance(tree, Series) else ()
    if isinstance(tree, Table):
        inner = tuple(entry.value for entry in tree.entries.values())
    for node in inner:
        yield from nodes(node)


def changed(tree: Node, pointer: str, change: Callable[[Node], Node | None]) -> Node:
    """The tree with something else at a pointer; without it if `change` gives None."""
    done = _changed(tree, pointer.split("/")[1:], change)
    assert done is not None
    return done


def without(tree: Node, pointer: str) -> Node:
    return changed(tree, pointer, lambda _: None)


def _changed(node: Node, tokens: list[str], change: Callable[[Node], Node | None]) -> Node | None:
    if not tokens:
        return change(node)
    name = tokens[0].replace("~1", "/").replace("~0", "~")
    if isinstance(node, Series):
        items = list(node.items)
        item = _changed(items[int(name)], tokens[1:], change)
        items[int(name) : int(name) + 1] = [] if item is None else [item]
        return node._replace(items=tuple(items))
    assert isinstance(node, Table)
    entries = dict(node.entries)
    value = _changed(entries[name].value, tokens[1:], change)
    if value is None:
        del entries[name]
    else:
        entries[name] = entries[name]._replace(value=value)
    return node._replace(entries=entries)


def member(node: Node, key: str, value: Node | None = None) -> Node:
    assert isinstance(node, Table)
    there = Scalar(node.file, node.line, node.column, 1, f"{node.pointer}/{key}", key, is_plain=True)
    return node._replace(entries=node.entries | {key: Entry(there, value or there._replace(text="/x"))})


def adding(key: str, value: Node) -> Callable[[Node], Node]:
    return lambda node: member(node, key, value)


def as_tools_read(node: Node) -> Any:
    """As the YAML tools of editors resolve it: by the core schema of YAML 1.2."""
    if isinstance(node, Series):
        return [as_tools_read(item) for item in node.items]
    if isinstance(node, Table):
        return {name: as_tools_read(entry.value) for name, entry in node.entries.items()}
    text = node.text
    if not node.is_plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def tree_of(value: Any, pointer: str = "") -> Node:
    """A value as a tree; a text is quoted only where it must be."""
    start = ("contract.yaml", 1, 1, 1, pointer)
    if isinstance(value, dict):
        keys = {
            name: Entry(_text(name, f"{pointer}/{name}"), tree_of(inner, f"{pointer}/{name}"))
            for name, inner in value.items()
        }
        return Table(*start, keys)
    if isinstance(value, list):
        return Series(
            *start, tuple(tree_of(inner, f"{pointer}/{index}") for index, inner in enumerate(value))
        )
    if isinstance(value, str):
        return _text(value, pointer)
    return Scalar(*start, json.dumps(value), is_plain=True)


def _text(text: str, pointer: str) -> Scalar:
    plain = Scalar("contract.yaml", 1, 1, 1, pointer, text, is_plain=True)
    return plain if as_tools_read(plain) == text else plain._replace(is_plain=False)
