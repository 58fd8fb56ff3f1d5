"""Two payloads side by side, in document order, to every place where they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from checker.analysis.comparison import spots as spotted
from checker.analysis.comparison.differences import Difference, DifferenceKind
from checker.analysis.comparison.pairs import Indices, pairs
from checker.analysis.comparison.scalars import CONTAINERS, LISTS, have_same_text, is_same_scalar
from checker.analysis.comparison.spots import Spots
from checker.analysis.comparison.tolerances import Look, Way, objection
from checker.model.boundaries import Compare, Tolerance
from checker.model.json import ABSENT, Absent, Json
from checker.model.pointers import escaped

# Two values, where they stand, the spots they are at, and how many levels of their texts are worth comparing.
Pair: TypeAlias = tuple[Json | Absent, Json | Absent, Way, Spots, int]

# Texts are compared level by level until a difference is nearly found: a few times what it costs to compare
# the whole, however deep the difference lies.
_TEXTS: Final = 4


class Walk:
    """
    One comparison. `matched` counts the places of each row, once `differences` has gone through.

    Neither time nor memory grow faster than the larger payload, and nothing here recurses.
    """

    def __init__(self, rows: Sequence[Compare], look: Look) -> None:
        self._rows = rows
        self._look = look
        self.matched = [0] * len(rows)

    def differences(self, expected: Json, received: Json, spots: Spots) -> Iterator[Difference]:
        stack: list[Pair] = [(expected, received, None, spots, _TEXTS)]
        while stack:
            one, other, way, here, texts = stack.pop()
            row, because = self._objection(one, other, way, here) if here else (None, "")
            if row is not None and not because:
                continue
            below = self._below(one, other, way, here, texts)
            if below is None:
                yield _difference(one, other, way, row, because)
            else:
                stack.extend(reversed(below))

    def _objection(
        self, one: Json | Absent, other: Json | Absent, way: Way, here: Spots
    ) -> tuple[Compare | None, str]:
        """The row that covers these two values; or the last that does not, with why; or none."""
        row, because = None, ""
        if one is ABSENT and other is ABSENT:
            return row, because
        for spot in here:
            for number in spot.rows:
                self.matched[number] += 1
                if self._rows[number].tolerance is Tolerance.SET and _are_lists(one, other):
                    continue  # what it tolerates is seen when the elements are paired
                if row is None or because:
                    row = self._rows[number]
                    because = objection(row, one, other, way, self._look) or ""
        return row, because

    def _below(
        self, one: Json | Absent, other: Json | Absent, way: Way, here: Spots, texts: int
    ) -> list[Pair] | None:
        """What remains to be compared below two values; None if these two differ themselves."""
        if here and not all(spot.is_leaf for spot in here):
            one, other = _stand_in(one, other), _stand_in(other, one)
        if isinstance(one, dict) and isinstance(other, dict):
            if not here and texts and have_same_text(one, other):
                return []
            return _members(one, other, way, here, _further(here, texts))
        if isinstance(one, LISTS) and isinstance(other, LISTS):
            if not here and texts and have_same_text(one, other):
                return []
            return self._elements(one, other, way, here, _further(here, texts))
        if isinstance(one, CONTAINERS) or isinstance(other, CONTAINERS):
            return None
        return [] if is_same_scalar(one, other) else None

    def _elements(
        self, one: Sequence[Json], other: Sequence[Json], way: Way, here: Spots, texts: int
    ) -> list[Pair]:
        found: list[Pair] = []
        is_set, indices = self._paired(one, other, here)
        inner = () if all(spot.is_leaf for spot in here) else here
        for made, arrived in indices:
            left = ABSENT if made is None else one[made]
            right = ABSENT if arrived is None else other[arrived]
            spots: Spots = ()
            if inner and made is not None and arrived is not None:
                spots = spotted.of_element(inner, arrived, other[arrived])
            if spots or not is_same_scalar(left, right):
                below = way, _step(arrived, made, is_set), _step(made, arrived, is_set)
                found.append((left, right, below, spots, texts))
        return found

    def _paired(
        self, one: Sequence[Json], other: Sequence[Json], here: Spots
    ) -> tuple[bool, Iterable[Indices]]:
        """Whether this is a set, and which elements are compared: of a set those that belong together."""
        sets = [
            self._rows[number]
            for spot in here
            for number in spot.rows
            if self._rows[number].tolerance is Tolerance.SET
        ]
        if sets:
            return True, pairs(one, other, sets[0].key, are_alike=not all(spot.is_leaf for spot in here))
        shared = min(len(one), len(other))
        both = ((index, index) for index in range(shared))
        return False, chain(
            both,
            ((None, index) for index in range(shared, len(other))),
            ((index, None) for index in range(shared, len(one))),
        )


def _step(index: int | None, other: int | None, is_set: bool) -> str:
    """The step to an element. One that is not there would stand in a list where it does on the other side."""
    if index is not None:
        return str(index)
    return "-" if is_set else str(other)


def _are_lists(one: Json | Absent, other: Json | Absent) -> bool:
    return isinstance(one, LISTS) and isinstance(other, LISTS)


def _stand_in(one: Json | Absent, other: Json | Absent) -> Json | Absent:
    """
    For nothing an empty object, if the other side has one that is not empty and has places below.

    It may hold only what is tolerated; all else in it is found when it is walked. An element of a list is
    never tolerated so: how many there are is part of what a list says.
    """
    return {} if one is ABSENT and isinstance(other, dict) and other else one


def _further(here: Spots, texts: int) -> int:
    """How many levels of texts are worth comparing below two containers; those with spots have no text."""
    return _TEXTS if here else max(texts - 1, 0)


def _members(
    one: Mapping[str, Json], other: Mapping[str, Json], way: Way, here: Spots, texts: int
) -> list[Pair]:
    found: list[Pair] = []
    missing = [name for name in one if name not in other]
    for name in (*other, *missing):
        left, right = one.get(name, ABSENT), other.get(name, ABSENT)
        spots = spotted.of_member(here, name) if here else ()
        if spots or not is_same_scalar(left, right):
            found.append((left, right, (way, name, name), spots, texts))
    return found


def _difference(
    one: Json | Absent, other: Json | Absent, way: Way, row: Compare | None, because: str
) -> Difference:
    kind = DifferenceKind.CHANGED
    if one is ABSENT:
        kind = DifferenceKind.UNEXPECTED
    elif other is ABSENT:
        kind = DifferenceKind.MISSING
    received: list[str] = []
    made: list[str] = []
    while way is not None:
        way, step, made_step = way
        received.append(escaped(step))
        made.append(escaped(made_step))
    return Difference(
        pointer="".join(f"/{step}" for step in reversed(received)),
        made_at="".join(f"/{step}" for step in reversed(made)),
        kind=kind,
        expected=one,
        received=other,
        row=row,
        because=because,
    )
