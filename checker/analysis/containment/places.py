"""What schemas say of one place of a payload, in all their branches: what samples are made from."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from checker.analysis.references import References, Resource
from checker.model.json import Json

Place: TypeAlias = tuple["Said", ...]

_LISTS: Final = ("allOf", "anyOf", "oneOf")
_SINGLE: Final = ("not", "if", "then", "else")
_NAMED: Final = ("dependentSchemas", "dependencies")
ELEMENTS: Final = ("items", "additionalItems", "contains", "unevaluatedItems")
_FURTHER: Final = ("additionalProperties", "unevaluatedProperties")


class Said(NamedTuple):
    """A schema object that says something of a place, with what its references lead to."""

    content: Mapping[str, Json]
    base: str
    references: References


def entered(found: Resource | None, references: References) -> Place:
    return () if found is None else (Said(found[0], found[1], references),)


def applied(place: Place) -> list[Said]:
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
                ahead += entered(one.references.target(reference, base), one.references)
        inner = [each for keyword in _LISTS for each in listed(one.content.get(keyword))]
        inner += [one.content.get(keyword) for keyword in _SINGLE]
        inner += [each for keyword in _NAMED for each in mapped(one.content.get(keyword)).values()]
        ahead += [Said(each, base, one.references) for each in inner if isinstance(each, Mapping)]
        waiting += reversed(ahead)
    return found


def member(said: Sequence[Said], name: str) -> Place:
    """What is said of a member of this name."""
    found: list[Said] = []
    for one in said:
        declared = mapped(one.content.get("properties"))
        inner = [declared[name]] if name in declared else [one.content.get(keyword) for keyword in _FURTHER]
        inner += mapped(one.content.get("patternProperties")).values()
        found += [Said(each, one.base, one.references) for each in inner if isinstance(each, Mapping)]
    return tuple(found)


def element(said: Sequence[Said], index: int) -> Place:
    """What is said of the element there."""
    found: list[Said] = []
    for one in said:
        first = listed(one.content.get("prefixItems")) or listed(one.content.get("items"))
        inner = [one.content.get(keyword) for keyword in ELEMENTS]
        inner = [first[index], one.content.get("contains")] if index < len(first) else inner
        found += [Said(each, one.base, one.references) for each in inner if isinstance(each, Mapping)]
    return tuple(found)


def needed(content: Mapping[str, Json]) -> Iterator[str]:
    yield from (name for name in listed(content.get("required")) if isinstance(name, str))
    for keyword in ("dependentRequired", "dependencies"):
        for name, others in mapped(content.get(keyword)).items():
            yield name
            yield from (other for other in listed(others) if isinstance(other, str))


def is_of_objects(content: Mapping[str, Json]) -> bool:
    keywords = ("properties", "required", "patternProperties", "dependentRequired", *_FURTHER, *_NAMED)
    sizes = ("minProperties", "maxProperties", "propertyNames")
    return any(name in content for name in (*keywords, *sizes)) or "object" in types(content)


def types(content: Mapping[str, Json]) -> Sequence[Json]:
    kind = content.get("type")
    return kind if isinstance(kind, list) else (kind,)


def numbers_of(said: Sequence[Said], *keywords: str) -> list[Decimal]:
    """The numbers under these keywords, each once."""
    found = (one.content.get(keyword) for one in said for keyword in keywords)
    numbers = (one for one in found if isinstance(one, int | float | Decimal) and not isinstance(one, bool))
    return list(
        dict.fromkeys(Decimal(repr(one)) if isinstance(one, float) else Decimal(one) for one in numbers)
    )


def listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def mapped(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
