"""The formats of the language that are read here. Documents of an older one are turned into today's first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from checker.load.language.reading import Reading
from checker.load.tree import Node, Scalar, Table
from checker.model.text import plain

# Turns the tree of one file into what the newest format has for the same; places stay where they are.
Reader: TypeAlias = Callable[[Node], Node]


def _as_it_is(tree: Node) -> Node:
    return tree


FORMATS: Final[Mapping[int, Reader]] = {1: _as_it_is}


def todays(trees: Sequence[Node], reading: Reading, formats: Mapping[int, Reader]) -> Sequence[Node] | None:
    """
    The files of a contract, the first with its `format`, as the newest format has them.

    None where the format is not known here: `reading` has that, and nothing else can be said of them.
    """
    first = trees[0]
    entry = first.entries.get("format") if isinstance(first, Table) else None
    if entry is None or not isinstance(entry.value, Scalar) or not entry.value.text.strip():
        return trees  # no format is a mistake like any other, and reading goes on
    text = entry.value.text
    reader = next((reader for number, reader in formats.items() if str(number) == text), None)
    if reader is not None:
        return [reader(tree) for tree in trees]
    read = ", ".join(map(str, formats))
    message = f"format {plain(text)} of the language is not known; this seamproof reads format {read}"
    reading.wrong(message, entry.value, _remedy(text, max(formats)))
    return None


def _remedy(text: str, newest: int) -> str:
    mistyped = f"write format: {newest}"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return mistyped
    if int(text) > newest:
        return f"upgrade seamproof; or {mistyped}, if it is written in that"
    return f"use the seamproof that it was written for; or {mistyped}, if it is written in that"
