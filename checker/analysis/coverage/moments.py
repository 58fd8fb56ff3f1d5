"""What every system of a recorded case shows at a moment: a place in the order of its events."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.analysis.meaning.readings import Word, absent
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.model.systems import Status


class Moments:
    """Of one case; the order is that of its timeline, as good as causes and clocks tell it."""

    __slots__ = ("_lanes", "_said", "record")

    def __init__(self, record: Record) -> None:
        self.record = record
        by_system: dict[str, list[Said]] = {}
        for one in record.said:
            by_system.setdefault(one.system, []).append(one)
        self._said = {name: self._ordered(said) for name, said in by_system.items()}
        self._lanes = {name: self._ordered(lane) for name, lane in record.lanes.items()}

    def at(self, one: Said) -> int:
        return self.record.timeline.position(one.event)

    def word(self, one: Said) -> Word:
        return self.record.word(one)

    def shown_before(self, system: str, part: str | None, moment: int) -> Said | None:
        """The status of a system, or of one part of it, just before a moment; None if there was none."""
        moments, lane = self._lane(system, part)
        number = bisect_left(moments, moment)
        return lane[number - 1] if number else None

    def shown_after(self, system: str, part: str | None, moment: int) -> Said | None:
        """What it shows next."""
        moments, lane = self._lane(system, part)
        number = bisect_right(moments, moment)
        return lane[number] if number < len(lane) else None

    def last_word(self, systems: Iterable[str], moment: int) -> Said | None:
        """The last that any of these said, the moment included."""
        found: Said | None = None
        for system in systems:
            moments, said = self._said.get(system, ((), ()))
            number = bisect_right(moments, moment)
            if number and (found is None or self.at(said[number - 1]) > self.at(found)):
                found = said[number - 1]
        return found

    def words(self, system: str) -> Sequence[Said]:
        """All that a system said, in order."""
        return self._said.get(system, ((), ()))[1]

    def is_in(self, during: Iterable[Status | None], reporter: str, part: str | None, moment: int) -> bool:
        """
        Whether one of these was shown just before; None stands for a reporter that shows nothing yet.

        A system that showed nothing may already be in one of the statuses that it begins in.
        """
        for status in during:
            system = status.system if status else reporter
            shown = self.shown_before(system, part, moment)
            codes = (shown.code,) if shown else (None, *self.record.declared.ways[system].first)
            if (status.code if status else None) in codes:
                return True
        return False

    def shown(self) -> Iterator[tuple[Said | None, Said]]:
        """Whatever was shown, each time with what the system (or part) showed before: maybe the same."""
        for lane in self.record.lanes.values():
            yield from zip((None, *lane), lane, strict=False)

    def combination(self, sources: Mapping[str, Sequence[str]], moment: int) -> tuple[Word, ...]:
        """The last word of each system (itself or a face of it), `absent` where there was none."""
        last = {name: self.last_word(systems, moment) for name, systems in sources.items()}
        return tuple(self.word(said) if said else absent(name) for name, said in last.items())

    def _lane(self, system: str, part: str | None) -> tuple[Sequence[int], Sequence[Said]]:
        found = self._lanes.get((system, part)) or self._lanes.get((system, None))
        return found or ((), ())

    def _ordered(self, said: Sequence[Said]) -> tuple[Sequence[int], Sequence[Said]]:
        return [self.at(one) for one in said], said
