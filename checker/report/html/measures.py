"""
How much room text takes in a picture.

The reader's fonts are not known here, so everything is reckoned in a wide one: a picture may be roomy, but
nothing in it overlaps.
"""

from collections.abc import Iterator
from math import ceil
from typing import Final

from checker.report.lines import columns, escaped

# Of a character, in ems: what the widest of the common fonts need.
CODE: Final = 0.605
PROSE: Final = 0.62


def width(text: str, size: float, advance: float = PROSE) -> int:
    """The room of a line of text with letters of this size, in whole pixels on either side of its middle."""
    return 2 * ceil(_columns(text) * size * advance / 2)


def cut(text: str, room: int) -> str:
    """The text in at most so many columns, with an ellipsis where it was longer."""
    safe = escaped(text)
    if _columns(safe) <= room:
        return safe
    while _columns(safe) > room - 1:
        safe = safe[:-1]
    return f"{safe}…"


def cut_within(name: str, room: int) -> str:
    """The same with the ellipsis in the middle, since names of a kind often differ at their end."""
    safe = escaped(name)
    if len(safe) <= room:
        return safe
    return f"{safe[: room // 2]}…{safe[-((room - 1) // 2) :]}"


def wrapped(text: str, room: int, most: int) -> tuple[str, ...]:
    """The text in lines of at most so many columns, cut after `most` lines."""
    lines = list(_lines(escaped(text), room))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}", room))


def _columns(text: str) -> int:
    return len(text) if text.isascii() else columns(text)


def _lines(text: str, room: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _columns(longer) > room:
            yield cut(line, room)
            line = word
        else:
            line = longer
    if line:
        yield cut(line, room)
