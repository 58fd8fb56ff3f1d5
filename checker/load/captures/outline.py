"""Which members a JSON document has, told from its beginning alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from json import loads
from typing import Final

# As in json_places, of bytes: a string (open at its end or not), a bracket, a comma, or anything else.
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL)
_LONGEST: Final = 200  # characters of a text that are worth looking at
_DEEPEST: Final = 6
_MOST: Final = 4_000  # members


@dataclass(frozen=True, slots=True)
class Outline:
    """
    The places of the first document, as JSON Pointers with `*` for the elements of lists.

    `values` has the first scalar seen at each, as it stood there or, for texts, what it says; "{" and "["
    stand for objects and lists. `is_whole` where the document ends within what was looked at, `has_more`
    where something follows it, `is_on_one_line` where no newline stands in it.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False
    has_more: bool = False
    is_on_one_line: bool = False

    def __contains__(self, pointer: str) -> bool:
        return pointer in self.values

    def get(self, pointer: str) -> str | None:
        return self.values.get(pointer)

    def has_all(self, *pointers: str) -> bool:
        return all(pointer in self.values for pointer in pointers)


def outline(head: bytes) -> Outline:
    """What the beginning of a document shows; nothing where it is no JSON object or list."""
    values: dict[str, str] = {}
    open_ones: list[tuple[str, bool]] = []  # pointer of each container, and whether it is an object
    key: str | None = None
    end = 0
    for token in _TOKEN.finditer(head):
        text = token.group()
        first = text[:1]
        if not open_ones and first not in b"{[":
            break  # no document
        inside = open_ones[-1] if open_ones else None
        if first in b":,":
            if first == b",":
                key = None
            continue
        if first in b"}]":
            open_ones.pop()
            key = None
            if not open_ones:
                end = token.end()
                break
            continue
        is_seen = len(open_ones) <= _DEEPEST and len(values) < _MOST  # else pointers would fill the memory
        if inside is not None and inside[1] and key is None:
            key = f"{inside[0]}/{_text(text).replace('~', '~0').replace('/', '~1')}" if is_seen else ""
            continue
        pointer = "" if inside is None else key if key is not None else f"{inside[0]}/*" if is_seen else ""
        is_container = first in b"{["
        if is_seen:
            values.setdefault(pointer, text.decode() if is_container else _text(text))
        if is_container:
            open_ones.append((pointer, first == b"{"))
            key = None
    rest = head[end:] if end else b""
    return Outline(
        values=values,
        is_whole=bool(end),
        has_more=bool(rest.strip()),
        is_on_one_line=bool(end) and b"\n" not in head[:end].lstrip(),
    )


def _text(token: bytes) -> str:
    """What a scalar or key says; as it stands where it is cut or broken."""
    if token[:1] == b'"':
        try:
            return str(loads(token))[:_LONGEST]
        except ValueError:
            token = token.strip(b'"')
    return token.decode(errors="replace")[:_LONGEST]
