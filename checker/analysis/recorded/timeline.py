"""In which order a case happened: cause first, then the order within one system, clocks last."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from checker.analysis.comparison.times import read
from checker.model.contracts import ContractSet
from checker.model.recordings import Case, Event, Kind

_MILLISECOND: Final = 10**6  # in nanoseconds


class Timeline:
    """
    The events of one case in order, and what is known of the order of any two.

    Two events of different systems that neither caused the other are ordered by their clocks, and only as
    far as these are apart by more than `clock_skew_ms` of both. A circle of `of` ends where it closes.
    """

    __slots__ = ("_clock", "_end", "_lane", "_position", "_row", "_skew", "_start", "events")

    def __init__(self, case: Case, contracts: ContractSet) -> None:
        self._lane = {event.id: lane(event, contracts) for event in case.events}
        self._start = {event.id: nanoseconds(event.at) for event in case.events}
        self._end = {event.id: self._ended(event) for event in case.events}
        self._skew = {name: abs(ms) * _MILLISECOND for name, ms in case.header.clock_skew_ms.items()}
        for name, system in contracts.systems.items():
            if system.part_of and system.part_of.name in self._skew:
                self._skew.setdefault(name, self._skew[system.part_of.name])
        self.events = self._ordered(case.events)
        self._position = {event.id: number for number, event in enumerate(self.events)}
        self._row: dict[str, tuple[str, int]] = {}  # where an event stands in its system
        self._clock = self._clocks()

    def position(self, event: Event) -> int:
        return self._position[event.id]

    def precedes(self, one: Event, other: Event) -> bool:
        """Whether it is known that one event was over before the other began."""
        if one.id == other.id:
            return False
        if self.leads_to(one, other):
            return True
        if self.leads_to(other, one):
            return False
        end, start = self._end[one.id], self._start[other.id]
        return end is not None and start is not None and start - end > self._tolerance(one, other)

    def leads_to(self, one: Event, other: Event) -> bool:
        """Whether one event is before the other whatever the clocks say: whoever did the other could know."""
        row, count = self._row[one.id]
        return one.id != other.id and self._clock[other.id].get(row, 0) >= count

    def _ended(self, event: Event) -> int | None:
        """When an event was over; an answer came some time after the question."""
        if event.until is not None:
            return nanoseconds(event.until)
        return self._start[event.id] if event.reply is None else None

    def _tolerance(self, one: Event, other: Event) -> float:
        names = {self._lane[one.id], self._lane[other.id]}
        return 0 if len(names) == 1 else sum(self._skew.get(name or "", 0) for name in names)

    def _ordered(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """
        By cause, then as each system has them, then by time.

        Where causes contradict the order within a system, or go in a circle, the first of what is left is
        taken next: of those that wait for no cause, if there is one.
        """
        number = {event.id: index for index, event in enumerate(events)}
        keys = self._keys(events)
        rank = {event.id: (keys[event.id], number[event.id]) for event in events}
        causes = {event.id: {name for name in event.of if name in number} - {event.id} for event in events}
        waits_for = {name: set(before) for name, before in causes.items()}
        following: dict[str, list[str]] = {}
        for name, before in self._neighbours(events, rank):
            waits_for[name].add(before)
        for name, names in waits_for.items():
            for before in names:
                following.setdefault(before, []).append(name)
        ready = [(rank[name], name) for name, names in waits_for.items() if not names]
        heapify(ready)
        left = dict.fromkeys(sorted(rank, key=lambda name: rank[name]))
        found: list[Event] = []
        while left:
            if not ready:
                free = next((name for name in left if causes[name].isdisjoint(left)), next(iter(left)))
                heappush(ready, (rank[free], free))
            _, name = heappop(ready)
            if name not in left:
                continue
            del left[name]
            found.append(events[number[name]])
            for other in following.get(name, ()):
                waits_for[other].discard(name)
                if not waits_for[other]:
                    heappush(ready, (rank[other], other))
        return tuple(found)

    def _neighbours(
        self, events: Sequence[Event], rank: Mapping[str, tuple[float, int]]
    ) -> Iterator[tuple[str, str]]:
        """Each event with the one before it in its system."""
        last: dict[str, str] = {}
        for event in sorted(events, key=lambda event: rank[event.id]):
            name = self._lane[event.id]
            if name is not None:
                if name in last:
                    yield event.id, last[name]
                last[name] = event.id

    def _keys(self, events: Sequence[Event]) -> Mapping[str, float]:
        keys: dict[str, float] = {}
        last: dict[str | None, float] = {}
        latest = float("-inf")
        for event in events:
            start = self._start[event.id]
            before = [keys[name] for name in event.of if name in keys]
            before += [last[self._lane[event.id]]] if self._lane[event.id] in last else []
            latest = float(start) if start is not None else max(before, default=latest)
            keys[event.id] = last[self._lane[event.id]] = latest
        return keys

    def _clocks(self) -> Mapping[str, Mapping[str, int]]:
        """
        For each event, how far each system had come that it could know of: a vector clock.

        Within a system events follow each other; one that overlaps another stands for itself.
        """
        clocks: dict[str, Mapping[str, int]] = {}
        last: dict[str, Event] = {}
        for event in self.events:
            name = self._lane[event.id]
            before = [clocks[cause] for cause in event.of if cause in clocks]
            row = f"of {event.id}"
            if name is not None and not (name in last and self._overlap(last[name], event)):
                row = f"in {name}"
                before += [clocks[last[name].id]] if name in last else []
                last[name] = event
            clock: dict[str, int] = {}
            for known in before:
                for other, count in known.items():
                    clock[other] = max(count, clock.get(other, 0))
            clock[row] = clock.get(row, 0) + 1
            self._row[event.id] = (row, clock[row])
            clocks[event.id] = clock
        return clocks

    def _overlap(self, one: Event, other: Event) -> bool:
        end, start = self._end[one.id], self._start[other.id]
        return one.until is not None and end is not None and start is not None and start < end


def lane(event: Event, contracts: ContractSet) -> str | None:
    """The system whose event it is: as it says, else a side of the boundary; an exchange is its sender's."""
    if event.system is not None:
        return event.system
    boundary = contracts.boundaries.get(event.boundary or "")
    if boundary is None:
        return None
    return boundary.receiver.name if event.kind is Kind.RECEIVED else boundary.sender.name


def nanoseconds(text: str | None) -> int | None:
    """Since 1970; None where there is no time."""
    time = read(text) if text is not None else None
    return None if time is None or time.is_of_day else time.start


def seconds_between(one: str | None, other: str | None) -> float | None:
    """From one time to the other; None where one of them is not known."""
    start, end = nanoseconds(one), nanoseconds(other)
    return None if start is None or end is None else (end - start) / 10**9
