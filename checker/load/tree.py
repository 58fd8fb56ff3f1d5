"""A YAML document as nodes that know where they stand; what a scalar means is decided by who reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from checker.model.places import Edit, Place

_PLAIN: Final = re.compile(r"[A-Za-z0-9_/][A-Za-z0-9_./~-]*")  # reads the same in quotes and without

# Tuples, not dataclasses: a contract has thousands of nodes, and making a frozen dataclass costs three
# times as much. The first five fields of all three are the same, so that `place` serves them all.


class Scalar(NamedTuple):
    """A text as it stands after YAML's quoting is undone. `is_plain`: it stood without any quotes."""

    file: str
    line: int
    column: int
    width: int
    pointer: str
    text: str
    is_plain: bool


class Binary(Scalar):
    """Base64 of bytes (`!!binary`); only where whoever reads asked for it."""

    __slots__ = ()


class Series(NamedTuple):
    """A list."""

    file: str
    line: int
    column: int
    width: int
    pointer: str
    items: "tuple[Node, ...]"


class Table(NamedTuple):
    """A mapping, in the order it was written; keys are always text."""

    file: str
    line: int
    column: int
    width: int
    pointer: str
    entries: "dict[str, Entry]"


Node: TypeAlias = Scalar | Series | Table


class Entry(NamedTuple):
    """A key of a mapping and what stands there."""

    key: Scalar
    value: Node


def place(node: Node) -> Place:
    return Place(file=node.file, line=node.line, column=node.column, width=node.width, pointer=node.pointer)


def entry_place(entry: Entry) -> Place:
    """The place of a whole line `key: value`; of the key alone where the value goes on in other lines."""
    key, value = entry
    width = key.width
    if value.line == key.line and value.file == key.file and (value.width > 1 or _is_short(value)):
        width = value.column + value.width - key.column
    return Place(file=key.file, line=key.line, column=key.column, width=width, pointer=key.pointer)


def written(at: Place, was: str, now: str) -> Edit | None:
    """
    The edit of a scalar, in its quotes if it has any; None where it is written in another way than it reads:
    over several lines, with escapes, an anchor or an alias.
    """
    quotes = at.width - len(was)
    if quotes not in (0, 2) or not (_PLAIN.fullmatch(was) and _PLAIN.fullmatch(now)):
        return None
    width = len(was)
    return Edit(place=replace(at, column=at.column + quotes // 2, width=width), was=was, now=now)


def items(node: Node) -> Iterator[Node]:
    """The elements of a list; another node stands for a list of itself alone."""
    if isinstance(node, Series):
        yield from node.items
    else:
        yield node


def _is_short(value: Node) -> bool:
    return isinstance(value, Scalar) and len(value.text) == 1
