"""
Payloads near the edges of schemas: what one of them just accepts, another may just refuse.

Made from all that is said of a place by any of the schemas, also in branches and under `not`, so that most
are refused by one of them: whoever asks judges each.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

from checker.analysis.containment.example_texts import FORMATS, matching
from checker.analysis.containment.places import (
    ELEMENTS,
    Place,
    Said,
    applied,
    element,
    entered,
    is_of_objects,
    listed,
    mapped,
    member,
    needed,
    numbers_of,
    types,
)
from checker.analysis.references import References
from checker.analysis.written import written
from checker.model.json import Json
from checker.model.schemas import Schema

_DEPTH: Final = 5
_WRITTEN: Final = 100_000  # members, elements and values of all payloads together
_PLACES: Final = 400  # of one pair that are given values of their own; in the others only scalars stand
_WIDE: Final = 100  # members of one object, up to which each has more than one value
_SCHEMAS: Final = 6_000  # that are applied to these places
_FEW: Final = 16  # values of one member or element
_PAIRED: Final = 8  # of them that stand in pairs, where one is to be of a kind and others need not be
_LONGEST: Final = 200  # characters or elements of what is made to have a length
_SIMPLE: Final[tuple[Json, ...]] = (None, True, False, 0, 1, -1, Decimal("0.5"), "", "a", [], {})
_PLAIN: Final[Mapping[Json, Json]] = {"string": "a", "integer": 1, "number": 1, "boolean": True, "null": None}


class _Budget:
    """
    How many places may still be looked into, and how many schemas that are applied to them: a schema of many
    members at each level has far too many.
    """

    def __init__(self) -> None:
        self.places = _PLACES
        self.schemas = _SCHEMAS

    def take_place(self) -> bool:
        self.places -= 1
        return self.places >= 0

    def take_schemas(self, number: int) -> bool:
        self.schemas -= number
        return self.schemas >= 0


def samples(schemas: Iterable[Schema], *, most: int) -> Iterator[Json]:
    """
    Up to `most` payloads, each once; the plainest first. The same schemas give the same payloads, and fewer,
    where they are large.
    """
    place: list[Said] = []
    for schema in schemas:
        references = References(schema)
        place += entered(references.entered(), references)
    left = _WRITTEN
    for payload in islice(_values(tuple(place), _DEPTH, _Budget()), most):
        yield payload
        left -= _size(payload)
        if left < 0:
            return


def _values(place: Place, depth: int, budget: _Budget) -> Iterator[Json]:
    """Values for a place, a plain one first, then of every kind in turn, so that a few have some of all."""
    if not budget.take_schemas(len(place)):
        return iter(_SIMPLE)
    said = applied(place)
    budget.take_schemas(len(said))
    kinds = [_named(said), _numbers(said), _texts(said)]
    if depth and budget.take_place():
        kinds += [_objects(said, depth, budget), _arrays(said, depth, budget)]
    plain = (_PLAIN[kind] for one in said for kind in types(one.content) if kind in _PLAIN)
    return _distinct(_in_turn([*kinds, plain, iter(_SIMPLE)]))


def _in_turn(several: Sequence[Iterator[Json]]) -> Iterator[Json]:
    waiting = deque(several)
    while waiting:
        one = waiting.popleft()
        for value in islice(one, 1):
            yield value
            waiting.append(one)


def _named(said: Sequence[Said]) -> Iterator[Json]:
    for one in said:
        if "const" in one.content:
            yield one.content["const"]
        for keyword in ("enum", "examples"):
            yield from listed(one.content.get(keyword))


def _numbers(said: Sequence[Said]) -> Iterator[Json]:
    """Each limit, what is beside it, and what is a multiple there."""
    limits = numbers_of(said, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    steps = [step for step in numbers_of(said, "multipleOf") if step > 0]
    for limit in limits:
        yield from (_number(limit + by) for by in (0, 1, -1, Decimal("0.5"), Decimal("-0.5")))
        yield from (_number((limit // step + by) * step) for step in steps for by in (0, 1, -1))
    for step in steps:
        yield from (_number(step * by) for by in (1, -1, 2, 3, Decimal("0.5")))


def _texts(said: Sequence[Said]) -> Iterator[Json]:
    for length in numbers_of(said, "minLength", "maxLength"):
        yield from ("a" * int(length + by) for by in (0, 1, -1) if 0 <= length + by <= _LONGEST)
    for one in said:
        if isinstance(pattern := one.content.get("pattern"), str):
            yield from matching(pattern)
        if isinstance(form := one.content.get("format"), str):
            yield from FORMATS.get(form, ())


def _objects(said: Sequence[Said], depth: int, budget: _Budget) -> Iterator[Json]:
    """What is required with each member in turn given its values, left out, or added."""
    if not any(is_of_objects(one.content) for one in said):
        return
    required = list(dict.fromkeys(name for one in said for name in needed(one.content)))
    named = dict.fromkeys(name for one in said for name in mapped(one.content.get("properties")))
    patterns = dict.fromkeys(name for one in said for name in mapped(one.content.get("patternProperties")))
    fitting = dict.fromkeys(text for pattern in patterns for text in islice(matching(pattern), 2))
    names = list(dict.fromkeys((*required, *named, *fitting, "other")))
    values = {
        name: list(islice(_values(member(said, name), depth - 1, budget), _FEW if index < _WIDE else 1))
        for index, name in enumerate(names)
    }
    plain = {name: values[name][0] for name in required}
    full = {name: values[name][0] for name in dict.fromkeys((*required, *named))}
    yield plain
    yield full
    yield from _in_turn([_varied(base, name, values[name]) for name in names for base in (plain, full)])
    for number in numbers_of(said, "minProperties", "maxProperties"):
        for by in (0, 1, -1):
            size = int(number + by)
            if len(plain) < size <= _LONGEST:
                yield {**plain, **{f"other{each}": None for each in range(size - len(plain))}}


def _varied(base: Mapping[str, Json], name: str, values: Sequence[Json]) -> Iterator[Json]:
    """An object with each of these values under a name, and without any."""
    yield {**base, name: values[0]}
    yield {other: value for other, value in base.items() if other != name}
    yield from ({**base, name: value} for value in values[1:])


def _arrays(said: Sequence[Said], depth: int, budget: _Budget) -> Iterator[Json]:
    """Few and many elements, alike and unlike, each of them with its values in turn."""
    keywords = {*ELEMENTS, "prefixItems", "minItems", "maxItems", "uniqueItems"}
    if not any(keywords & one.content.keys() or "array" in types(one.content) for one in said):
        return
    prefix = max(
        (len(listed(one.content.get(name))) for one in said for name in ("prefixItems", "items")), default=0
    )
    places = [element(said, index) for index in range(min(prefix, _FEW) + 1)]
    values = [list(islice(_values(place, depth - 1, budget), _FEW)) for place in places]
    first = [each[0] for each in values]
    yield []
    yield first
    yield [*first, first[-1]]
    for index, each in enumerate(values):
        yield first[:index]
        yield from ([*first[:index], value] for value in each)
        yield from ([*first[:index], value, *first[index + 1 :]] for value in each)
    rest = values[-1]
    if any("contains" in one.content for one in said):
        yield from ([one, other] for other in rest[:_PAIRED] for one in rest[:_PAIRED])
    yield from ([*first, value] for value in rest)
    yield from ([value, value] for value in rest)
    for number in numbers_of(said, "minItems", "maxItems", "minContains", "maxContains"):
        for by in (0, 1, -1):
            size = int(number + by)
            if 0 <= size <= _LONGEST:
                yield [*first[:size], *([rest[0]] * (size - len(first)))]
                yield [*rest, *range(100, 100 + size)][:size]


def _number(value: Decimal) -> Json:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**30 else value


def _size(value: Json) -> int:
    match value:
        case dict():
            return 1 + sum(map(_size, value.values()))
        case list():
            return 1 + sum(map(_size, value))
        case _:
            return 1


def _distinct(values: Iterable[Json]) -> Iterator[Json]:
    known: set[str] = set()
    for value in values:
        text = written(value, sort_keys=True)
        if text not in known:
            known.add(text)
            yield value
