"""The quick proof that two payloads are the same, for the many that are."""

from collections.abc import Mapping, Sequence

from checker.analysis.comparison import spots as spotted
from checker.analysis.comparison.pairs import pairs
from checker.analysis.comparison.scalars import CONTAINERS, LISTS, have_same_text, is_same_scalar
from checker.analysis.comparison.spots import Spot
from checker.analysis.comparison.tolerances import Look, Way, objection
from checker.model.boundaries import Compare, Tolerance
from checker.model.json import ABSENT, Absent, Json


class Quick:
    """
    Follows the rows of `compare` and compares all else as canonical text, in as few pieces as can be.

    True is a proof; false means that a walk must tell. Recursion is no deeper than the paths are long.
    """

    def __init__(self, rows: Sequence[Compare], look: Look) -> None:
        self._rows = rows
        self._look = look

    def proves(self, one: Json | Absent, other: Json | Absent, spot: Spot, way: Way = None) -> bool:
        if is_same_scalar(one, other):
            return True
        for number in spot.rows:
            row = self._rows[number]
            if row.tolerance is Tolerance.SET:
                if isinstance(one, LISTS) and isinstance(other, LISTS):
                    return self._proves_set(one, other, row, spot, way)
            elif objection(row, one, other, way, self._look) is None:
                return True
        if one is ABSENT or other is ABSENT:
            return one is other
        if spot.is_leaf:
            return _is_same(one, other)
        if isinstance(one, dict) and isinstance(other, dict):
            return spot.every is None and not spot.having and self._proves_object(one, other, spot, way)
        if isinstance(one, LISTS) and isinstance(other, LISTS):
            return len(one) == len(other) and self._proves_list(one, other, spot, way)
        return False

    def _proves_object(
        self, one: Mapping[str, Json], other: Mapping[str, Json], spot: Spot, way: Way
    ) -> bool:
        names = spot.members
        rest = {name: member for name, member in one.items() if name not in names}
        if not have_same_text(rest, {name: member for name, member in other.items() if name not in names}):
            return False
        return all(
            self.proves(one.get(name, ABSENT), other.get(name, ABSENT), below, (way, name, name))
            for name, below in names.items()
        )

    def _proves_list(self, one: Sequence[Json], other: Sequence[Json], spot: Spot, way: Way) -> bool:
        rest: list[Json] = []
        rest_received: list[Json] = []
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            match spotted.of_element((spot,), index, right):
                case ():
                    rest.append(left)
                    rest_received.append(right)
                case (below,):
                    step = str(index)
                    if not self.proves(left, right, below, (way, step, step)):
                        return False
                case _:
                    return False
        return have_same_text(rest, rest_received)

    def _proves_set(
        self, one: Sequence[Json], other: Sequence[Json], row: Compare, spot: Spot, way: Way
    ) -> bool:
        if len(one) != len(other):
            return False
        found = pairs(one, other, row.key, are_alike=not spot.is_leaf)
        if any(made is None or arrived is None for made, arrived in found):
            return False
        in_order: list[Json] = [one[made] for made, _ in found if made is not None]
        return (
            have_same_text(in_order, other) if spot.is_leaf else self._proves_list(in_order, other, spot, way)
        )


def _is_same(one: Json, other: Json) -> bool:
    if isinstance(one, CONTAINERS) or isinstance(other, CONTAINERS):
        return have_same_text(one, other)
    return is_same_scalar(one, other)
