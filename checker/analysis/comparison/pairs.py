"""Which element of a set belongs to which, wherever they stand."""

from collections import deque
from collections.abc import Sequence
from typing import TypeAlias

from checker.analysis.comparison.scalars import CONTAINERS, identity
from checker.model.json import ABSENT, Json

Indices: TypeAlias = tuple[int | None, int | None]  # the index made and the index received


def pairs(
    expected: Sequence[Json], received: Sequence[Json], key: tuple[str, ...], *, are_alike: bool
) -> list[Indices]:
    """
    All elements of both, in the order received, then those that were made and not received.

    Elements belong together that have the same `key`, in their order where a key repeats; without a key, or
    where an element has none, those that are the same. `are_alike`: of a set without a key also the rest
    are paired in their order, since something in them may differ. Linear, whatever the share that changed.
    """
    open_ones: dict[object, list[int]] = {}  # the last first, so that the first is taken from the end
    for index in range(len(expected) - 1, -1, -1):
        open_ones.setdefault(_name(expected[index], key), []).append(index)
    found: list[Indices] = []
    for index, element in enumerate(received):
        partners = open_ones.get(_name(element, key))
        found.append((partners.pop() if partners else None, index))
    rest = sorted(index for partners in open_ones.values() for index in partners)
    if are_alike and not key:
        others = deque(rest)
        found = [(others.popleft() if made is None and others else made, index) for made, index in found]
        rest = list(others)
    return [*found, *((index, None) for index in rest)]


def _name(element: Json, key: tuple[str, ...]) -> object:
    """What elements that belong together have in common."""
    if not key or not isinstance(element, dict):
        return identity(element)
    if len(key) == 1:  # by far the most common
        value = element.get(key[0], ABSENT)
        if type(value) is str:
            return value  # nothing else has a text for its name
        if type(value) is int:
            return "number", value
        return identity(element if value is ABSENT or isinstance(value, CONTAINERS) else value)
    values = [element.get(name, ABSENT) for name in key]
    if any(value is ABSENT or isinstance(value, CONTAINERS) for value in values):
        return identity(element)
    return tuple(map(identity, values))
