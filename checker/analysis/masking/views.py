"""A text with its escapes resolved, and the way back: what is changed there is changed here."""

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ESCAPES: Final = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|(?:\\u[0-9A-Fa-f]{4})+|\\[\\\"/bfnrt']"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});"
    r"|(?<=[A-Za-z0-9+/]{60})\r?\n(?=[A-Za-z0-9+/=])"  # between two lines of base64
)
_QUOTED: Final = re.compile(r"(?:=[0-9A-F]{2})+|=\r?\n")
_SHORT: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PAIR: Final = re.compile(r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}")


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a text and what takes its place, of the same length unless something was packed in it."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`inner` is `outer` resolved; the character at `at[n]` came from the place `origin[n]` of `outer`."""

    outer: str
    inner: str
    at: "array[int]"  # the beginnings of pieces that stand in `outer` as they are, or are one escape each
    origin: "array[int]"
    escapes: "array[int]"  # beginnings and ends of escapes in `outer`, in turn

    def cuts(self, start: int, end: int) -> bool:
        """Whether a part of `outer` has an escape in it, whole or not."""
        index = bisect_right(self.escapes, start)
        return index % 2 == 1 or (index < len(self.escapes) and self.escapes[index] < end)

    def back(self, edit: Edit) -> Edit:
        """The edit of `outer` that makes an edit of `inner`, written with the same escapes."""
        start, end = self._origin(edit.start), self._origin(edit.end)
        if len(edit.new) != edit.end - edit.start:
            return Edit(start, end, self._written(edit.new))
        made: list[str] = []
        place = start
        for number, new in enumerate(edit.new, start=edit.start):
            following = self._origin(number + 1)
            old = self.outer[place:following]
            made.append(old if new == self.inner[number] else _like(old, new))
            place = following
        return Edit(start, end, "".join(made))

    def into(self, place: int) -> int:
        """The place in `inner` of a place in `outer`; within an escape, behind it."""
        piece = bisect_right(self.origin, place) - 1
        if piece < 0:
            return 0
        end = self.at[piece + 1] if piece + 1 < len(self.at) else len(self.inner)
        return min(self.at[piece] + place - self.origin[piece], end)

    def _origin(self, place: int) -> int:
        if place >= len(self.inner):
            return len(self.outer)
        piece = bisect_right(self.at, place) - 1
        return self.origin[piece] + place - self.at[piece]

    def _written(self, new: str) -> str:
        """What takes the place of packed text: letters and digits, `+`, `/`, `=` and line ends."""
        if "%" in self.outer:
            new = re.sub(r"[+/=\r\n]", lambda sign: f"%{ord(sign[0]):02X}", new)
        return new.replace("\r", "\\r").replace("\n", "\\n") if "\\n" in self.outer else new


def resolved(text: str) -> View | None:
    """The text with one layer of percent encoding, backslashes and character references taken off."""
    if "%" in text or "\\" in text or "&" in text or "\n" in text:
        return _view(text, _ESCAPES)
    return None


def without_quoting(text: str) -> View | None:
    """The text with one layer of quoted-printable taken off, if it may be that."""
    return _view(text, _QUOTED) if "=" in text else None


def with_spaces(text: str) -> View | None:
    """A form has `+` where the text has a space."""
    if "+" not in text:
        return None
    return View(text, text.replace("+", " "), array("q", [0]), array("q", [0]), array("q"))


def _view(text: str, escapes: re.Pattern[str]) -> View | None:
    at, origin, marks = array("q"), array("q"), array("q")
    inner: list[str] = []
    length = place = 0
    for found in escapes.finditer(text):
        characters = list(_resolved(found[0]))
        if characters == [(found[0], len(found[0]))]:
            continue
        if found.start() > place:
            at.append(length)
            origin.append(place)
            inner.append(text[place : found.start()])
            length += found.start() - place
        place = found.start()
        marks.extend((found.start(), found.end()))
        for character, width in characters:
            if character:
                at.append(length)
                origin.append(place)
                inner.append(character)
                length += 1
            place += width
        place = found.end()
    if not marks:
        return None
    if place < len(text):
        at.append(length)
        origin.append(place)
        inner.append(text[place:])
    return View(text, "".join(inner), at, origin, marks)


def _resolved(escape: str) -> Iterator[tuple[str, int]]:
    """The characters that an escape, or several in a row, stand for, and the width of each as written."""
    match escape[0]:
        case "%":
            yield from _characters(bytes.fromhex(escape.replace("%", "")))
        case "=":
            if escape[1] in "\r\n":
                yield "", len(escape)
            else:
                yield from _characters(bytes.fromhex(escape.replace("=", "")))
        case "\\" if escape[1] == "u":
            for one in _PAIR.findall(escape):
                unit = one.replace("\\u", "")
                character = bytes.fromhex(unit).decode("utf-16-be", "surrogatepass")
                yield character, len(one)
        case "\\":
            yield _SHORT.get(escape[1], escape[1]), 2
        case "&":
            character = html.unescape(escape)
            yield (character if len(character) == 1 else escape), len(escape)
        case _:
            yield "", len(escape)


def _characters(content: bytes) -> Iterator[tuple[str, int]]:
    """Characters of UTF-8, or of Latin 1 where it is none, with the width of their percent encoding."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = ""
    if text:
        for character in text:
            yield character, 3 * len(character.encode())
    else:
        for byte in content:
            yield chr(byte), 3


def _like(old: str, new: str) -> str:
    """A letter or digit, written in the manner in which the old character was."""
    if len(old) <= 1:
        return new
    match old[0]:
        case "%":
            return f"%{ord(new):02X}" if old == old.upper() else f"%{ord(new):02x}"
        case "=":
            return f"={ord(new):02X}"
        case "\\":
            return f"\\u{ord(new):04x}"
        case "&":
            return f"&#{ord(new)};"
        case _:
            return new + old[1:]  # a line of base64 ends behind it


def spliced(text: str, edits: list[Edit]) -> str:
    """The text with these edits, which are in order and apart."""
    if not edits:
        return text
    made: list[str] = []
    place = 0
    for edit in edits:
        made += (text[place : edit.start], edit.new)
        place = edit.end
    made.append(text[place:])
    return "".join(made)


def joined(*groups: list[Edit]) -> list[Edit]:
    """
    The edits of several lists, in order and apart.

    Of two that overlap, the one of the earlier list stays whole, and of the other what it leaves free.
    """
    kept: list[Edit] = []
    for group in groups:
        if not kept:
            kept = list(group)
            continue
        starts = [edit.start for edit in kept]
        added = [rest for edit in group for rest in _rests(edit, kept, starts)]
        if added:
            kept = sorted([*kept, *added], key=lambda edit: edit.start)
    return kept


def _rests(edit: Edit, kept: list[Edit], starts: list[int]) -> Iterator[Edit]:
    place = edit.start
    index = max(0, bisect_left(starts, edit.start) - 1)
    is_even = len(edit.new) == edit.end - edit.start
    touched = False
    while index < len(kept) and kept[index].start < edit.end:
        other = kept[index]
        index += 1
        if other.end <= place:
            continue
        touched = True
        if other.start > place and is_even:
            yield Edit(place, other.start, edit.new[place - edit.start : other.start - edit.start])
        place = max(place, other.end)
    if place < edit.end and (is_even or not touched):
        yield Edit(place, edit.end, edit.new[place - edit.start :])
