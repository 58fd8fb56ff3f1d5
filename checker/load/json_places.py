"""Where things stand in a JSON text: found in a second, slower look, once there is something to blame."""

import re
from collections.abc import Iterator
from json import loads

from checker.model.pointers import escaped, unescaped

# A string, open at its end or not; a bracket; a comma; or a run of anything else that is not white space.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL)
_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both count from 1; columns in characters."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def too_deep(data: bytes, depth: int) -> int | None:
    """The offset in bytes of the first bracket that nests deeper than `depth`; nothing is parsed."""
    if data.count(b"[") + data.count(b"{") <= depth:
        return None
    level = 0
    for token in _BRACKET.finditer(data):
        match data[token.start()]:
            case 0x5B | 0x7B:
                level += 1
                if level > depth:
                    return token.start()
            case 0x5D | 0x7D:
                level -= 1
    return None


def repeated_key(text: str) -> tuple[int, int, str] | None:
    """The offsets of a key and of its first repetition in the same object, with the key."""
    seen: dict[str, int] = {}
    for pointer, offset, is_key in _spots(text):
        if is_key:
            if pointer in seen:
                return seen[pointer], offset, _last(pointer)
            seen[pointer] = offset
    return None


def offset_of(text: str, pointer: str) -> int:
    """The offset of the value at a JSON Pointer, of its key if it has one; 0 where there is none."""
    return next((offset for spot, offset, _ in _spots(text) if spot == pointer), 0)


def offsets(text: str) -> dict[str, int]:
    """The offset of every value, as `offset_of` gives it: for a text in which much is to blame."""
    return {pointer: offset for pointer, offset, _ in _spots(text)}


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """Every token with its offset."""
    for token in _TOKEN.finditer(text):
        yield token.start(), token.group()


def _last(pointer: str) -> str:
    return unescaped(pointer.rpartition("/")[2])


class _Container:
    """One open object or list on the way to a token."""

    __slots__ = ("index", "is_object", "key", "pointer")

    def __init__(self, pointer: str, *, is_object: bool) -> None:
        self.pointer = pointer
        self.is_object = is_object
        self.index = 0
        self.key: str | None = None  # of the member whose value comes next


def _spots(text: str) -> Iterator[tuple[str, int, bool]]:
    """JSON Pointer and offset of each key, list element and the document; whether it is a key."""
    open_ones: list[_Container] = []
    for offset, token in tokens(text):
        inner = open_ones[-1] if open_ones else None
        if token == ":":
            continue
        if token == ",":
            if inner:
                inner.index += 1
                inner.key = None
        elif token in "]}":
            if open_ones:
                open_ones.pop()
        elif inner and inner.is_object and inner.key is None:
            inner.key = f"{inner.pointer}/{_escaped(token)}"
            yield inner.key, offset, True
        else:
            pointer = "" if inner is None else inner.key or f"{inner.pointer}/{inner.index}"
            if inner is None or not inner.is_object:
                yield pointer, offset, False
            if token in "[{":
                open_ones.append(_Container(pointer, is_object=token == "{"))


def _escaped(token: str) -> str:
    """A key as a token of a JSON Pointer."""
    try:
        name = str(loads(token))
    except ValueError:  # the text is broken here; the parser has said so, or will
        name = token.strip('"')
    return escaped(name)
