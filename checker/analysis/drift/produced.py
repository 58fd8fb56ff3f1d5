"""
The schema of what a transformation gives: all that its rows can make of what the sender may send, and
perhaps more. What is not seen through (code, elements found by a value, a place that rows fill in several
ways) may be anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.analysis.drift import possible
from checker.analysis.drift.possible import Possible, Tables
from checker.analysis.drift.spots import UNKNOWN, Declared, Spot
from checker.model.json import Absent, Json
from checker.model.paths import Every, Member, Path, Start
from checker.model.schemas import SET, Schema
from checker.model.transformations import (
    CodeStep,
    Constant,
    EachRow,
    FieldRow,
    From,
    Made,
    Plain,
    Position,
    Row,
    Transformation,
)

_URI: Final = f"{SET}.seamproof/produced"
_MADE: Final = {
    "uuid": possible.text(format="uuid"),
    "date": possible.text(format="date"),
    "timestamp": possible.text(format="date-time"),
}


def produced(sends: Schema, transformation: Transformation, tables: Tables) -> Schema:
    """
    A schema that accepts whatever the transformation gives for what `sends` accepts; it may accept more.

    Messages for which a row can't be applied give nothing.
    """
    root = _Node()
    _Reader(Declared(sends), tables).rows(transformation.rows, (), (root,))
    return Schema(
        name=f"what becomes of {sends.name}",
        uri=_URI,
        pointer="",
        draft=sends.draft,
        documents={**sends.documents, _URI: root.schema()},
        place=sends.place,
    )


@dataclass(slots=True)
class _Node:
    """
    A place of the result: `values` that rows put there, `elements` that they append to a list there, and
    `members` with what stands below it.
    """

    values: list[Json] = field(default_factory=list)
    elements: list[Json] = field(default_factory=list)
    members: "dict[str, _Node]" = field(default_factory=dict)
    is_always: bool = False
    is_open: bool = False  # something that is not seen through stands here or below

    def at(self, path: Path) -> "_Node":
        """The node where a path leads; the last one on the way that can be seen."""
        node = self
        for step in path.steps:
            if not isinstance(step, Member):
                node.is_open = True
                break
            node = node.members.setdefault(step.name, _Node())
        if not path.steps:
            node.is_open = True  # a row that makes it all; without a value it leaves what is there
        return node

    @property
    def is_there(self) -> bool:
        """Whether it is there whatever was sent."""
        return self.is_always or any(node.is_there for node in self.members.values())

    def schema(self) -> Json:
        if self.is_open or (self.members and (self.values or self.elements)):
            return True
        if not self.values and not self.elements:
            return {
                "type": "object",
                "properties": {name: node.schema() for name, node in self.members.items()},
                "required": [name for name, node in self.members.items() if node.is_there],
                "additionalProperties": False,
            }
        lists: list[Json] = [{"type": "array", "items": _any_of(self.elements)}] if self.elements else []
        return _any_of([*self.values, *lists])


def _any_of(several: Sequence[Json]) -> Json:
    return several[0] if len(several) == 1 else {"anyOf": list(several)}


@dataclass(frozen=True, slots=True)
class _Reader:
    """
    Reads rows into nodes. `elements` are the spots of the elements around a row, outermost first, and
    `targets` the whole result and the elements that are made within it.
    """

    declared: Declared
    tables: Tables

    def rows(self, rows: Sequence[Row], elements: tuple[Spot, ...], targets: tuple[_Node, ...]) -> None:
        for row in rows:
            if row.to is None:
                targets[-1].is_open = True
                continue
            is_own = row.to.start is Start.ELEMENT or len(targets) == 1
            node = (targets[-1] if is_own else targets[0]).at(row.to)
            match row:
                case CodeStep():
                    node.is_open = True
                case EachRow():
                    is_always = self._each(row, elements, targets, node)
                    node.is_always |= is_always and is_own and not row.where
                case FieldRow():
                    found, is_always = self._field(row, elements)
                    node.values.append(found.schema)
                    node.is_always |= is_always and is_own and not row.where

    def _each(
        self, row: EachRow, elements: tuple[Spot, ...], targets: tuple[_Node, ...], node: _Node
    ) -> bool:
        """Whether there is always a list, perhaps an empty one."""
        found, is_always = self._at(row.each, elements)
        goes_into_list = not row.each.steps or not isinstance(row.each.steps[-1], Every)
        spot = self.declared.elements(found, is_list=True) if goes_into_list else found
        inner = _Node()
        self.rows(row.rows, (*elements, spot), (*targets, inner))
        if node.values:
            node.is_open = True  # a list that is there already gets further elements
        node.elements.append(inner.schema())
        if row.each.is_plain and "null" in found.kinds:
            node.values.append({"type": "null"})
        return is_always

    def _field(self, row: FieldRow, elements: tuple[Spot, ...]) -> tuple[Possible, bool]:
        """What a row may give, and whether it always gives something."""
        found, is_always = self._source(row, elements)
        has_default = not isinstance(row.default, Absent)
        if has_default:
            found = possible.without_null(found)
        operations = [function.operation for function in row.functions]
        for function in row.functions:
            found = possible.applied(function, found, row.otherwise, self.tables)
        if Plain.MIN in operations or Plain.MAX in operations:
            is_always = False  # of nothing they give nothing
        if not isinstance(row.default, Absent):
            found = possible.either([found, possible.constant(row.default)])
        if None in row.omit:
            found = possible.without_null(found)
        return found, (is_always or has_default or row.required) and not row.omit

    def _source(self, row: FieldRow, elements: tuple[Spot, ...]) -> tuple[Possible, bool]:
        """What the functions of a row get, and whether they always get something."""
        match row.source:
            case Constant(value):
                return possible.constant(value), True
            case Made(kind):
                return _MADE[kind], True
            case Position(start, step):
                return possible.of_kind("integer", **({"minimum": start} if step >= 0 else {})), True
            case From(paths, False) if paths[0].is_plain:
                return self._one(paths[0], elements)
            case From(paths, False):
                operations = [function.operation for function in row.functions]
                counts = Plain.SUM in operations or Plain.COUNT in operations  # of nothing too
                return possible.a_list(self._one(paths[0], elements)[0]), counts
            case From(paths, _):
                return self._several(paths, elements)

    def _several(self, paths: Sequence[Path], elements: tuple[Spot, ...]) -> tuple[Possible, bool]:
        """A list of what stands at several paths: null for what is absent, and null where all of them are."""
        found = [self._one(path, elements) for path in paths]
        is_sure = [is_always and path.is_plain for path, (_, is_always) in zip(paths, found, strict=True)]
        nulls = [] if all(is_sure) else [possible.constant(None)]
        values = possible.a_list(possible.either([*(one for one, _ in found), *nulls]))
        can_all_be_nothing = all(
            one.can_be("null") or not sure for (one, _), sure in zip(found, is_sure, strict=True)
        )
        return (
            possible.either([values, possible.constant(None)]) if can_all_be_nothing else values,
            any(is_sure),
        )

    def _one(self, path: Path, elements: tuple[Spot, ...]) -> tuple[Possible, bool]:
        """What stands at a path, or at each place where one with `*` leads."""
        if path.start in (Start.HEADER, Start.KEY):
            return possible.text(), False
        spot, is_always = self._at(path, elements)
        return possible.at(spot, self.declared), is_always

    def _at(self, path: Path, elements: tuple[Spot, ...]) -> tuple[Spot, bool]:
        around = len(elements) - 1 - path.up
        match path.start:
            case Start.PAYLOAD:
                start = self.declared.whole
            case Start.ELEMENT:
                start = elements[around] if around >= 0 else self.declared.whole
            case _:
                return UNKNOWN, False
        return self.declared.at(path.steps, start)
