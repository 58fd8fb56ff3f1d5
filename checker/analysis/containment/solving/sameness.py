"""Schemas that say the same in the same words, but for order, notes, and the names of what they refer to."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from checker.analysis.containment.solving.facts import NOTES, Key, Node
from checker.analysis.containment.solving.nodes import child, target
from checker.analysis.containment.solving.values import exact
from checker.model.json import Json

_VALUES: Final = ("const", "enum", "type", "required", "dependentRequired")
_UNORDERED: Final = ("enum", "type", "required")
_NAMED: Final = ("properties", "patternProperties", "dependentSchemas", "dependencies")

_Pair: TypeAlias = tuple[Key, Key]


class Sameness:
    """
    Pairs of schemas that were compared before.

    Two that refer to themselves are the same where no difference can be reached. Of each pair no more than
    `most` schemas are looked at: where that does not do, they are not seen to be the same. `look` is called
    for each pair that was not compared before.
    """

    def __init__(self, look: Callable[[], None], most: int) -> None:
        self._look = look
        self._most = most
        self._known: dict[_Pair, bool] = {}

    def holds(self, one: Node, other: Node) -> bool:
        first = (one.key, other.key)
        known = self._known.get(first)
        if known is None:
            self._look()
            known = self._known[first] = self._are_alike(one, other)
        return known

    def _are_alike(self, one: Node, other: Node) -> bool:
        if one.references.schema.draft != other.references.schema.draft:
            return False
        seen: set[_Pair] = set()
        waiting = [(one, other)]
        while waiting:
            left, right = waiting.pop()
            pair = (left.key, right.key)
            if left.key == right.key or pair in seen or self._known.get(pair):
                continue
            if len(seen) >= self._most or self._known.get(pair) is False:
                return False
            seen.add(pair)
            further = _further(left, right)
            if further is None:
                return False
            waiting += further
        self._known |= dict.fromkeys(seen, True)
        return True


def _further(one: Node, other: Node) -> list[tuple[Node, Node]] | None:
    """The pairs that must be the same for these to be; None where they differ."""
    if not isinstance(one.content, Mapping) or not isinstance(other.content, Mapping):
        return [] if isinstance(one.content, bool) and one.content is other.content else None
    said = _assertions(one.content)
    if said != _assertions(other.content):
        return None
    found: list[tuple[Node, Node]] = []
    for name in said:
        left, right = one.content[name], other.content[name]
        if name in ("$ref", "$dynamicRef"):
            to, other_to = target(one, name), target(other, name)
            if to is None or other_to is None:
                # a metaschema is the same for both; what is chosen while validating need not be
                if to is not other_to or left != right or name == "$dynamicRef":
                    return None
            else:
                found.append((to, other_to))
        elif name in _VALUES:
            if not alike(left, right) and not (name in _UNORDERED and _alike_unordered(left, right)):
                return None
        else:
            pairs = _schemas(name, left, right)
            if pairs is None:
                return None
            found += [(child(one, inner), child(other, to)) for inner, to in pairs]
    return found


def _assertions(content: Mapping[str, Json]) -> set[str]:
    return {name for name in content if name not in NOTES and not name.startswith("x-")}


def _schemas(name: str, left: Json, right: Json) -> list[tuple[Json, Json]] | None:
    """What a keyword holds, in pairs: a schema, several in a list or by name; nothing of equal values."""
    if name in _NAMED and isinstance(left, Mapping) and isinstance(right, Mapping):
        if left.keys() != right.keys():
            return None
        pairs = [_schemas("", left[one], right[one]) for one in left]
        return None if None in pairs else [one for some in pairs if some is not None for one in some]
    if (
        isinstance(left, list)
        and isinstance(right, list)
        and all(isinstance(one, Mapping | bool) for one in left)
    ):
        return None if len(left) != len(right) else list(zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return [(left, right)]
    return [] if alike(left, right) else None


def alike(one: Json, other: Json) -> bool:
    """Equal as JSON: 1.0 is 1, and true is not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(alike(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, bool | str) or one is None or isinstance(other, bool | str) or other is None:
        return one is other or (isinstance(one, str) and isinstance(other, str) and one == other)
    number = exact(one)
    return number is not None and number == exact(other)


def _alike_unordered(one: Json, other: Json) -> bool:
    if not isinstance(one, list) or not isinstance(other, list) or len(one) != len(other) or len(one) > 200:
        return False
    return all(any(alike(each, of) for of in other) for each in one) and all(
        any(alike(each, of) for of in one) for each in other
    )
