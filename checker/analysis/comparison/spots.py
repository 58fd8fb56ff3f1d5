"""The places that rows of `compare` speak of, as a tree of steps from the whole payload."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from checker.analysis import follow
from checker.model.boundaries import Compare
from checker.model.json import Json
from checker.model.paths import Every, Having, Member, Start

Spots: TypeAlias = "tuple[Spot, ...]"


class Spot:
    """A step on the way to places; `rows` are the numbers of those that lead exactly here."""

    __slots__ = ("every", "having", "members", "rows")

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.members: dict[str, Spot] = {}
        self.every: Spot | None = None
        self.having: list[tuple[Having, Spot]] = []

    @property
    def is_leaf(self) -> bool:
        return not (self.members or self.every or self.having)

    def under(self, step: Member | Every | Having) -> "Spot":
        """The spot that a step leads to, made if need be."""
        match step:
            case Member(name):
                return self.members.setdefault(name, Spot())
            case Every():
                self.every = self.every or Spot()
                return self.every
            case Having():
                for known, spot in self.having:
                    if known == step:
                        return spot
                self.having.append((step, Spot()))
                return self.having[-1][1]


def tree(rows: Sequence[Compare]) -> Spot:
    """The whole payload with all the places below. A row that leads elsewhere matches no place of it."""
    root = Spot()
    for number, row in enumerate(rows):
        if row.at.start is Start.PAYLOAD:
            spot = root
            for step in row.at.steps:
                spot = spot.under(step)
            spot.rows.append(number)
    return root


def of_member(spots: Spots, name: str) -> Spots:
    """The spots of a member of an object."""
    return tuple(_of_member(spots, name)) if spots else ()


def of_element(spots: Spots, index: int, element: Json) -> Spots:
    """The spots of an element of a list, by its index and content in what was received."""
    return tuple(_of_element(spots, index, element)) if spots else ()


def _of_member(spots: Spots, name: str) -> Iterator[Spot]:
    for spot in spots:
        if name in spot.members:
            yield spot.members[name]
        if spot.every is not None:
            yield spot.every


def _of_element(spots: Spots, index: int, element: Json) -> Iterator[Spot]:
    for spot in spots:
        if (name := str(index)) in spot.members:
            yield spot.members[name]
        if spot.every is not None:
            yield spot.every
        for having, found in spot.having:
            if isinstance(element, dict) and follow.has(element, having):
                yield found
