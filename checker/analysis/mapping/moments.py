"""Times as they are written, and the formats in which they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SHORTHANDS: Final = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "D": "%m/%d/%y", "R": "%H:%M"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it was written; `fraction` is what stood behind the second's point, up to nine digits."""

    time: datetime
    fraction: str = ""
    is_date: bool = False


class FormatError(Exception):
    """A format that can't be read or written; the message is a clause, with the remedy behind it."""


def tokens(text: str) -> list[tuple[str, str]]:
    """A format as ("directive", letter) and ("literal", text), shorthands written out."""
    found: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        if text[position] != "%":
            found.append(("literal", text[position]))
            position += 1
            continue
        letter = text[position + 1 : position + 2]
        if letter == "%":
            found.append(("literal", "%"))
        elif letter in SHORTHANDS:
            found.extend(tokens(SHORTHANDS[letter]))
        else:
            found.append(("directive", letter))
        position += 2
    return found
