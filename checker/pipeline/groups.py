"""
The cases of a large share in groups, by what of the contract they depend on: messages.

When one message is declared otherwise, only the groups that have it are judged again. They are the same
whether anything is kept or not, so what is reported is, too.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from checker.model.contracts import ContractSet
from checker.model.recordings import Case

# The boundaries and messages that the events of a case name, sorted, "" where one names none; None is
# everything.
GroupName: TypeAlias = "tuple[tuple[str, str], ...] | None"
MessageName: TypeAlias = tuple[str, str]

MOST: Final = 8  # groups of a share; the last has whatever is in none of the others


class Grouping:
    """Finds the group of each case, in the order in which they come. `names` are those that are known."""

    def __init__(self, names: Sequence[GroupName], *, is_parted: bool) -> None:
        self.names: list[GroupName] = list(names) if is_parted else [None]
        self._is_parted = is_parted
        self._known: dict[object, int] = {name: number for number, name in enumerate(self.names)}

    def number(self, case: Case) -> int:
        """The number of its group; one more than there were where it is the first of its group."""
        if not self._is_parted:
            return 0
        first, *others = case.events
        named: object = (first.boundary, first.message)
        if others:
            named = frozenset([(event.boundary, event.message) for event in case.events])
        number = self._known.get(named)
        if number is None:
            names = {(event.boundary or "", event.message or "") for event in case.events}
            number = self._known[named] = self._number(tuple(sorted(names)))
        return number

    def _number(self, name: GroupName) -> int:
        if name not in self.names and len(self.names) >= MOST - 1:
            name = None
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


def messages(name: GroupName, contracts: ContractSet) -> Iterator[MessageName]:
    """
    The messages of the contract that a group depends on.

    An event without the name of a message may be any of its boundary, and one without a boundary is none.
    """
    every = [(one.name, message) for one in contracts.boundaries.values() for message in one.messages]
    if name is None:
        yield from every
        return
    wanted = frozenset(name)
    for boundary, message in every:
        if (boundary, message) in wanted or (boundary, "") in wanted:
            yield boundary, message


class Lines:
    """Which lines of a share the cases of a group have: the first and last of each run of them."""

    def __init__(self, runs: "array[int] | None" = None) -> None:
        self.runs = array("I") if runs is None else runs

    def add(self, first: int, last: int) -> None:
        """Those of the case that comes next, counted from 0."""
        if self.runs and self.runs[-1] + 1 == first:
            self.runs[-1] = last
        else:
            self.runs.extend((first, last))

    def __iter__(self) -> Iterator[int]:
        for first, last in zip(self.runs[::2], self.runs[1::2], strict=True):
            yield from range(first, last + 1)
