"""
Sets of texts, and what is left of one after its first character (Brzozowski 1964).

Characters that no expression tells apart are one letter here, so that there are few; a set of letters is a
number with a bit for each.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Final, TypeAlias

from checker.analysis.containment.expressions.characters import ALL, Ranges, is_in
from checker.analysis.containment.expressions.parsing import (
    Characters,
    Choice,
    Edge,
    NotUnderstoodError,
    Repeated,
    Sequence,
    Tree,
)

# ("none",), ("empty",), ("one", letters), ("then", a, b), ("or", (…)), ("many", a, least, most or None)
Language: TypeAlias = tuple[object, ...]

_MOST: Final = 4_000  # languages, each after a letter, that are looked at for one question
_WIDEST: Final = 100  # alternatives in a language

NONE: Final[Language] = ("none",)
EMPTY: Final[Language] = ("empty",)


class Letters:
    """The letters of some expressions, each with the first character that it stands for, plain ones first."""

    def __init__(self, sets: Iterable[Ranges]) -> None:
        known = list(dict.fromkeys((*sets, ALL)))
        edges = sorted({edge for ranges in known for first, last in ranges for edge in (first, last + 1)})
        plain = [ord(one) for one in "a0A b_-"]
        letters: dict[tuple[bool, ...], int] = {}
        for character in (*plain, *edges):
            if is_in(character, ALL):
                letters.setdefault(tuple(is_in(character, ranges) for ranges in known), character)
        self.characters = tuple(letters.values())
        self.every = (1 << len(letters)) - 1
        self._sets = {
            ranges: sum(1 << index for index, told in enumerate(letters) if told[place])
            for place, ranges in enumerate(known)
        }
        self._left: dict[tuple[Language, int], Language] = {}

    def language(self, tree: Tree) -> Language:
        match tree:
            case Characters(ranges):
                return ("one", self._sets[ranges]) if ranges else NONE
            case Sequence(parts):
                return reduce(lambda rest, one: then(self.language(one), rest), reversed(parts), EMPTY)
            case Choice(parts):
                return either(map(self.language, parts))
            case Repeated(part, least, most):
                return many(self.language(part), least, most)
            case Edge():
                raise AssertionError("edges were taken away")

    def left(self, language: Language, letter: int) -> Language:
        """What may follow this letter."""
        key = (language, letter)
        if (known := self._left.get(key)) is None:
            if len(self._left) >= _MOST:
                raise NotUnderstoodError
            known = self._left[key] = self._after(language, letter)
        return known

    def _after(self, language: Language, letter: int) -> Language:
        match language:
            case ("one", int(letters)):
                return EMPTY if letters >> letter & 1 else NONE
            case ("then", tuple(first), tuple(rest)):
                found = then(self.left(first, letter), rest)
                return either((found, self.left(rest, letter))) if has_empty(first) else found
            case ("or", tuple(some)):
                return either(self.left(one, letter) for one in some)
            case ("many", tuple(one), int(least), most):
                assert most is None or isinstance(most, int)
                fewer = None if most is None else most - 1
                return then(self.left(one, letter), many(one, max(least - 1, 0), fewer))
            case _:
                return NONE


def sets(tree: Tree) -> Iterable[Ranges]:
    """The sets of characters of an expression."""
    match tree:
        case Characters(ranges):
            yield ranges
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from sets(part)
        case Repeated(part):
            yield from sets(part)
        case Edge():
            pass


def has_empty(language: Language) -> bool:
    """The empty text is in it."""
    match language:
        case ("empty",):
            return True
        case ("then", tuple(first), tuple(rest)):
            return has_empty(first) and has_empty(rest)
        case ("or", tuple(some)):
            return any(map(has_empty, some))
        case ("many", tuple(one), int(least), _):
            return least == 0 or has_empty(one)
        case _:
            return False


def then(first: Language, rest: Language) -> Language:
    if NONE in (first, rest):
        return NONE
    if first == EMPTY:
        return rest
    if rest == EMPTY:
        return first
    if first[0] == "then":
        _, head, tail = first
        assert isinstance(head, tuple)
        assert isinstance(tail, tuple)
        return ("then", head, then(tail, rest))
    return ("then", first, rest)


def either(some: Iterable[Language]) -> Language:
    found: set[Language] = set()
    for one in some:
        if one[0] == "or":
            assert isinstance(one[1], tuple)
            found |= set(one[1])
        elif one != NONE:
            found.add(one)
    if not found:
        return NONE
    if len(found) > _WIDEST:
        raise NotUnderstoodError
    return found.pop() if len(found) == 1 else ("or", tuple(sorted(found, key=repr)))


def many(one: Language, least: int, most: int | None) -> Language:
    if most == 0 or one == EMPTY:
        return EMPTY
    if one == NONE:
        return EMPTY if least == 0 else NONE
    return one if least == most == 1 else ("many", one, least, most)
