"""Arrays, element by element."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from checker.analysis.containment.solving.facts import (
    Demand,
    Each,
    Fact,
    Open,
    Size,
    SomeElement,
    Unlike,
)
from checker.model.json import Json

if TYPE_CHECKING:
    from checker.analysis.containment.solving.solver import Solver

_LONGEST: Final = 1_000  # elements of what is built
_UNLIKE: Final = 20  # elements of which no two may be alike
_PLACES: Final = 64  # ways in which elements that must be there are laid out


@dataclass(frozen=True, slots=True)
class Arrays:
    """What is left of all arrays."""

    least: int = 0
    most: int | None = None
    each: tuple[Each, ...] = ()
    some: tuple[SomeElement, ...] = ()
    all_unlike: bool = False
    some_alike: bool = False

    def extended(self, facts: Sequence[Fact], solver: "Solver") -> "Arrays | None":
        made = self
        for one in facts:
            match one:
                case Size(least, most):
                    made = made._of_length(least, most)
                case Each():
                    made = replace(made, each=(*made.each, one))
                case SomeElement(start):
                    made = replace(made, some=(*made.some, one))._of_length(start + 1, None)
                case Unlike(True):
                    made = replace(made, all_unlike=True)
                case Unlike(False):
                    made = replace(made, some_alike=True)._of_length(2, None)
        if made.all_unlike and made.some_alike:
            return None
        if made.most is not None and made.most < made.least:
            return None
        if any(not made._possible(one, solver) for one in made.some):
            return None
        return made

    def openings(self, solver: "Solver") -> Iterator[Open]:
        """By where those elements stand of which one must be there."""
        for number, places in enumerate(self._places(self.some, {}, solver)):
            if number >= _PLACES:
                yield Open(reason="its elements may stand in too many ways")
                return
            yield from self._opening(places, solver)

    def _opening(self, places: Mapping[int, tuple[Demand, ...]], solver: "Solver") -> Iterator[Open]:
        length = max(self.least, *(index + 1 for index in places), 0)
        known = min(length, max([self._known, *(index + 1 for index in places)]))
        found: list[Open] = []
        for index in range(known):
            outcome = solver.outcome(self._demanded(index) + places.get(index, ()))
            if outcome is None:
                return
            found.append(outcome.under(str(index)))
        if length > known:
            outcome = solver.outcome(self._demanded(known))
            if outcome is None:
                return
            found += [outcome.under(str(known))] * (min(length, _LONGEST) - known)
        if length > _LONGEST:
            yield Open(reason=f"what shows it would have {length} elements")
            return
        if self.all_unlike and length > 1:
            yield from self._unlike(found, places, solver)
            return
        yield from self._alike(found, solver) if self.some_alike else _combined(found)

    def _of_length(self, least: int, most: int | None) -> "Arrays":
        shorter = self.most if most is None else most if self.most is None else min(most, self.most)
        return replace(self, least=max(self.least, least), most=shorter)

    @property
    def _known(self) -> int:
        """From this position on, the same is demanded of each element."""
        return max((len(one.first) for one in self.each), default=0)

    def _demanded(self, index: int) -> tuple[Demand, ...]:
        found = (one.first[index] if index < len(one.first) else one.rest for one in self.each)
        return tuple(one for one in found if one is not None)

    def _range(self, one: SomeElement, further: int) -> range:
        end = one.start + 1 if one.is_there else max(self._known, one.start) + 1 + further
        return range(one.start, end if self.most is None else min(end, self.most))

    def _possible(self, one: SomeElement, solver: "Solver") -> bool:
        return any(
            solver.outcome((*self._demanded(index), one.demand)) is not None for index in self._range(one, 0)
        )

    def _places(
        self, some: Sequence[SomeElement], taken: Mapping[int, tuple[Demand, ...]], solver: "Solver"
    ) -> Iterator[Mapping[int, tuple[Demand, ...]]]:
        if not some:
            yield taken
            return
        one, *others = some
        for index in self._range(one, len(taken)):
            demands = (*taken.get(index, ()), one.demand)
            if solver.outcome(self._demanded(index) + demands) is not None:
                yield from self._places(others, {**taken, index: demands}, solver)

    def _unlike(
        self, found: Sequence[Open], places: Mapping[int, tuple[Demand, ...]], solver: "Solver"
    ) -> Iterator[Open]:
        """Each with what stands before it left out."""
        if len(found) > _UNLIKE:
            yield Open(reason=f"what shows it would have {len(found)} elements, no two alike")
            return
        chosen: list[Json] = []
        is_sure = True
        for index in range(len(found)):
            demands = self._demanded(index) + places.get(index, ())
            outcome = solver.outcome(demands + solver.other_than(chosen))
            if outcome is None:
                if places or self._known:
                    yield Open(reason="no two elements may be alike")
                return  # there are too few values for so many elements
            if not outcome.values:
                yield outcome.under(str(index))
                return
            chosen.append(outcome.values[0])
            is_sure = is_sure and outcome.is_sure
        yield Open((chosen,), is_sure)

    def _alike(self, found: Sequence[Open], solver: "Solver") -> Iterator[Open]:
        """Two places have the same value."""
        values = [one.values[0] if one.values else None for one in found]
        known = range(min(len(found), self._known + 2, 8))
        made: list[Json] = []
        for index in known:
            for other in range(index + 1, len(known)):
                outcome = solver.outcome(self._demanded(index) + self._demanded(other))
                if outcome is not None and outcome.values:
                    same = outcome.values[0]
                    made.append(
                        [same if place in (index, other) else one for place, one in enumerate(values)]
                    )
        yield Open(tuple(made[:3]), reason="two elements are to be alike")


def _combined(found: Sequence[Open]) -> Iterator[Open]:
    """One array of what may stand at each position; others, where one of them is not sure."""
    for one in found:
        if not one.values:
            yield one
            return
    first = [one.values[0] for one in found]
    is_sure = all(one.is_sure for one in found)
    values: list[Json] = [first]
    doubtful = next((one for one in found if not one.is_sure), None)
    for index, one in enumerate(found):
        if not one.is_sure and one.values and len(values) < 6:
            values += [[*first[:index], other, *first[index + 1 :]] for other in one.values[1:4]]
    yield Open(
        tuple(values), is_sure, doubtful.pointer if doubtful else "", doubtful.reason if doubtful else ""
    )
