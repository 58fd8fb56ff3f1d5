"""Names that are known names with a slip of the hand in them: the only names that may be mended unasked."""

from collections.abc import Iterable
from typing import Final

_LEAST: Final = 4  # letters; in a shorter name one letter is too much of it
_MOST: Final = 100
_RIVAL: Final = 2  # how many letters away another name may still have been meant
_SEPARATORS: Final = str.maketrans("-.", "__")


def slip_of(name: str, known: Iterable[str], *, is_word: bool = False) -> str | None:
    """
    The one name that was meant; None where there is any doubt.

    A slip is another case or separator, two neighbours that changed places, or one letter that is missing or
    too many inside the name; of a word of the language (`is_word`) also at its end. One letter in place of
    another is none: SKIPPED is not meant to be SHIPPED. Nor is another digit. A name that anything else is
    near to is left alone.
    """
    names = set(known)
    found = [other for other in names if other != name and _is_slip(name, other, is_word=is_word)]
    if len(found) != 1:
        return None
    rivals = (other for other in names if other not in found and _is_near(_folded(name), _folded(other)))
    return None if any(rivals) else found[0]


def _folded(name: str) -> str:
    return name.casefold().translate(_SEPARATORS)


def _is_slip(name: str, other: str, *, is_word: bool) -> bool:
    if not _LEAST <= min(len(name), len(other)) <= max(len(name), len(other)) <= _MOST:
        return False
    if _digits(name) != _digits(other):
        return False
    one, two = _folded(name), _folded(other)
    shorter, longer = sorted((one, two), key=len)
    if len(longer) == len(shorter):
        return one == two or _are_swapped(one, two)
    inside = range(1, len(longer) if is_word else len(longer) - 1)
    return len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in inside)


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _are_swapped(one: str, two: str) -> bool:
    """Whether two neighbours changed places, and nothing else is different."""
    at = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == two[at[1]] and one[at[1]] == two[at[0]]


def _is_near(one: str, two: str) -> bool:
    """Whether few letters put in, left out, replaced or swapped make one name of the other."""
    if abs(len(one) - len(two)) > _RIVAL or max(len(one), len(two)) > _MOST:
        return False
    before: list[int] = []
    row: list[int] = [*range(len(two) + 1)]
    for i, a in enumerate(one, start=1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(two, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1] <= _RIVAL
