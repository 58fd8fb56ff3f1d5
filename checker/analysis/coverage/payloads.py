"""The fields of one side of a message that no payload has had yet. A payload is laid on what is left of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis.coverage.fields import Field
from checker.analysis.follow import escaped
from checker.model.coverage import Thing
from checker.model.json import Json

Named: TypeAlias = Callable[[str], Thing]  # the thing that the field at a pointer is


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: what was seen is taken out
class _Open:
    """
    A place with fields in or below it that were not seen, or that is one itself (`thing`).

    `named` are the members that `every` does not stand for.
    """

    around: "_Open | None" = None
    step: str | None = None  # None for the `*` of the place around it
    thing: Thing | None = None
    members: dict[str, "_Open"] = field(default_factory=dict)
    every: "_Open | None" = None
    named: frozenset[str] = frozenset()
    in_lists: bool = False
    in_objects: bool = False


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

    def seen_in(self, payload: Json) -> Iterator[Thing]:
        """The fields of a payload that were not seen before."""
        waiting = [(self._root, payload)]
        while waiting:
            place, value = waiting.pop()
            if type(value) is dict:
                members = place.members
                for name in members.keys() & value.keys():
                    inner = members[name]
                    if inner.thing is not None:
                        yield inner.thing
                    if inner.members or inner.every is not None:
                        waiting.append((inner, value[name]))
                if place.every is not None and place.in_objects:
                    further = [value[name] for name in value.keys() - place.named]
                    yield from self._each(place.every, further, waiting)
            elif type(value) is list and place.every is not None and place.in_lists:
                yield from self._each(place.every, value, waiting)

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

    def __bool__(self) -> bool:
        return bool(self._places)

    @staticmethod
    def _each(every: _Open, values: list[Json], waiting: list[tuple[_Open, Json]]) -> Iterator[Thing]:
        if values and every.thing is not None:
            yield every.thing
        if every.members or every.every is not None:
            waiting.extend((every, value) for value in values)

    def _opened(
        self, declared: Field, around: _Open | None, step: str | None, pointer: str, named: Named
    ) -> _Open:
        place = _Open(around=around, step=step, in_lists=declared.in_lists, in_objects=declared.in_objects)
        if around is not None and (step is not None or declared.is_leaf):
            place.thing = named(pointer)
            self._places[place.thing] = place
        inner: Mapping[str, Field] = declared.members
        for name, one in inner.items():
            place.members[name] = self._opened(one, place, name, f"{pointer}/{escaped(name)}", named)
        if declared.every is not None:
            place.named = frozenset(declared.members)
            place.every = self._opened(declared.every, place, None, f"{pointer}/*", named)
        return place
