"""The shape of what a table makes, known before any payload: objects, lists, their elements, fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from checker.analysis.mapping.plans import Planned, PlannedEach
from checker.model.paths import Having, Member, Start, Step


class NotFixedError(Exception):
    """The shape depends on the payload: two rows make the same place, or one makes another's element."""


@dataclass(slots=True, eq=False)
class Node:
    """
    One place of a target. `variable` is the name that the generated code has for it.

    `step` leads here from the place around it; `wanted` is set for an element made by NAME=VALUE.
    """

    kind: Literal["object", "list", "field", "each"]
    variable: str
    step: Step | None = None
    around: "Node | None" = None
    inner: "dict[Step, Node]" = field(default_factory=dict)

    @property
    def wanted(self) -> Having | None:
        return self.step if isinstance(self.step, Having) else None

    def deepest_first(self) -> "Iterator[Node]":
        for node in self.inner.values():
            yield from node.deepest_first()
        yield self


def laid_out(rows: Sequence[Planned], depth: int) -> tuple[Node, list[Node]]:
    """
    The target that rows make, whole (depth 0) or an element of a list, and the node of each row.

    Raises:
        NotFixedError: only running the rows one by one tells what they make.

    """
    root = Node("object", f"t{depth}_0")
    count = 0
    nodes: list[Node] = []
    for planned in rows:
        to = planned.row.to
        is_own = to is not None and (
            to.start is Start.PAYLOAD if depth == 0 else to.start is Start.ELEMENT and to.up == 0
        )
        if to is None or not is_own or not to.steps or isinstance(to.steps[-1], Having):
            raise NotFixedError
        node = root
        for index, step in enumerate(to.steps):
            is_last = index == len(to.steps) - 1
            kind = _kind(planned, None if is_last else to.steps[index + 1])
            _check(node, step, kind)
            there = node.inner.get(step)
            if there is None:
                count += 1
                there = node.inner[step] = Node(kind, f"t{depth}_{count}", step, node)
            elif there.kind != kind or kind == "each":
                raise NotFixedError
            node = there
        nodes.append(node)
    return root, nodes


def _kind(planned: Planned, following: Step | None) -> Literal["object", "list", "field", "each"]:
    if following is None:
        return "each" if isinstance(planned, PlannedEach) else "field"
    return "list" if isinstance(following, Having) else "object"


def _check(node: Node, step: Step, kind: str) -> None:
    """Elements of a list differ by the same member, which no row makes anew."""
    match step:
        case Having(name):
            if (
                node.kind != "list"
                or kind == "list"
                or any(isinstance(other, Having) and other.name != name for other in node.inner)
            ):
                raise NotFixedError
        case Member(name):
            if node.kind != "object" or (node.wanted is not None and node.wanted.name == name):
                raise NotFixedError
        case _:
            raise NotFixedError
