"""
The fields that a schema declares, as a tree that payloads can be laid on.

A field is named under `properties`, or is the `*` of a list or of an object with further members. What is
declared for one place counts together, whichever of `$ref`, `allOf`, `anyOf`, `oneOf`, `then`, `else` and
`dependentSchemas` leads there; `not`, `if`, `contains` and `propertyNames` ask and declare nothing. A schema
that leads back into itself is followed once.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.analysis.references import References, Resource
from checker.model.json import Json
from checker.model.schemas import Schema

_ALTERNATIVES: Final = ("allOf", "anyOf", "oneOf")
_CONSEQUENCES: Final = ("then", "else")
_DEPENDENT: Final = ("dependentSchemas", "dependencies")
_ELEMENTS: Final = ("prefixItems", "items", "additionalItems", "unevaluatedItems")
_FURTHER: Final = ("additionalProperties", "unevaluatedProperties")


@dataclass(slots=True, kw_only=True)  # not frozen: a tree is made from its root on
class Field:
    """
    A place of a payload with the declared places in it.

    `every` is its `*`: all elements of a list (`in_lists`), all members of an object that are not in
    `members` (`in_objects`).
    """

    members: dict[str, "Field"] = field(default_factory=dict)
    every: "Field | None" = None
    in_lists: bool = False
    in_objects: bool = False

    @property
    def is_leaf(self) -> bool:
        return not self.members and self.every is None


def declared(schema: Schema, *, most: int, deepest: int) -> tuple[Field, bool]:
    """
    The root of the tree, and whether it is whole: it ends after `most` fields.

    Breadth first, so that what is left out of a large one lies deep in it. What is below `deepest` levels no
    payload can have, since none is read that deep.
    """
    root, count = Field(), 0
    references = References(schema)
    entered = references.entered()
    waiting: deque[tuple[Field, int, Sequence[Resource], frozenset[int]]] = deque()
    waiting.append((root, 0, [entered] if entered is not None else [], frozenset()))
    while waiting:
        place, depth, leading, around = waiting.popleft()
        applied = [one for one in _applied(leading, references) if id(one[0]) not in around]
        within = around | {id(one) for one, _ in applied}
        for inner, below in _below(place, applied):
            if count == most:
                return root, False
            count += 1
            if depth < deepest:
                waiting.append((inner, depth + 1, below, within))
    return root, True


def _applied(leading: Sequence[Resource], references: References) -> Iterator[Resource]:
    """Every schema that judges the same place, each once."""
    waiting, known = list(reversed(leading)), set()
    while waiting:
        content, around = waiting.pop()
        if id(content) in known:
            continue
        known.add(id(content))
        base = references.base(content, around)
        yield content, base
        ahead: list[Resource] = []
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(reference := content.get(keyword), str):
                target = references.target(reference, base)
                ahead += [target] if target is not None else []
        ahead += ((one, base) for one in _in_place(content) if isinstance(one, Mapping))
        waiting += reversed(ahead)


def _in_place(content: Mapping[str, Json]) -> Iterator[Json]:
    for keyword in _ALTERNATIVES:
        yield from _listed(content.get(keyword))
    yield from (content.get(keyword) for keyword in _CONSEQUENCES if "if" in content)
    for keyword in _DEPENDENT:
        yield from _named(content.get(keyword)).values()


def _below(place: Field, applied: Sequence[Resource]) -> Iterator[tuple[Field, Sequence[Resource]]]:
    """Makes the fields that are declared right below a place, each with all that is said of it."""
    members: dict[str, list[Resource]] = {}
    every: list[Resource] = []
    for content, base in applied:
        for name, inner in _named(content.get("properties")).items():
            if inner is not False:
                members.setdefault(name, []).extend(_one(inner, base))
        for keyword in _ELEMENTS:
            found = content.get(keyword)
            elements = [one for one in (_listed(found) or (found,)) if isinstance(one, Mapping) and one]
            place.in_lists |= bool(elements)
            every += ((one, base) for one in elements if isinstance(one, Mapping))
        further = [content.get(keyword) for keyword in _FURTHER]
        further += _named(content.get("patternProperties")).values()
        for one in further:
            if isinstance(one, Mapping) and one:
                place.in_objects = True
                every.append((one, base))
    for name, said in members.items():
        place.members[name] = Field()
        yield place.members[name], said
    if every:
        place.every = Field()
        yield place.every, every


def _one(schema: Json, base: str) -> Sequence[Resource]:
    return ((schema, base),) if isinstance(schema, Mapping) else ()


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def _named(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
