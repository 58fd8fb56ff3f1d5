"""What of a value a schema evaluates in place: what `unevaluated…` is not about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checker.analysis.containment.solving.facts import Key, Node
from checker.analysis.containment.solving.nodes import child, elements, listed, mapped, target

_BRANCHES: Final = ("anyOf", "oneOf")
_CONDITIONAL: Final = ("if", "then", "else")
_MOST: Final = 2_000  # schemas that are looked into for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """Members by name and by pattern, or all of them; and how many first elements, or all."""

    names: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    all_members: bool = False
    elements: int = 0
    all_elements: bool = False


def evaluated(node: Node, *, is_certain: bool) -> Evaluated:
    """
    What is evaluated beside `unevaluated…` in this schema: in any value it accepts, or in some of them.

    Where too much would have to be looked into, it is nothing that is certain, and all that may be.
    """
    names: dict[str, None] = {}
    patterns: dict[str, None] = {}
    count, all_members, all_elements = 0, False, False
    known: set[Key] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.key in known:
            continue
        known.add(one.key)
        if len(known) > _MOST:
            return Evaluated() if is_certain else Evaluated(all_members=True, all_elements=True)
        content = mapped(one.content)
        names |= dict.fromkeys(mapped(content.get("properties")))
        patterns |= dict.fromkeys(mapped(content.get("patternProperties")))
        further = one is not node and "unevaluatedProperties" in content
        all_members |= "additionalProperties" in content or further
        first, rest = elements(one)
        count = max(count, len(first))
        all_elements |= rest is not None or (one is not node and "unevaluatedItems" in content)
        all_elements |= "contains" in content and not is_certain
        for inner in _in_place(one, content, is_certain):
            if inner is None and not is_certain:
                return Evaluated(all_members=True, all_elements=True)
            if inner is not None:
                waiting.append(inner)
    return Evaluated(
        names=frozenset(names),
        patterns=tuple(sorted(patterns)),
        all_members=all_members,
        elements=count,
        all_elements=all_elements,
    )


def _in_place(node: Node, content: Mapping[str, object], is_certain: bool) -> Iterator[Node | None]:
    """Schemas that are applied to the same value; None for one that is not known."""
    inner = mapped(node.content)
    for keyword in ("$ref", "$dynamicRef"):
        if keyword in content:
            yield target(node, keyword)
    for one in listed(inner.get("allOf")):
        yield child(node, one)
    if is_certain:
        return
    for keyword in _BRANCHES:
        for one in listed(inner.get(keyword)):
            yield child(node, one)
    for keyword in _CONDITIONAL:
        if keyword in inner:
            yield child(node, inner[keyword])
    for keyword in ("dependentSchemas", "dependencies"):
        for one in mapped(inner.get(keyword)).values():
            yield child(node, one)
