"""Our own search for a payload that one schema accepts and another refuses; where it ends, there is none."""

from collections.abc import Iterator
from typing import Final

from checker.analysis.containment.solving import Demand, Solver, TooManyStepsError
from checker.analysis.containment.solving.nodes import entered
from checker.analysis.containment.solving.sameness import Sameness, alike
from checker.model.json import Json
from checker.model.schemas import Schema

STEPS: Final = 7_000
_SCHEMAS: Final = 50_000  # within one, up to which two are compared word for word
_CASES: Final = 64  # that stay open, until no more are looked into


def is_rewritten(old: Schema, new: Schema) -> bool:
    """Whether one is the other, but for order, notes, and the names of what they refer to."""
    is_one_place = (old.draft, old.uri, old.pointer) == (new.draft, new.uri, new.pointer)
    if is_one_place and alike(old.documents, new.documents):
        return True
    return Sameness(lambda: None, _SCHEMAS).holds(entered(old), entered(new))


class Search:
    """
    One search, which is gone through once.

    After it, `is_proved` tells whether every case contradicts itself. If not, `reason` is a clause that says
    what stood in the way, at `pointer` in a payload.
    """

    def __init__(self, old: Schema, new: Schema) -> None:
        accepting, refusing = entered(old), entered(new)
        self._solver = Solver(accepting, STEPS)
        self._demands = (Demand(True, accepting), Demand(False, refusing))
        self.is_proved = False
        self.reason = "there are too many cases to look into"
        self.pointer = ""

    @property
    def steps(self) -> int:
        """How many were taken."""
        return STEPS - self._solver.left

    def payloads(self) -> Iterator[Json]:
        """What may show that it does not hold, from each case that stays open; to be judged."""
        number = 0
        try:
            for number, one in enumerate(self._solver.openings(self._demands), start=1):
                if number == 1 or (one.reason and not self.pointer):
                    self.reason = one.reason or "no payload that was built shows the contrary"
                    self.pointer = one.pointer
                yield from one.values
                if number >= _CASES:
                    return
        except (TooManyStepsError, RecursionError):
            return
        self.is_proved = number == 0
