"""
Where two results of one input differ, element by element of their lists.

An element is known by what it was made from, or by the NAME=VALUE that a row gives it, so that one that is
left out does not make all that stand behind it look like others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from checker.analysis.comparison.scalars import CONTAINERS, LISTS, is_same_scalar
from checker.analysis.follow import has
from checker.analysis.mapping import Traced
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Having
from checker.model.pointers import escaped


class Kind(Enum):
    """What is at a place that differs."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    ORDER = "order"  # of a list: the same elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """
    One place that differs; `at` leads to it in both results, or to where it would stand. An element that one
    side has not got has no index there: its place is `-`.
    """

    kind: Kind
    at: tuple[str, str]
    values: tuple[Json | Absent, Json | Absent]


def gaps(old: Traced, new: Traced, named: Sequence[Having]) -> Iterator[Gap]:
    """
    Every place that differs, in the order of the newer result, then of the older. No recursion.

    Numbers are equal when their decimal values are; the order of members says nothing, that of elements does.
    """
    waiting: list[Gap] = [Gap(kind=Kind.CHANGED, at=("", ""), values=(old.result, new.result))]
    while waiting:
        gap = waiting.pop()
        inner = _inner(gap, old, new, named) if gap.kind is Kind.CHANGED else None
        if inner is not None:
            waiting += reversed(inner)
        elif gap.kind is not Kind.CHANGED or not _is_same(*gap.values):
            yield gap


def outline(old: Json, new: Json) -> frozenset[tuple[str | None, ...]]:
    """
    The places that differ, element by element by their index, without their values: names, with None for any
    element, and last what kind of difference it is. Two inputs of one outline differ in the same way.
    """
    found: set[tuple[str | None, ...]] = set()
    waiting: list[tuple[tuple[str | None, ...], Json | Absent, Json | Absent]] = [((), old, new)]
    while waiting:
        at, one, other = waiting.pop()
        if isinstance(one, Absent) or isinstance(other, Absent):
            found.add((*at, "gone" if other is ABSENT else "new"))
        elif isinstance(one, dict) and isinstance(other, dict):
            waiting += [((*at, name), value, other.get(name, ABSENT)) for name, value in one.items()]
            waiting += [((*at, name), ABSENT, value) for name, value in other.items() if name not in one]
        elif isinstance(one, LISTS) and isinstance(other, LISTS):
            pairs = zip_longest(one, other, fillvalue=ABSENT)
            waiting += [((*at, None), value, received) for value, received in pairs]
        elif not _is_same(one, other):
            found.add((*at, "changed"))
    return frozenset(found)


def _is_same(one: Json | Absent, other: Json | Absent) -> bool:
    return not (isinstance(one, CONTAINERS) or isinstance(other, CONTAINERS)) and is_same_scalar(one, other)


def _inner(gap: Gap, old: Traced, new: Traced, named: Sequence[Having]) -> list[Gap] | None:
    """What stands below a place where both have an object or both a list; None where it is to be compared."""
    match gap.values:
        case (Mapping() as one, Mapping() as other):
            return _members(gap.at, one, other)
        case (list() | tuple() as one, list() | tuple() as other):
            names = _names(one, gap.at[0], old, named), _names(other, gap.at[1], new, named)
            if names[0] and names[1] and set(names[0]) & set(names[1]):
                return _elements(gap, one, other, names[0], names[1])
            indices = [str(index) for index in range(max(len(one), len(other)))]
            return _elements(gap, one, other, indices[: len(one)], indices[: len(other)])
        case _:
            return None


def _members(at: tuple[str, str], one: Mapping[str, Json], other: Mapping[str, Json]) -> list[Gap]:
    return [
        _gap(
            (f"{at[0]}/{escaped(name)}", f"{at[1]}/{escaped(name)}"),
            one.get(name, ABSENT),
            other.get(name, ABSENT),
        )
        for name in (*other, *(name for name in one if name not in other))
    ]


def _elements(
    gap: Gap, one: Sequence[Json], other: Sequence[Json], names: Sequence[str], others: Sequence[str]
) -> list[Gap]:
    index, index_now = ({name: number for number, name in enumerate(known)} for known in (names, others))

    def element(name: str) -> Gap:
        before, after = index.get(name), index_now.get(name)
        at = tuple(
            f"{start}/{'-' if number is None else number}"
            for start, number in zip(gap.at, (before, after), strict=True)
        )
        return _gap(
            (at[0], at[1]),
            ABSENT if before is None else one[before],
            ABSENT if after is None else other[after],
        )

    found = [element(name) for name in (*others, *(name for name in names if name not in index_now))]
    if [name for name in names if name in index_now] != [name for name in others if name in index]:
        found.append(Gap(kind=Kind.ORDER, at=gap.at, values=gap.values))
    return found


def _gap(at: tuple[str, str], was: Json | Absent, now: Json | Absent) -> Gap:
    kind = Kind.GONE if isinstance(now, Absent) else Kind.NEW if isinstance(was, Absent) else Kind.CHANGED
    return Gap(kind=kind, at=at, values=(was, now))


def _names(elements: Sequence[Json], at: str, made: Traced, named: Sequence[Having]) -> list[str] | None:
    """What each element of a list is known by; None where it is only known by its index."""
    assert isinstance(elements, LISTS)
    found: list[str] = []
    for number, element in enumerate(elements):
        origin = made.origins.get(f"{at}/{number}")
        having = next((one for one in named if has(element, one)), None)
        if having is not None:
            found.append(f"{having.name}={having.value}")
        elif origin is not None and origin.sources:
            found.append(origin.sources[0].pointer)
        else:
            return None
    return found if len(set(found)) == len(found) else None
