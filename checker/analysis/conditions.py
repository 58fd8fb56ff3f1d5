"""
What `where` says, held against a message.

Values are compared as JSON: 1 is 1.0, and neither true nor "1"; null is null only. Where a path has `*`, a
test holds when it holds for one of the values found, `absent` when there are none, and `not` when the
other test does not hold.

Regular expressions come from contracts and meet texts from anywhere, so they run in the engine of
jsonschema-rs, whose time grows with the length of the text only. It knows no look-around and no
back-references: a pattern that needs them is refused, since Python's own engine could hang on it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from checker.analysis import numbers
from checker.analysis.follow import Elements, Sources, first, values
from checker.errors import ContractError, Mistake
from checker.model.conditions import Condition, IsAbsent, IsPresent, Matches, Not, OneOf, Test
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.text import shown

Holds: TypeAlias = Callable[[Json | Absent], bool]
AnyHolds: TypeAlias = Callable[[Sequence[Json]], bool]


def holds(conditions: tuple[Condition, ...], sources: Sources, elements: Elements = ()) -> bool:
    """Whether all conditions hold; see `within` for conditions that are used more than once."""
    return within(conditions)(sources, elements)


def compiled(conditions: tuple[Condition, ...]) -> Callable[[Sources], bool]:
    """
    The conditions as one function of a message; all must hold.

    Raises:
        ContractError: a regular expression can't be used.

    """
    all_hold = within(conditions)
    return lambda sources: all_hold(sources, ())


def within(conditions: tuple[Condition, ...]) -> Callable[[Sources, Elements], bool]:
    """The same as a function of a message and the elements around a row. Raises as `compiled` does."""
    tests = [_compiled(condition) for condition in conditions]
    if len(tests) == 1:
        return tests[0]
    return lambda sources, elements: all(test(sources, elements) for test in tests)


def of_value(test: Test, place: Place) -> Holds:
    """A test as a function of the one value that a path without `*` leads to."""
    match test:
        case OneOf(wanted):
            return _one_of(wanted)
        case IsAbsent():
            return lambda value: value is ABSENT
        case IsPresent():
            return lambda value: value is not ABSENT and value is not None
        case Matches(regex):
            pattern = _pattern(regex, place)
            return lambda value: isinstance(value, str) and pattern(value)
        case Not(other):
            inner = of_value(other, place)
            return lambda value: not inner(value)


def of_values(test: Test, place: Place) -> AnyHolds:
    """A test as a function of all values that a path with `*` leads to."""
    match test:
        case IsAbsent():
            return lambda found: not found
        case Not(other):
            inner = of_values(other, place)
            return lambda found: not inner(found)
        case _:
            one = of_value(test, place)
            return lambda found: any(map(one, found))


def _compiled(condition: Condition) -> Callable[[Sources, Elements], bool]:
    path = condition.path
    if path.is_plain:
        one = of_value(condition.test, condition.place)
        return lambda sources, elements: one(first(path, sources, elements))
    some = of_values(condition.test, condition.place)
    return lambda sources, elements: some([value for _, value in values(path, sources, elements)])


def _one_of(wanted: tuple[Json, ...]) -> Holds:
    texts = frozenset(value for value in wanted if isinstance(value, str))
    others = tuple(value for value in wanted if not isinstance(value, str))

    def is_one(value: Json | Absent) -> bool:
        if isinstance(value, str):
            return value in texts
        return value is not ABSENT and any(numbers.same(value, other) for other in others)

    return is_one


@lru_cache(maxsize=1024)
def _pattern(regex: str, place: Place) -> Callable[[str], bool]:
    import jsonschema_rs

    try:
        validator = jsonschema_rs.Draft202012Validator(
            {"pattern": regex}, pattern_options=jsonschema_rs.RegexOptions()
        )
    except jsonschema_rs.ValidationError as error:
        raise ContractError(
            [
                Mistake(
                    message=f"the regular expression {shown(regex)} can't be used in matches",
                    place=place,
                    fix="write it without look-around, back-references and huge repetitions",
                )
            ]
        ) from error

    def is_found(text: str) -> bool:
        return validator.is_valid(text)

    return is_found
