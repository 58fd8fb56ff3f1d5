"""A comparison made ready from the rows of `compare`, for many pairs of payloads."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.analysis.comparison.differences import Differences
from checker.analysis.comparison.quick import Quick
from checker.analysis.comparison.scalars import have_same_text
from checker.analysis.comparison.spots import Spot, Spots, tree
from checker.analysis.comparison.tolerances import Look
from checker.analysis.comparison.walk import Walk
from checker.model.boundaries import Compare
from checker.model.json import Json


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is tolerated where. Nothing is simply ignored."""

    rows: tuple[Compare, ...]
    _root: Spot

    @property
    def _spots(self) -> Spots:
        return () if self._root.is_leaf and not self._root.rows else (self._root,)

    def same(self, expected: Json, received: Json, *, sent_at: str | None = None) -> bool:
        """Whether nothing differs that no row covers; quick where that is so. `sent_at` is for `of: sent`."""
        look = Look(received, sent_at)
        if self.rows:
            if Quick(self.rows, look).proves(expected, received, self._root):
                return True
        elif have_same_text(expected, received):
            return True
        return next(Walk(self.rows, look).differences(expected, received, self._spots), None) is None

    def differences(self, expected: Json, received: Json, *, sent_at: str | None = None) -> Differences:
        """
        Every place where two payloads differ and no row covers it, in document order.

        Places are JSON Pointers (RFC 6901) into the received payload: its members in their order, then
        those it lacks in the order they were made. Numbers are equal when their decimal values are, 1.0 is
        1, since JSON has one number type (RFC 8259, section 6); true is not 1, "1" is not 1, and -0 is
        not 0. Time and memory are linear in the larger payload; no recursion.
        """
        walk = Walk(self.rows, Look(received, sent_at))
        found = tuple(walk.differences(expected, received, self._spots))
        return Differences(differences=found, matched=tuple(walk.matched))


def compiled(rows: Sequence[Compare]) -> Comparison:
    """The comparison under these rows; `Differences.matched` counts in their order."""
    return Comparison(tuple(rows), tree(rows))


def differences(expected: Json, received: Json) -> Differences:
    """Every place where two payloads differ, tolerating nothing: see `Comparison.differences`."""
    return compiled(()).differences(expected, received)
