"""
A schema of those payloads whose objects have no members but the declared ones.

A member is declared where any schema that is applied to its object, in any branch, names it, requires it,
or has a pattern for it. Objects of which more is said, as by `additionalProperties` with a schema, keep what
is said. What is made only takes away, by a schema of shapes beside the old one: nothing within it that may
stand under `not` is changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from checker.analysis.containment.solving.facts import Key, Node
from checker.analysis.containment.solving.nodes import (
    child,
    elements,
    entered,
    listed,
    mapped,
    target,
)
from checker.analysis.containment.solving.texts import matches
from checker.model.json import Json
from checker.model.schemas import SET, Schema

_URI: Final = f"{SET}declared-members-only"
_MOST: Final = 2_000  # places of payloads
_BRANCHES: Final = ("allOf", "anyOf", "oneOf")
_CONDITIONAL: Final = ("if", "then", "else")
_DEPENDENT: Final = ("dependentSchemas", "dependencies")
_OTHERS: Final = ("additionalProperties", "unevaluatedProperties")


def declared_only(schema: Schema) -> Schema | None:
    """The schema narrowed so; None where that takes nothing away, or it can't be told what is declared."""
    shapes = _Shapes()
    try:
        root = shapes.of((entered(schema),))
        shapes.make()
    except _UnclearError:
        return None
    if not shapes.take_away:
        return None
    content: Json = {
        "allOf": [{"$ref": f"{schema.uri}#{_quoted(schema.pointer)}"}, root],
        "$defs": shapes.made,
    }
    return replace(schema, uri=_URI, pointer="", documents={**schema.documents, _URI: content})


class _UnclearError(Exception):
    """What is declared is not known."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What schemas of one place say of the members and elements in it."""

    names: Mapping[str, tuple[Node, ...]]
    patterns: Mapping[str, tuple[Node, ...]]
    others: tuple[Node, ...]  # of members that are not named, where more is said of them
    is_said: bool  # something is said of members that are not named
    elements: tuple[tuple[Node, ...], ...]
    rest: tuple[Node, ...]


class _Shapes:
    """Each place of a payload by the schemas that are applied there."""

    def __init__(self) -> None:
        self.made: dict[str, Json] = {}
        self.take_away = False
        self._names: dict[frozenset[Key], str] = {}
        self._waiting: list[tuple[str, tuple[Node, ...]]] = []

    def make(self) -> None:
        """All places that are referred to; one after another, since they may lie deep."""
        while self._waiting:
            name, nodes = self._waiting.pop()
            self.made[name] = self._shape(nodes)

    def of(self, nodes: tuple[Node, ...]) -> Json:
        """The shape of a place: a reference, since places may lead to themselves."""
        if not nodes or all(map(_is_scalar, nodes)):
            return True
        key = frozenset(one.key for one in nodes)
        if key not in self._names:
            if len(self._names) >= _MOST:
                raise _UnclearError
            name = self._names[key] = f"place-{len(self._names)}"
            self._waiting.append((name, nodes))
        return {"$ref": f"{_URI}#/$defs/{self._names[key]}"}

    def _shape(self, nodes: tuple[Node, ...]) -> Json:
        said = _said(_applied(nodes))
        made: dict[str, Json] = {"properties": {name: self.of(inner) for name, inner in said.names.items()}}
        if said.patterns:
            made["patternProperties"] = {
                pattern: self._matching(pattern, inner, said) for pattern, inner in said.patterns.items()
            }
        if said.is_said:
            made["additionalProperties"] = self.of(said.others)
        else:
            made["additionalProperties"] = False
            self.take_away = True
        is_7 = nodes[0].references.schema.draft == "7"
        first: list[Json] = [self.of(inner) for inner in said.elements]
        if first:
            made["items" if is_7 else "prefixItems"] = first
        if said.rest:
            made["additionalItems" if is_7 and first else "items"] = self.of(said.rest)
        return made

    def _matching(self, pattern: str, nodes: tuple[Node, ...], said: _Said) -> Json:
        """Of a member by its pattern alone: where more may be said of it, nothing is taken away within."""
        is_alone = len(said.patterns) == 1 and not any(matches(pattern, name) for name in said.names)
        return self.of(nodes) if is_alone else True


