"""
What tells objects of alternatives apart: members of which each names its values, such as a `type`.

Asked before anything is taken apart, since of many alternatives most fall here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from checker.analysis.containment.solving.facts import Key, Node
from checker.analysis.containment.solving.nodes import listed, mapped, target
from checker.analysis.containment.solving.values import exact, kind_of
from checker.model.json import Json

_REFERENCES: Final = 5  # one after another

_Scalar: TypeAlias = tuple[str, Fraction | str | bool | None]


@dataclass(frozen=True, slots=True)
class _Tags:
    values: Mapping[str, frozenset[_Scalar]]  # that a member may have, by its name
    required: frozenset[Json]


class Tags:
    """Those of schemas that were asked for before."""

    def __init__(self) -> None:
        self._known: dict[Key, _Tags] = {}

    def tell_apart(self, one: Node, other: Node) -> bool:
        """Whether no object can be accepted by both: a member that must be there has other values in each."""
        first, second = self._of(one), self._of(other)
        return any(
            values.isdisjoint(second.values[name]) and (name in first.required or name in second.required)
            for name, values in first.values.items()
            if name in second.values
        )

    def _of(self, node: Node) -> _Tags:
        if (known := self._known.get(node.key)) is None:
            known = self._known[node.key] = _tags(node)
        return known


def _tags(node: Node) -> _Tags:
    for _ in range(_REFERENCES):
        if "$ref" not in mapped(node.content) or (to := target(node, "$ref")) is None:
            break
        node = to
    content = mapped(node.content)
    found: dict[str, frozenset[_Scalar]] = {}
    for name, inner in mapped(content.get("properties")).items():
        said = mapped(inner)
        values = [said["const"]] if "const" in said else listed(said.get("enum"))
        scalars = [_scalar(one) for one in values]
        if scalars and None not in scalars and "$ref" not in said:
            found[name] = frozenset(one for one in scalars if one is not None)
    return _Tags(found, frozenset(one for one in listed(content.get("required")) if isinstance(one, str)))


def _scalar(value: Json) -> _Scalar | None:
    if isinstance(value, str | bool) or value is None:
        return kind_of(value).value, value
    number = exact(value)
    return None if number is None else ("number", number)
