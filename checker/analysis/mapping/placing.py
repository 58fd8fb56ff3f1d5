"""Putting values into a target that grows row by row."""

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from checker.analysis.follow import has
from checker.analysis.mapping.refusals import kind
from checker.model.json import ABSENT, Json
from checker.model.paths import Every, Having, Member, Step
from checker.model.pointers import escaped
from checker.model.text import plain

_Container: TypeAlias = dict[str, Json] | list[Json]
_C = TypeVar("_C", dict[str, Json], list[Json])


class PlacingError(Exception):
    """A value has no place in the target; a sentence that says why."""


class Target:
    """
    What is made, and where it will stand (`pointer`): the whole result, or an element of a list of it.

    Values that rows copy from the payload stay as they are: one that has to be changed, since another row
    puts something into it, is copied before.
    """

    def __init__(self, pointer: str = "") -> None:
        self.pointer = pointer
        self._box: list[Json] = [{}]
        self._ours = {id(self._box), id(self._box[0])}

    @property
    def value(self) -> Json:
        return self._box[0]

    def place(self, steps: Sequence[Step], value: Json) -> str:
        """
        Put a value where the steps lead, making objects and `NAME=VALUE` elements on the way.

        Returns the pointer of the place. Raises PlacingError where something else stands in the way.
        """
        holder, slot, pointer = self._slot(steps)
        if steps and isinstance(steps[-1], Having):
            if not isinstance(value, dict):
                raise PlacingError(f"{plain(pointer)} is an element of a list and can't be {kind(value)}")
            value = {steps[-1].name: steps[-1].value, **value}
        holder[slot] = value  # type: ignore[index]  # a name for a dict, an index for a list
        return pointer

    def list_at(self, steps: Sequence[Step]) -> tuple[list[Json], str]:
        """The list at which the steps lead, made if nothing stands there, with its pointer."""
        holder, slot, pointer = self._slot(steps)
        return self._inner(holder, slot, pointer, []), pointer

    def _slot(self, steps: Sequence[Step]) -> tuple[_Container, str | int, str]:
        holder: _Container = self._box
        slot: str | int = 0
        pointer = self.pointer
        for step in steps:
            match step:
                case Member(name):
                    holder, slot = self._inner(holder, slot, pointer, {}), name
                    pointer = f"{pointer}/{escaped(name)}"
                case Having():
                    holder = self._inner(holder, slot, pointer, [])
                    slot = self._element(holder, step)
                    pointer = f"{pointer}/{slot}"
                case Every():
                    raise PlacingError("* names many places, and a row makes one field")
        return holder, slot, pointer

    def _inner(self, holder: _Container, slot: str | int, pointer: str, empty: _C) -> _C:
        """The container in a slot: `empty` if nothing is there, a copy if it belongs to the payload."""
        there = holder.get(str(slot), ABSENT) if isinstance(holder, dict) else holder[int(slot)]
        if there is not ABSENT and id(there) in self._ours and type(there) is type(empty):
            return there
        if there is not ABSENT:
            if not isinstance(there, type(empty)):
                raise PlacingError(f"{plain(pointer) or 'the target'} is {kind(there)} already")
            empty = there.copy()
        self._ours.add(id(empty))
        holder[slot] = empty  # type: ignore[index]  # a name for a dict, an index for a list
        return empty

    def _element(self, elements: list[Json], step: Having) -> int:
        for index, element in enumerate(elements):
            if has(element, step):
                return index
        made: dict[str, Json] = {step.name: step.value}
        self._ours.add(id(made))
        elements.append(made)
        return len(elements) - 1
