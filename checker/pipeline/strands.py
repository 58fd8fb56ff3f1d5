"""
The strands of a large share: cases that depend on the same messages of the contract.

When one message is declared otherwise, only the strands that have it are judged again. They are the same
whether anything is kept or not, so what is reported is, too.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from checker.model.contracts import ContractSet
from checker.model.recordings import Case

# The boundaries and messages that the events of a case name, sorted, "" where one names none; None is
# everything.
StrandName: TypeAlias = "tuple[tuple[str, str], ...] | None"
MessageName: TypeAlias = tuple[str, str]

MOST: Final = 8  # strands of a share; the last has whatever is in none of the others


class Strands:
    """Finds the strand of each case, in the order in which they come. `names` are those that are known."""

    def __init__(self, names: Sequence[StrandName], *, has_strands: bool) -> None:
        self.names: list[StrandName] = list(names) if has_strands else [None]
        self._has_strands = has_strands
        self._known: dict[object, int] = {name: number for number, name in enumerate(self.names)}

    def number(self, case: Case) -> int:
        """The number of its strand; one more than there were where it is the first of its strand."""
        if not self._has_strands:
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

    def _number(self, name: StrandName) -> int:
        if name not in self.names and len(self.names) >= MOST - 1:
            name = None
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


def messages(name: StrandName, contracts: ContractSet) -> Iterator[MessageName]:
    """
    The messages of the contract that a strand depends on.

    An event without the name of a message, or with one that the contract does not know, may be any of its
    boundary, and one without a boundary is none.
    """
    every = [(one.name, message) for one in contracts.boundaries.values() for message in one.messages]
    if name is None:
        yield from every
        return
    wanted, known = frozenset(name), frozenset(every)
    vague = {boundary for boundary, message in wanted if (boundary, message) not in known}
    yield from (one for one in every if one in wanted or one[0] in vague)


class Lines:
    """Which lines of a share the cases of a strand have: the first and last of each run of them."""

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
