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
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from checker.model.json import Json
from checker.model.schemas import Schema

if TYPE_CHECKING:
    from referencing._core import Resolver

    Applied: TypeAlias = tuple[Mapping[str, Json], Resolver[Any]]  # the library leaves open of what

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
    waiting: deque[tuple[Field, int, Sequence[Applied], frozenset[int]]] = deque()
    waiting.append((root, 0, _entered(schema), frozenset()))
    while waiting:
        place, depth, leading, around = waiting.popleft()
        applied = [one for one in _applied(leading, schema) if id(one[0]) not in around]
        within = around | {id(one) for one, _ in applied}
        for inner, below in _below(place, applied, schema):
            if count == most:
                return root, False
            count += 1
            if depth < deepest:
                waiting.append((inner, depth + 1, below, within))
    return root, True


def _entered(schema: Schema) -> Sequence["Applied"]:
    """The schema itself, with what resolves its references."""
    from urllib.parse import quote

    from referencing import Registry
    from referencing.jsonschema import DRAFT7, DRAFT202012

    specification = DRAFT7 if schema.draft == "7" else DRAFT202012
    contents: Any = schema.documents.items()  # the library asks for its own word for JSON
    resources = [(uri, specification.create_resource(content)) for uri, content in contents]
    resolver: Resolver[Any] = Registry().with_resources(resources).resolver(base_uri=schema.uri)
    return _referred(f"{schema.uri}#{quote(schema.pointer, safe='/~')}", resolver)


def _referred(reference: str, resolver: "Resolver[Any]") -> Sequence["Applied"]:
    """What a reference leads to; nothing where that is a metaschema, which is no document of the set."""
    from referencing.exceptions import Unresolvable

    try:
        found = resolver.lookup(reference)
    except Unresolvable:
        return ()
    return ((found.contents, found.resolver),) if isinstance(found.contents, Mapping) else ()


def _applied(leading: Sequence["Applied"], schema: Schema) -> Iterator["Applied"]:
    """Every schema that judges the same place, each once."""
    waiting, known = list(reversed(leading)), set()
    while waiting:
        content, resolver = waiting.pop()
        if id(content) in known:
            continue
        known.add(id(content))
        is_alone = schema.draft == "7" and "$ref" in content  # all beside it is ignored
        if "$id" in content and not is_alone:
            resolver = _inside(content, resolver, schema)
        yield content, resolver
        ahead: list[Applied] = []
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(reference := content.get(keyword), str):
                ahead += _referred(reference, resolver)
        if not is_alone:
            ahead += ((one, resolver) for one in _in_place(content) if isinstance(one, Mapping))
        waiting += reversed(ahead)


def _inside(content: Mapping[str, Json], resolver: "Resolver[Any]", schema: Schema) -> "Resolver[Any]":
    from referencing.jsonschema import DRAFT7, DRAFT202012

    specification = DRAFT7 if schema.draft == "7" else DRAFT202012
    resource: Any = specification.create_resource(content)  # type: ignore[arg-type]  # as above
    return resolver.in_subresource(resource)


def _in_place(content: Mapping[str, Json]) -> Iterator[Json]:
    for keyword in _ALTERNATIVES:
        yield from _listed(content.get(keyword))
    yield from (content.get(keyword) for keyword in _CONSEQUENCES if "if" in content)
    for keyword in _DEPENDENT:
        yield from _named(content.get(keyword)).values()


def _below(
    place: Field, applied: Sequence["Applied"], schema: Schema
) -> Iterator[tuple[Field, Sequence["Applied"]]]:
    """Makes the fields that are declared right below a place, each with all that is said of it."""
    members: dict[str, list[Applied]] = {}
    every: list[Applied] = []
    for content, resolver in applied:
        if schema.draft == "7" and "$ref" in content:
            continue
        for name, inner in _named(content.get("properties")).items():
            if inner is not False:
                members.setdefault(name, []).extend(_one(inner, resolver))
        for keyword in _ELEMENTS:
            found = content.get(keyword)
            elements = [one for one in (_listed(found) or (found,)) if isinstance(one, Mapping) and one]
            place.in_lists |= bool(elements)
            every += ((one, resolver) for one in elements if isinstance(one, Mapping))
        further = [content.get(keyword) for keyword in _FURTHER]
        further += _named(content.get("patternProperties")).values()
        for one in further:
            if isinstance(one, Mapping) and one:
                place.in_objects = True
                every.append((one, resolver))
    for name, said in members.items():
        place.members[name] = Field()
        yield place.members[name], said
    if every:
        place.every = Field()
        yield place.every, every


def _one(schema: Json, resolver: "Resolver[Any]") -> Sequence["Applied"]:
    return ((schema, resolver),) if isinstance(schema, Mapping) else ()


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def _named(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
