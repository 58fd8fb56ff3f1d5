"""What many replayed cases come to together. Tallies of shares of a recording add up in any order."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.contracts import ContractSet
from checker.model.coverage import Thing

if TYPE_CHECKING:  # rules look at a tally where nothing is replayed
    from checker.analysis.coverage import Still, Watched
    from checker.analysis.replay.seen import MessageName, RowName, SeenCase, StatusName


@dataclass(slots=True, kw_only=True)
class Tally:
    """
    Grows case by case; the one value here that changes, since a recording may have a million cases.

    `still` is what no case of this share has exercised; what one does is taken out of it. `in_cases` says in
    how many cases each thing is that is watched there, where it is in any.
    """

    cases: int = 0
    replayed: int = 0
    validated: int = 0
    compared: int = 0
    statuses: "set[StatusName]" = field(default_factory=set)
    compared_messages: "set[MessageName]" = field(default_factory=set)
    rows: "dict[RowName, int]" = field(default_factory=dict)
    exercised: set[Thing] = field(default_factory=set)
    in_cases: dict[Thing, int] = field(default_factory=dict)
    still: "Still | None" = field(default=None, compare=False, repr=False)

    def add(self, seen: "SeenCase") -> None:
        """One more case."""
        self.cases += 1
        self.replayed += seen.replayed
        self.validated += seen.validated
        self.compared += seen.compared
        if not self.statuses.issuperset(seen.statuses):
            self.statuses |= seen.statuses
        if not self.compared_messages.issuperset(seen.compared_messages):
            self.compared_messages |= seen.compared_messages
        for row, count in seen.rows.items():
            if count > self.rows.get(row, 0):
                self.rows[row] = count
        if seen.exercised:
            self._exercise(seen.exercised)
        if self.still is not None and self.still.watched is not None:
            self._count(self.still.watched, seen)

    def merge(self, other: "Tally") -> None:
        """The cases of another tally as well."""
        self.cases += other.cases
        self.replayed += other.replayed
        self.validated += other.validated
        self.compared += other.compared
        self.statuses |= other.statuses
        self.compared_messages |= other.compared_messages
        for row, count in other.rows.items():
            self.rows[row] = max(count, self.rows.get(row, 0))
        for thing, count in other.in_cases.items():
            self.in_cases[thing] = self.in_cases.get(thing, 0) + count
        self._exercise(frozenset(other.exercised))

    def _exercise(self, things: frozenset[Thing]) -> None:
        self.exercised |= things
        if self.still is not None:
            self.still.close(things)

    def _count(self, watched: "Watched", seen: "SeenCase") -> None:
        shown = (watched.statuses[name] for name in watched.statuses.keys() & seen.statuses)
        for thing in (*(watched.rows & seen.exercised), *shown):
            self.in_cases[thing] = self.in_cases.get(thing, 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """A contract set and what its recordings have shown of it."""

    contracts: ContractSet
    tally: Tally
