"""The fields of one side of a message that no payload has had yet; payloads are laid on what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis.coverage.fields import Field
from checker.model.coverage import Thing
from checker.model.json import Json
from checker.model.pointers import escaped

# Names that lead through objects: where none of them leads anywhere in a payload, nothing in it is new.
Probes: TypeAlias = Sequence[tuple[str, ...]] | None
Named: TypeAlias = Callable[[str], Thing]  # the thing that the field at a pointer is


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: what was seen is taken out
class _Open:
    """
    A place with fields in or below it that were not seen, or that is one itself (`thing`).

    `named` are the members that `every` does not stand for. `is_around` says that there are fields below it.
    """

    around: "_Open | None" = None
    step: str | None = None  # None for the `*` of the place around it
    thing: Thing | None = None
    members: dict[str, "_Open"] = field(default_factory=dict)
    every: "_Open | None" = None
    named: frozenset[str] = frozenset()
    in_lists: bool = False
    in_objects: bool = False
    is_around: bool = False


class OpenFields:
    """
    Shrinks as fields are seen, so that looking at a payload costs as much as there is left to see.

    The field of a `*` is one by itself only where nothing is declared in it: else its members stand for it.
    """

    __slots__ = ("_places", "_root", "things")

    def __init__(self, root: Field, named: Named) -> None:
        self._places: dict[Thing, _Open] = {}
        self._root = self._opened(root, None, None, "", named)
        self.things = tuple(self._places)

    def look(self, payload: Json, found: set[Thing]) -> None:
        """Adds the fields of a payload that were not seen before."""
        _look(self._root, payload, found)

    def close(self, thing: Thing) -> None:
        """Takes a field out, and what is around it as far as nothing is left there."""
        place = self._places.pop(thing, None)
        if place is None:
            return
        place.thing = None
        while place.around is not None and not (place.thing or place.members or place.every):
            if place.step is None:
                place.around.every = None
            else:
                del place.around.members[place.step]
            place = place.around
            place.is_around = bool(place.members or place.every)

    def probes(self) -> Probes:
        """The way to each outermost field that is left; None where one leads through a `*`."""
        found: list[tuple[str, ...]] = []
        waiting: list[tuple[_Open, tuple[str, ...]]] = [(self._root, ())]
        while waiting:
            place, names = waiting.pop()
            if place.thing is not None:
                found.append(names)
            elif place.every is not None:
                return None
            else:
                waiting.extend((inner, (*names, name)) for name, inner in place.members.items())
        return found

    def __bool__(self) -> bool:
        return bool(self._places)

    def _opened(
        self, declared: Field, around: _Open | None, step: str | None, pointer: str, named: Named
    ) -> _Open:
        place = _Open(around=around, step=step, in_lists=declared.in_lists, in_objects=declared.in_objects)
        if around is not None and (step is not None or declared.is_leaf):
            place.thing = named(pointer)
            self._places[place.thing] = place
        for name, one in declared.members.items():
            place.members[name] = self._opened(one, place, name, f"{pointer}/{escaped(name)}", named)
        if declared.every is not None:
            place.named = frozenset(declared.members)
            place.every = self._opened(declared.every, place, None, f"{pointer}/*", named)
        place.is_around = not declared.is_leaf
        return place


def _look(place: _Open, value: Json, found: set[Thing]) -> None:
    if type(value) is dict:
        members = place.members
        # Most often next to nothing is left; where much is, the payload is the shorter way.
        for name in members if len(members) <= len(value) else value.keys() & members.keys():
            if name in value:
                inner = members[name]
                if inner.thing is not None:
                    found.add(inner.thing)
                if inner.is_around:
                    _look(inner, value[name], found)
        if place.every is not None and place.in_objects:
            _look_at_each(place.every, [value[name] for name in value.keys() - place.named], found)
    elif type(value) is list and place.every is not None and place.in_lists:
        _look_at_each(place.every, value, found)


def _look_at_each(every: _Open, values: Sequence[Json], found: set[Thing]) -> None:
    if values and every.thing is not None:
        found.add(every.thing)
    if every.is_around:
        for value in values:
            _look(every, value, found)
