"""Texts of some length that match some expressions and not others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from checker.analysis.containment.example_texts import FORMATS, matching
from checker.analysis.containment.expressions import NotUnderstoodError, word
from checker.analysis.containment.solving.facts import Among, Except, Fact, Matches, Open, Size
from checker.model.json import Json
from checker.model.schemas import Draft

if TYPE_CHECKING:
    from fractions import Fraction

    from checker.analysis.containment.solving.solver import Solver

_Key: TypeAlias = "Fraction | str | bool | None"
_Rule: TypeAlias = tuple[str, str, Draft]  # `pattern` or `format`, its value, and the draft it is read by
_COST: Final = 20  # steps that it takes to look for a text among those that expressions leave
_LONGEST: Final = 2_000  # characters of what is built
_LETTERS: Final = ("a", "b", "z", "A", "0", "1", "-", " ", "_", "~", "é", "\n", "ab", "0a", "x-y", "a@b", "/")
# How long texts of a format are, where the one who judges them holds to it.
_LENGTHS: Final = {"date": (10, 10), "uuid": (36, 36), "ipv4": (7, 15), "date-time": (20, None)}
_NOT_EMPTY: Final = frozenset({"email", "hostname", "uri", "time", "ipv6", "duration", "idn-email"})


@dataclass(frozen=True, slots=True)
class Texts:
    """What is left of all texts."""

    least: int = 0
    most: int | None = None
    kept: tuple[_Rule, ...] = ()
    broken: tuple[_Rule, ...] = ()
    among: Mapping[_Key, Json] | None = None
    excluded: frozenset[_Key] = frozenset()

    def extended(self, facts: Sequence[Fact], _: "Solver") -> "Texts | None":
        made = self
        for one in facts:
            match one:
                case Size(least, most):
                    made = made._of_length(least, most)
                case Matches(keyword, value, draft, True):
                    made = replace(made, kept=(*made.kept, (keyword, value, draft)))
                    if keyword == "format":
                        made = made._of_length(*_length(value, draft))
                case Matches(keyword, value, draft, False):
                    made = replace(made, broken=(*made.broken, (keyword, value, draft)))
                case Among(values):
                    known = made.among
                    made = replace(
                        made,
                        among={key: value for key, value in values.items() if known is None or key in known},
                    )
                case Except(values):
                    made = replace(made, excluded=made.excluded | values.keys())
        return None if made._is_empty() else made

    def openings(self, solver: "Solver") -> Iterator[Open]:
        if self.among is not None:
            some = [one for one in map(str, self.among) if self._has(one)]
            yield Open(tuple(some[:3]), True)
            return
        found = tuple(islice(filter(self._has, self._candidates()), 2))
        reason = ""
        if not found or self.kept or self.broken:
            solver.look(_COST)
            try:
                text = self._word()
            except NotUnderstoodError:
                pass
            else:
                if text is None:
                    return
                found = found or tuple(filter(self._has, (text,)))
        if not found:
            told = [value for _, value, _ in (*self.kept, *self.broken)]
            reason = (
                f"no text was found for {', '.join(told[:3])}"
                if told
                else f"what shows it would have {self.least} characters"
            )
        yield Open(found, bool(found), reason=reason)

    def _word(self) -> str | None:
        """A text, as far as expressions tell; None where there is none, whatever else is said."""
        patterns = [value for keyword, value, _ in self.kept if keyword == "pattern"]
        not_patterns = [value for keyword, value, _ in self.broken if keyword == "pattern"]
        excluded = frozenset(one for one in self.excluded if isinstance(one, str))
        return word(
            tuple(sorted(set(patterns))), tuple(sorted(set(not_patterns))), self.least, self.most, excluded
        )

    def _of_length(self, least: int, most: int | None) -> "Texts":
        shorter = self.most if most is None else most if self.most is None else min(most, self.most)
        return replace(self, least=max(self.least, least), most=shorter)

    def _is_empty(self) -> bool:
        if self.most is not None and self.most < self.least:
            return True
        if not set(self.kept).isdisjoint(self.broken):
            return True
        if self.among is not None:
            return not any(self._has(one) for one in self.among if isinstance(one, str))
        return self.most == 0 and not self._has("")

    def _has(self, text: str) -> bool:
        if text in self.excluded or (self.among is not None and text not in self.among):
            return False
        if len(text) < self.least or (self.most is not None and len(text) > self.most):
            return False
        return all(judged(*one)(text) for one in self.kept) and not any(
            judged(*one)(text) for one in self.broken
        )

    def _candidates(self) -> Iterator[str]:
        if self.least <= _LONGEST:
            yield "a" * self.least
        for keyword, value, _ in (*self.kept, *self.broken):
            some: Iterable[str] = matching(value) if keyword == "pattern" else FORMATS.get(value, ())
            for text in some:
                yield text
                yield from self._fitted(text)
        yield from _LETTERS
        for letter in _LETTERS:
            yield from self._fitted(letter)
        yield from (f"a{number}" for number in range(20))

    def _fitted(self, text: str) -> Iterator[str]:
        """As long as it must be."""
        if text and len(text) < self.least <= _LONGEST:
            yield (text * (self.least // len(text) + 1))[: self.least]
            yield text + text[-1] * (self.least - len(text))
        if self.most is not None and len(text) > self.most:
            yield text[: self.most]


def _length(name: str, draft: Draft) -> tuple[int, int | None]:
    if judged("format", name, draft)(""):
        return 0, None  # nobody looks at it
    return _LENGTHS.get(name) or (int(name in _NOT_EMPTY), None)


@lru_cache(maxsize=2_000)
def judged(keyword: str, value: str, draft: Draft) -> Any:  # a bound method of what is no Python
    """Whether a text keeps `pattern` or `format`, by the library whose verdicts count."""
    import jsonschema_rs as rs

    validator = rs.Draft7Validator if draft == "7" else rs.Draft202012Validator
    return validator({keyword: value}, validate_formats=True, pattern_options=rs.RegexOptions()).is_valid


@lru_cache(maxsize=10_000)
def matches(pattern: str, text: str) -> bool:
    return bool(judged("pattern", pattern, "2020-12")(text))
