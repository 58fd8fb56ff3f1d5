"""One message taken through both of its transformations, and what that shows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.analysis.comparison import compiled as comparison
from checker.analysis.drift.differing import Differing
from checker.analysis.drift.gaps import outline
from checker.analysis.drift.output_changes import OutputChange, Untested, What
from checker.analysis.drift.probes import Probe
from checker.analysis.drift.refusing import refusals, takes
from checker.analysis.drift.same import same
from checker.analysis.drift.way import Way
from checker.analysis.follow import Sources
from checker.analysis.mapping import RowError, Traced
from checker.errors import CannotCheckError
from checker.model.findings import Skipped
from checker.model.json import ABSENT, Absent, Json

_TRIED: Final = 3  # messages with which is tried what code makes of other ones
_OUTLINES: Final = 1_000  # ways of differing of one message that are told apart quickly
_EXACT: Final = comparison(())


class Watched:
    """One message of which something is another than before, with what was seen of it."""

    def __init__(self, way: Way, probes: tuple[Probe, Probe]) -> None:
        self.way = way
        self.runs = 0
        self._probes = probes
        self._differing = Differing(way)
        self._outlines: dict[object, list[OutputChange]] = {}  # what is told of inputs that differ alike
        self._stopped: Skipped | None = None

    def look(self, sources: Sources | None, received: Json | Absent) -> list[OutputChange]:
        """What one message shows; `sources` is None where nobody recorded what was sent."""
        self.runs += sources is not None
        try:
            found = list(self._changes(sources, received))
            if sources is not None and not self.way.cannot_run:
                for probe in self._probes:
                    probe.look(sources)
        except CannotCheckError as error:
            check = f"the output of {self.way.name}"
            self._stopped = Skipped(check=check, why=str(error), was_asked=True, place=self.way.new.place)
            return []
        return found

    @property
    def skipped(self) -> Skipped | None:
        """Why nobody sees here what becomes of it; None where it is seen, or is as it was."""
        one = self.way
        is_other = not same(one.old.message.implementation, one.new.message.implementation)
        if self._stopped is not None or (not is_other and (one.is_same or not one.cannot_run)):
            return self._stopped
        what = "its implementation changed, which" if is_other else "it has steps in a language that"
        return Skipped(
            check=f"the output of {one.name}",
            why=f"{what} is not run here, so nobody sees whether it is another",
            place=one.new.place,
        )

    def untested(self, told: frozenset[str]) -> Untested | None:
        """What of a change no message has shown; `told` are places of the result of which is told anyway."""
        one = self.way
        left = [
            step
            for probe in reversed(self._probes)
            for step in (*(step for step, _ in probe.rows.values()), *probe.other_ways)
            if not _is_told(step.target.text, told)
        ]
        is_seen = self.runs > 0 if one.is_remade else not left
        if one.cannot_run or is_seen:
            return None
        come = [step for step in left if step in one.come]
        return Untested(
            boundary=one.boundary.name,
            message=one.new.message.name,
            rows=tuple(dict.fromkeys(step.target.text for step in left)) if self.runs else (),
            place=come[0].place if come and self.runs else one.new.place,
        )

    def _changes(self, sources: Sources | None, received: Json | Absent) -> Iterator[OutputChange]:
        one = self.way
        if one.is_same and not one.is_judged_alike:
            yield from _judged(one, sources, received)
        elif not one.is_same and sources is not None and not one.cannot_run:
            yield from self._run(sources, received)

    def _run(self, sources: Sources, received: Json | Absent) -> Iterator[OutputChange]:
        one = self.way
        old, new = _made(one, 0, sources), _made(one, 1, sources)
        if isinstance(old, RowError) or isinstance(new, RowError):
            if isinstance(new, RowError) and not isinstance(old, RowError):
                yield self._differing.failure(What.FAILS, new)
            elif isinstance(old, RowError) and not isinstance(new, RowError):
                yield self._differing.failure(What.SUCCEEDS, old)
            return
        is_same = _EXACT.same(old, new)
        if is_same and one.has_other_code and self.runs <= _TRIED:
            yield from self._differing.fixed(_traced(one, 0, sources), _traced(one, 1, sources))
        is_taken = (is_same and one.is_judged_alike) or takes(one.new, new, received)
        if not is_taken:
            traces = _traced(one, 0, sources), _traced(one, 1, sources)
            changes = [] if is_same else list(self._differing.changes(*traces))
            yield from changes
            yield from refusals(one, (old, new), received, traces[1], changes)
        elif not is_same:
            yield from self._told(old, new, sources)

    def _told(self, old: Json, new: Json, sources: Sources) -> list[OutputChange]:
        """What differs; of inputs that differ as one before did, without looking closely."""
        alike = outline(old, new)
        if alike in self._outlines:
            return self._outlines[alike]
        found = list(self._differing.changes(_traced(self.way, 0, sources), _traced(self.way, 1, sources)))
        if len(self._outlines) < _OUTLINES:  # the values of the first are told, and need not be kept twice
            self._outlines[alike] = [replace(one, was=ABSENT, now=ABSENT) for one in found]
        return found


def _is_told(target: str, told: frozenset[str]) -> bool:
    """Whether something is told of what a row makes, of a part of it, or of the whole result."""
    return "" in told or any(one == target or one.startswith(f"{target}/") for one in told)


def _judged(one: Way, sources: Sources | None, received: Json | Absent) -> Iterator[OutputChange]:
    """A message of which the same is made on both sides: what was received, where that is recorded."""
    arrived = received
    if isinstance(arrived, Absent) and sources is not None and not one.cannot_run:
        made = _made(one, 1, sources)
        arrived = ABSENT if isinstance(made, RowError) else made
    if not isinstance(arrived, Absent):
        yield from refusals(one, (arrived, arrived), received, None, ())


def _made(one: Way, side: int, sources: Sources) -> Json | RowError:
    program = one.sides[side].program
    try:
        return sources.payload if program is None else program.run(sources)
    except RowError as error:
        return error


def _traced(one: Way, side: int, sources: Sources) -> Traced:
    program = one.sides[side].program
    return Traced(result=sources.payload, origins={}) if program is None else program.traced(sources)
