"""
Payloads near the edges of schemas: what one of them just accepts, another may just refuse.

Made from all that is said of a place by any of the schemas, also in branches and under `not`, so that most
are refused by one of them: whoever asks judges each.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias

from checker.analysis.references import References, Resource
from checker.analysis.written import written
from checker.model.json import Json
from checker.model.schemas import Schema

Place: TypeAlias = tuple["Said", ...]

_DEPTH: Final = 5
_PLACES: Final = 400  # of one pair that are given values of their own; in the others only scalars stand
_FEW: Final = 16  # values of one member or element
_PAIRED: Final = 8  # of them that stand in pairs, where one is to be of a kind and others need not be
_LONGEST: Final = 200  # characters or elements of what is made to have a length
_SIMPLE: Final[tuple[Json, ...]] = (None, True, False, 0, 1, -1, Decimal("0.5"), "", "a", [], {})
_PLAIN: Final[Mapping[Json, Json]] = {"string": "a", "integer": 1, "number": 1, "boolean": True, "null": None}
_FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("2026-03-02",),
    "time": ("09:15:01Z",),
    "date-time": ("2026-03-02T09:15:01Z",),
    "email": ("a@example.org",),
    "uri": ("https://example.org/a",),
    "uuid": ("3e4666bf-d5e5-4aa7-b8ce-cefe41c7568a",),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "hostname": ("example.org",),
    "duration": ("P1D",),
}
_LISTS: Final = ("allOf", "anyOf", "oneOf")
_SINGLE: Final = ("not", "if", "then", "else")
_NAMED: Final = ("dependentSchemas", "dependencies")
_ELEMENTS: Final = ("items", "additionalItems", "contains", "unevaluatedItems")
_FURTHER: Final = ("additionalProperties", "unevaluatedProperties")


class Said(NamedTuple):
    """A schema object that says something of a place, with what its references lead to."""

    content: Mapping[str, Json]
    base: str
    references: References


class _Budget:
    """How many places may still be looked into: a schema of many members at each level has far too many."""

    def __init__(self) -> None:
        self.left = _PLACES

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


def samples(schemas: Iterable[Schema], *, most: int) -> Iterator[Json]:
    """Up to `most` payloads, each once; the plainest first. The same schemas give the same payloads."""
    place: list[Said] = []
    for schema in schemas:
        references = References(schema)
        place += _said(references.entered(), references)
    yield from islice(_values(tuple(place), _DEPTH, _Budget()), most)


def _said(found: Resource | None, references: References) -> Place:
    return () if found is None else (Said(found[0], found[1], references),)


def _values(place: Place, depth: int, budget: _Budget) -> Iterator[Json]:
    """Values for a place, a plain one first, then of every kind in turn, so that a few have some of all."""
    said = _applied(place)
    kinds = [_named(said), _numbers(said), _texts(said)]
    if depth and budget.take():
        kinds += [_objects(said, depth, budget), _arrays(said, depth, budget)]
    plain = (_PLAIN[kind] for one in said for kind in _types(one.content) if kind in _PLAIN)
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
            yield from _listed(one.content.get(keyword))


def _applied(place: Place) -> list[Said]:
    """All that is said of a place, through references and branches; each once."""
    waiting, known, found = list(reversed(place)), set[int](), list[Said]()
    while waiting:
        one = waiting.pop()
        if id(one.content) in known:
            continue
        known.add(id(one.content))
        base = one.references.base(one.content, one.base)
        found.append(one._replace(base=base))
        ahead: list[Said] = []
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(reference := one.content.get(keyword), str):
                ahead += _said(one.references.target(reference, base), one.references)
        inner = [each for keyword in _LISTS for each in _listed(one.content.get(keyword))]
        inner += [one.content.get(keyword) for keyword in _SINGLE]
        inner += [each for keyword in _NAMED for each in _mapped(one.content.get(keyword)).values()]
        ahead += [Said(each, base, one.references) for each in inner if isinstance(each, Mapping)]
        waiting += reversed(ahead)
    return found


def _numbers(said: Sequence[Said]) -> Iterator[Json]:
    """Each limit, what is beside it, and what is a multiple there."""
    limits = _of(said, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    steps = [step for step in _of(said, "multipleOf") if step > 0]
    for limit in limits:
        yield from (_number(limit + by) for by in (0, 1, -1, Decimal("0.5"), Decimal("-0.5")))
        yield from (_number((limit // step + by) * step) for step in steps for by in (0, 1, -1))
    for step in steps:
        yield from (_number(step * by) for by in (1, -1, 2, 3, Decimal("0.5")))


def _texts(said: Sequence[Said]) -> Iterator[Json]:
    for length in _of(said, "minLength", "maxLength"):
        yield from ("a" * int(length + by) for by in (0, 1, -1) if 0 <= length + by <= _LONGEST)
    for one in said:
        if isinstance(pattern := one.content.get("pattern"), str):
            yield from _matching(pattern)
        if isinstance(form := one.content.get("format"), str):
            yield from _FORMATS.get(form, ())


def _objects(said: Sequence[Said], depth: int, budget: _Budget) -> Iterator[Json]:
    """What is required with each member in turn given its values, left out, or added."""
    if not any(_is_of_objects(one.content) for one in said):
        return
    required = list(dict.fromkeys(name for one in said for name in _needed(one.content)))
    named = dict.fromkeys(name for one in said for name in _mapped(one.content.get("properties")))
    patterns = dict.fromkeys(name for one in said for name in _mapped(one.content.get("patternProperties")))
    matching = dict.fromkeys(text for pattern in patterns for text in islice(_matching(pattern), 2))
    names = list(dict.fromkeys((*required, *named, *matching, "other")))
    values = {name: list(islice(_values(_member(said, name), depth - 1, budget), _FEW)) for name in names}
    plain = {name: values[name][0] for name in required}
    full = {name: values[name][0] for name in dict.fromkeys((*required, *named))}
    yield plain
    yield full
    yield from _in_turn([_varied(base, name, values[name]) for name in names for base in (plain, full)])
    for number in _of(said, "minProperties", "maxProperties"):
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
    keywords = {*_ELEMENTS, "prefixItems", "minItems", "maxItems", "uniqueItems"}
    if not any(keywords & one.content.keys() or "array" in _types(one.content) for one in said):
        return
    prefix = max(
        (len(_listed(one.content.get(name))) for one in said for name in ("prefixItems", "items")), default=0
    )
    places = [_element(said, index) for index in range(min(prefix, _FEW) + 1)]
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
    for number in _of(said, "minItems", "maxItems", "minContains", "maxContains"):
        for by in (0, 1, -1):
            size = int(number + by)
            if 0 <= size <= _LONGEST:
                yield [*first[:size], *([rest[0]] * (size - len(first)))]
                yield [*rest, *range(100, 100 + size)][:size]


def _member(said: Sequence[Said], name: str) -> Place:
    """What is said of a member of this name."""
    found: list[Said] = []
    for one in said:
        declared = _mapped(one.content.get("properties"))
        inner = [declared[name]] if name in declared else [one.content.get(keyword) for keyword in _FURTHER]
        inner += _mapped(one.content.get("patternProperties")).values()
        found += [Said(each, one.base, one.references) for each in inner if isinstance(each, Mapping)]
    return tuple(found)


def _element(said: Sequence[Said], index: int) -> Place:
    """What is said of the element there."""
    found: list[Said] = []
    for one in said:
        listed = _listed(one.content.get("prefixItems")) or _listed(one.content.get("items"))
        inner = [one.content.get(keyword) for keyword in _ELEMENTS]
        inner = [listed[index], one.content.get("contains")] if index < len(listed) else inner
        found += [Said(each, one.base, one.references) for each in inner if isinstance(each, Mapping)]
    return tuple(found)


def _needed(content: Mapping[str, Json]) -> Iterator[str]:
    yield from (name for name in _listed(content.get("required")) if isinstance(name, str))
    for keyword in ("dependentRequired", "dependencies"):
        for name, others in _mapped(content.get(keyword)).items():
            yield name
            yield from (other for other in _listed(others) if isinstance(other, str))


def _is_of_objects(content: Mapping[str, Json]) -> bool:
    keywords = ("properties", "required", "patternProperties", "dependentRequired", *_FURTHER, *_NAMED)
    sizes = ("minProperties", "maxProperties", "propertyNames")
    return any(name in content for name in (*keywords, *sizes)) or "object" in _types(content)


def _types(content: Mapping[str, Json]) -> Sequence[Json]:
    kind = content.get("type")
    return kind if isinstance(kind, list) else (kind,)


def _of(said: Sequence[Said], *keywords: str) -> list[Decimal]:
    """The numbers under these keywords, each once."""
    found = (one.content.get(keyword) for one in said for keyword in keywords)
    numbers = (one for one in found if isinstance(one, int | float | Decimal) and not isinstance(one, bool))
    return list(
        dict.fromkeys(Decimal(repr(one)) if isinstance(one, float) else Decimal(one) for one in numbers)
    )


def _number(value: Decimal) -> Json:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**30 else value


def _matching(pattern: str) -> Iterator[str]:
    """Texts that may match a regular expression: its shortest, and one with more of what may repeat."""
    parser: Any = import_module("re._parser")  # what the standard library reads expressions with

    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return
    for more in (0, 1):
        text = "".join(map(str, _spelled(parsed, more)))
        if len(text) <= _LONGEST:
            yield text
            if not pattern.endswith("$"):
                yield f"{text}a"


def _spelled(parsed: Iterable[Any], more: int) -> Iterator[str]:
    for operation, argument in parsed:
        match str(operation):
            case "LITERAL":
                yield chr(argument)
            case "NOT_LITERAL":
                yield "b" if argument == ord("a") else "a"
            case "ANY":
                yield "a"
            case "IN":
                yield _in_class(argument)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, largest, inner = argument
                yield "".join(_spelled(inner, more)) * min(least + more, int(largest), _LONGEST)
            case "SUBPATTERN":
                yield from _spelled(argument[-1], more)
            case "BRANCH":
                yield from _spelled(argument[1][min(more, len(argument[1]) - 1)], more)
            case _:  # where something must stand, which has no length; or what is not sought for
                pass


def _in_class(members: Sequence[Any]) -> str:
    kind, argument = members[0]
    match str(kind):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}.get(str(argument), "a")
        case _:
            return "~"  # of a class of what must not be there


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def _mapped(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _distinct(values: Iterable[Json]) -> Iterator[Json]:
    known: set[str] = set()
    for value in values:
        text = written(value, sort_keys=True)
        if text not in known:
            known.add(text)
            yield value
