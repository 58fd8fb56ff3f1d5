"""Sets of characters, as ranges of code points that are in order and do not touch."""

from collections.abc import Iterable
from typing import Final, TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]  # first and last, both in

ALL: Final[Ranges] = ((0, 0xD7FF), (0xE000, 0x10FFFF))  # a text holds no half of a surrogate pair
DIGITS: Final[Ranges] = ((0x30, 0x39),)
WORD: Final[Ranges] = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_ENDS: Final[Ranges] = ((0xA, 0xA), (0xD, 0xD), (0x2028, 0x2029))
SPACES: Final[Ranges] = (
    *((0x9, 0xD), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def without(ranges: Ranges) -> Ranges:
    """All characters but these."""
    found: list[tuple[int, int]] = []
    for first, last in ALL:
        start = first
        for low, high in ranges:
            if high < start or low > last:
                continue
            if low > start:
                found.append((start, low - 1))
            start = high + 1
        if start <= last:
            found.append((start, last))
    return tuple(found)


def is_in(character: int, ranges: Ranges) -> bool:
    return any(first <= character <= last for first, last in ranges)
