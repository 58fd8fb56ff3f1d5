"""Edits of a file's text: what stands at their places is replaced, and every other byte stays."""

from collections.abc import Sequence
from itertools import pairwise

from checker.model.places import Edit, Place
from checker.model.text import YAML_BREAK


def edited(data: bytes, edits: Sequence[Edit]) -> bytes | None:
    """The bytes with all edits made; None where something else stands at one of their places."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    starts = [0, *(found.end() for found in YAML_BREAK.finditer(text))]
    for edit in sorted(edits, key=lambda one: one.place, reverse=True):
        at = _offset(starts, edit.place)
        if at is None or not text.startswith(edit.was, at):
            return None
        text = text[:at] + edit.now + text[at + len(edit.was) :]
    return text.encode()


def _offset(starts: Sequence[int], place: Place) -> int | None:
    return starts[place.line - 1] + place.column - 1 if 0 < place.line <= len(starts) else None


def lines_of(data: bytes) -> list[str]:
    """The lines of a text, each with its end."""
    text = data.decode(errors="replace")
    starts = [0, *(found.end() for found in YAML_BREAK.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]
