"""
Rows with conditions on payloads, of which the first that holds wins: what they choose, before and now.

Two tables are held against each other by payloads that either of them can tell apart. So the order of rows,
and how they are written, is no change where the same comes out, and a difference that is found is one for
the payload it was found with. Of more than a few patterns at one place not every overlap is looked at.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import Final, Generic, TypeAlias, TypeVar

from checker.analysis.conditions import of_value, of_values
from checker.analysis.containment.example_texts import matching
from checker.analysis.containment.expressions import NotUnderstoodError, word
from checker.model.conditions import Condition, Matches, Not, OneOf, Test
from checker.model.findings import Skipped
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.places import Place

T = TypeVar("T")

_OTHER: Final = "another value"
_OTHER_NUMBER: Final = 8_249_317
_CLASS: Final = "xx"  # how the name of a class of transport codes ends
_LENGTH: Final = 3  # of a transport code
_SEVERAL: Final = 4  # patterns of which each overlap is looked at; of more, each two


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """One row: it is chosen for `code` (None: for any), where all conditions hold, and gives `gives`."""

    code: str | None = None
    where: tuple[Condition, ...]
    gives: Hashable
    row: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Generic[T]):
    """The rows chosen for one payload; None where none is. `where` is what matters in it, in words."""

    old: Choice[T] | None
    new: Choice[T] | None
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands at a path, and how a sentence has it."""

    value: Json | Absent | tuple[Json, ...]
    words: str


_Payload: TypeAlias = tuple[_Value, ...]


def told_apart(old: Sequence[Choice[T]], new: Sequence[Choice[T]]) -> int:
    """How many payloads the two tables tell apart."""
    return prod(len(values) for _, values in _places(old, new))


def chosen(old: Sequence[Choice[T]], new: Sequence[Choice[T]]) -> Iterator[Chosen[T]]:
    """For each pair of what was given and what is given now the first payload for which it is so."""
    if [(one.code, one.where, one.gives) for one in old] == [(one.code, one.where, one.gives) for one in new]:
        return
    places = _places(old, new)
    names = [name for name, _ in places]
    tables = [[(one, _test(one, names)) for one in table] for table in (old, new)]
    seen: set[tuple[Hashable, Hashable]] = set()

    def found(payload: _Payload) -> tuple[Choice[T] | None, Choice[T] | None]:
        first, second = (next((one for one, holds in table if holds(payload)), None) for table in tables)
        return first, second

    for payload in product(*(values for _, values in places)):
        was, now = found(payload)
        pair = _gives(was), _gives(now)
        if pair[0] == pair[1] or pair in seen:
            continue
        seen.add(pair)
        matters = [
            number
            for number, (_, values) in enumerate(places)
            for changed in [[(*payload[:number], value, *payload[number + 1 :]) for value in values]]
            if any(tuple(map(_gives, found(other))) != pair for other in changed)
        ]
        where = tuple(f"{names[number] or 'the code'} {payload[number].words}" for number in matters)
        yield Chosen(old=was, new=now, where=where)


def too_many(check: str, place: Place) -> Skipped:
    """That a table was not held against what it was."""
    why = "its conditions tell more payloads apart than the limit of states"
    fix = "compare more with --states N"
    return Skipped(check=f"drift of {check}", why=why, was_asked=True, place=place, fix=fix)


def _gives(choice: Choice[T] | None) -> Hashable:
    return choice.gives if choice is not None else None


def _places(old: Sequence[Choice[T]], new: Sequence[Choice[T]]) -> list[tuple[str, list[_Value]]]:
    """The places that conditions speak of, each with what they tell apart there; "" is the transport code."""
    found: list[tuple[str, list[_Value]]] = []
    codes = list(dict.fromkeys(one.code for one in (*old, *new) if one.code is not None))
    if codes:
        found.append(("", [*(_Value(code, f"is {code}") for code in codes), _Value("", "is another")]))
    tests: dict[str, list[Test]] = {}
    paths: dict[str, Path] = {}
    for one in (*old, *new):
        for condition in one.where:
            paths.setdefault(condition.path.text, condition.path)
            tests.setdefault(condition.path.text, []).append(condition.test)
    for text, path in paths.items():
        values = list(_told_apart(tests[text]))
        found.append((text, values if path.is_plain else list(_lists(values))))
    return found


def _told_apart(tests: Iterable[Test]) -> Iterator[_Value]:
    """Each value that is named, a text for each pattern, nothing, null, and something that nobody names."""
    named: dict[str, Json] = {}
    patterns: dict[str, None] = {}
    waiting = list(tests)
    for test in waiting:  # grows as we go
        match test:
            case OneOf(values):
                named |= {repr(value): value for value in values if value is not None}
            case Matches(regex):
                patterns[regex] = None
            case Not(other):
                waiting.append(other)
            case _:
                pass
    named |= {repr(text): text for text in _texts(tuple(patterns), named.values())}
    yield from (_Value(value, f"is {_shown(value)}") for value in named.values())
    yield _Value(ABSENT, "is absent")
    yield _Value(None, "is null")
    yield _Value(_OTHER, "is none of those named")
    if patterns:
        yield _Value(_OTHER_NUMBER, "is no text")


def _texts(patterns: Sequence[str], named: Iterable[Json]) -> Iterator[str]:
    """Texts that match some of these patterns and not the others, none of them named already."""
    known = frozenset(value for value in named if isinstance(value, str))
    sizes = range(1, len(patterns) + 1) if len(patterns) <= _SEVERAL else (1, 2, len(patterns))
    for size in sizes:
        for some in combinations(patterns, size):
            others = tuple(pattern for pattern in patterns if pattern not in some)
            try:
                text = word(some, others, 0, None, known)
            except NotUnderstoodError:
                yield from (text for pattern in some for text in matching(pattern))
                continue
            if text is not None:
                yield text


def _shown(value: Json) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case _:
            return str(value)


def _lists(values: Sequence[_Value]) -> Iterator[_Value]:
    """What a path with `*` can lead to: nothing, one value, or two."""
    one = [each for each in values if not isinstance(each.value, Absent | tuple)]
    yield _Value((), "is absent")
    for first, each in enumerate(one):
        yield _Value((_json(each),), each.words)
        for other in one[first + 1 :]:
            yield _Value((_json(each), _json(other)), f"{each.words} and {other.words}")


def _json(value: _Value) -> Json:
    assert not isinstance(value.value, Absent | tuple)
    return value.value


def _test(choice: Choice[T], names: Sequence[str]) -> Callable[[_Payload], bool]:
    tests = [(names.index(condition.path.text), _holds(condition)) for condition in choice.where]
    number = names.index("") if choice.code is not None else None

    def holds(payload: _Payload) -> bool:
        if number is not None and not _is_of(str(payload[number].value), str(choice.code)):
            return False
        return all(test(payload[place]) for place, test in tests)

    return holds


def _holds(condition: Condition) -> Callable[[_Value], bool]:
    if condition.path.is_plain:
        one = of_value(condition.test, condition.place)
        return lambda value: not isinstance(value.value, tuple) and one(value.value)
    some = of_values(condition.test, condition.place)
    return lambda value: isinstance(value.value, tuple) and some(value.value)


def _is_of(code: str, asked: str) -> bool:
    """Whether a transport code is the one that is asked for, or of the class."""
    return code == asked or (
        asked.endswith(_CLASS) and len(code) == len(asked) == _LENGTH and code[0] == asked[0]
    )