def _applied(nodes: tuple[Node, ...]) -> list[Node]:
    """All schemas that may be applied to the same place, each once."""
    found: dict[Key, Node] = {}
    waiting = list(reversed(nodes))
    while waiting:
        one = waiting.pop()
        if one.key in found:
            continue
        found[one.key] = one
        if len(found) > _MOST:
            raise _UnclearError
        waiting += reversed(list(_in_place(one)))
    return list(found.values())


def _in_place(node: Node) -> Iterator[Node]:
    content = mapped(node.content)
    is_7 = node.references.schema.draft == "7"
    for keyword in ("$ref", "$dynamicRef"):
        if keyword in content:
            if (to := target(node, keyword)) is None:
                raise _UnclearError
            yield to
            if is_7:
                return
    inner = [one for keyword in _BRANCHES for one in listed(content.get(keyword))]
    inner += [content[keyword] for keyword in _CONDITIONAL if keyword in content]
    inner += [one for keyword in _DEPENDENT for one in mapped(content.get(keyword)).values()]
    yield from (child(node, one) for one in inner if isinstance(one, Mapping))


def _said(applied: list[Node]) -> _Said:
    names: dict[str, None] = {}
    patterns: dict[str, list[Node]] = {}
    others: list[Node] = []
    is_said = False
    for node in applied:
        content = _own(node)
        names |= dict.fromkeys(mapped(content.get("properties")))
        names |= dict.fromkeys(one for one in listed(content.get("required")) if isinstance(one, str))
        for keyword in ("dependentRequired", "dependencies"):
            for name, wanted in mapped(content.get(keyword)).items():
                names |= dict.fromkeys((name, *(one for one in listed(wanted) if isinstance(one, str))))
        for pattern, inner in mapped(content.get("patternProperties")).items():
            patterns.setdefault(pattern, []).append(child(node, inner))
        for keyword in _OTHERS:
            if isinstance(inner := content.get(keyword), Mapping) and inner:
                is_said = True
                others.append(child(node, inner))
    by_place = [_elements(node) for node in applied]
    first = max((len(some) for some, _ in by_place), default=0)
    each = _of_each(applied)
    return _Said(
        names={name: _member(applied, name) for name in names},
        patterns={pattern: tuple(some) for pattern, some in patterns.items()},
        others=tuple(others),
        is_said=is_said,
        elements=tuple(_element(by_place, index) + each for index in range(first)),
        rest=_element(by_place, first) + each,
    )


def _member(applied: list[Node], name: str) -> tuple[Node, ...]:
    """What may be applied to a member of this name."""
    made: list[Node] = []
    for node in applied:
        content = _own(node)
        properties = mapped(content.get("properties"))
        found = [properties[name]] if name in properties else []
        found += [
            inner
            for pattern, inner in mapped(content.get("patternProperties")).items()
            if matches(pattern, name)
        ]
        if not found:
            found = [content[keyword] for keyword in _OTHERS if keyword in content]
        made += [child(node, inner) for inner in found]
    return tuple(made)


def _element(by_place: list[tuple[list[Node], Node | None]], index: int) -> tuple[Node, ...]:
    """What is applied to the element there."""
    found = (some[index] if index < len(some) else rest for some, rest in by_place)
    return tuple(one for one in found if one is not None)


def _of_each(applied: list[Node]) -> tuple[Node, ...]:
    """What may be applied to any element."""
    return tuple(
        child(node, _own(node)[keyword])
        for node in applied
        for keyword in ("contains", "unevaluatedItems")
        if keyword in _own(node)
    )


def _elements(node: Node) -> tuple[list[Node], Node | None]:
    return elements(node) if _own(node) else ([], None)


def _is_scalar(node: Node) -> bool:
    """It accepts neither objects nor arrays, and so leads to no members."""
    kinds = _own(node).get("type", "object")
    return {"object", "array"}.isdisjoint(kinds if isinstance(kinds, list) else [kinds])


def _own(node: Node) -> Mapping[str, Json]:
    """What a schema says itself; beside a reference of draft 7 that is nothing."""
    content = mapped(node.content)
    return {} if "$ref" in content and node.references.schema.draft == "7" else content


def _quoted(pointer: str) -> str:
    from urllib.parse import quote

    return quote(pointer, safe="/~")
