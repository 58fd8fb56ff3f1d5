"""A short text that matches some expressions and not others, sought letter by letter."""

from functools import lru_cache
from typing import Final, TypeAlias

from checker.analysis.containment.expressions.languages import (
    NONE,
    Language,
    Letters,
    has_empty,
    sets,
)
from checker.analysis.containment.expressions.parsing import (
    ANY,
    Characters,
    NotUnderstoodError,
    texts,
)
from checker.analysis.containment.expressions.parsing import (
    Sequence as Sequenced,
)

__all__ = ["NotUnderstoodError", "word"]

_MOST: Final = 1_500  # looks at what a letter leaves
_LONGEST: Final = 300  # letters that are looked at one after another
_WRITTEN: Final = 1_000  # characters of all expressions
_SEVERAL: Final = 60  # texts that are left out, each an expression of its own

_State: TypeAlias = tuple[Language, ...]


@lru_cache(maxsize=2_000)
def word(
    matched: tuple[str, ...],
    unmatched: tuple[str, ...],
    least: int,
    most: int | None,
    excluded: frozenset[str],
) -> str | None:
    """
    A text of a length between two that matches these expressions, none of those, and is none of some;
    None where there is no such text.

    Raises:
        NotUnderstoodError: an expression is not understood, or there is too much to look at.

    """
    if len(excluded) > _SEVERAL or least > _LONGEST or sum(map(len, (*matched, *unmatched))) > _WRITTEN:
        raise NotUnderstoodError
    wanted, unwanted = [texts(one) for one in matched], [texts(one) for one in unmatched]
    unwanted += [
        Sequenced(tuple(Characters(((ord(one),) * 2,)) for one in text)) for text in sorted(excluded)
    ]
    letters = Letters(ranges for tree in (*wanted, *unwanted) for ranges in sets(tree))
    anything = letters.language(ANY)
    start = tuple(letters.language(one) for one in (*wanted, *unwanted))
    return _Search(letters, len(wanted), anything).word(start, least, most)


class _Search:
    def __init__(self, letters: Letters, wanted: int, anything: Language) -> None:
        self._letters = letters
        self._wanted = wanted
        self._anything = anything
        self._steps = 0

    def word(self, start: _State, least: int, most: int | None) -> str | None:
        """By length: the states that texts of a length lead to, each with one of these texts."""
        layer = {start: ""} if not self._is_dead(start) else {}
        seen: set[_State] = set()
        length = 0
        while layer and (most is None or length <= most):
            if length >= least:
                found = next((text for state, text in layer.items() if self._is_end(state)), None)
                if found is not None:
                    return found
                layer = {state: text for state, text in layer.items() if state not in seen}
                seen |= layer.keys()
            layer = self._next(layer)
            length += 1
            if length > 2 * _LONGEST:
                raise NotUnderstoodError
        return None

    def _next(self, layer: dict[_State, str]) -> dict[_State, str]:
        found: dict[_State, str] = {}
        for state, text in layer.items():
            for letter, character in enumerate(self._letters.characters):
                self._steps += 1
                if self._steps > _MOST:
                    raise NotUnderstoodError
                made = tuple(self._plain(self._letters.left(one, letter)) for one in state)
                if made not in found and not self._is_dead(made):
                    found[made] = text + chr(character)
        return found

    def _plain(self, language: Language) -> Language:
        """What holds any text holds all."""
        some = language[1] if language[0] == "or" else ()
        return self._anything if isinstance(some, tuple) and self._anything in some else language

    def _is_end(self, state: _State) -> bool:
        return all(map(has_empty, state[: self._wanted])) and not any(map(has_empty, state[self._wanted :]))

    def _is_dead(self, state: _State) -> bool:
        """Nothing that is wanted can follow."""
        return NONE in state[: self._wanted] or self._anything in state[self._wanted :]
