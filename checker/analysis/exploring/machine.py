"""All that can happen in a contract set, ready to be run: the steps out of a state, as whole numbers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from checker.analysis.exploring.combining import Combining
from checker.analysis.exploring.contents import Contents
from checker.analysis.exploring.labels import Cause
from checker.analysis.exploring.packing import Packing, rows_of
from checker.analysis.exploring.scope import Scope
from checker.analysis.exploring.steps import Labels, Way, cases, parted, way_of, ways


class Quick(NamedTuple):
    """What one system can do by itself and by what it reads: by the number of the status that it shows."""

    shift: int
    mask: int
    ways: tuple[tuple[tuple[int, int, int, int, int], ...], ...]


class Ordered(NamedTuple):
    """A boundary that keeps an order. `ways` has for each message, and what the reporter shows, its cases."""

    contents: Contents
    shift: int
    mask: int
    ways: tuple[tuple[tuple[tuple[Way, Way], ...], ...], ...]  # whether older ones were passed over: second


class Machine:
    """Steps that are nothing but bits are in `quick`, taken by whoever explores; `others` gives the rest."""

    def __init__(self, scope: Scope) -> None:
        self.packing = Packing(scope)
        self.labels = Labels()
        self.quick: list[Quick] = []
        self._slow: list[tuple[int, int, list[list[Way]]]] = []
        for system, by_status in ways(self.packing, self.labels).items():
            field = self.packing.shown[system]
            both = [
                parted(by_status.get(number, ())) for number in range(len(self.packing.words[system]) + 1)
            ]
            if any(simple for simple, _ in both):
                quick = tuple(tuple(map(_bits, simple)) for simple, _ in both)
                self.quick.append(Quick(field.shift, field.mask, quick))
            if any(rest for _, rest in both):
                self._slow.append((field.shift, field.mask, [rest for _, rest in both]))
        self._ordered = [_ordered(self.packing, self.labels, name) for name in self.packing.unread]
        self._combining = [Combining(self.packing, self.labels, name) for name in scope.combining]
        self.has_others = bool(self._slow or self._ordered or self._combining)

    def starts(self) -> Iterator[int]:
        """Every state in which a run can begin, each once."""
        scope = self.packing.scope
        choices: list[list[str | None]] = [
            [start.status.code for start in scope.meaning.starts[name]] or [None] for name in scope.systems
        ]
        seen: set[int] = set()
        for codes in product(*choices):
            state = self.packing.begun(dict(zip(scope.systems, codes, strict=True)))
            if state is not None and state not in seen:
                seen.add(state)
                yield state

    def others(self, state: int) -> Iterator[tuple[int, int]]:
        """The steps out of a state that are more than bits: the next state, and the label's number."""
        for shift, mask, by_status in self._slow:
            for way in by_status[state >> shift & mask]:
                if state & way.test == way.want:
                    yield from taken(state, way)
        for ordered in self._ordered:
            yield from _read(state, ordered)
        for combining in self._combining:
            yield from combining.steps(state)


def _bits(way: Way) -> tuple[int, int, int, int, int]:
    return way.test, way.want, way.keep, way.gain, way.label


def taken(state: int, way: Way) -> Iterator[tuple[int, int]]:
    """The next state, unless it is one that can't be."""
    if any(state & mask == value for mask, value in way.impossible):
        return
    state = state & way.keep | way.gain
    for contents, message in way.sends:
        state = contents.sent(state, message)
    yield state, way.label


def _read(state: int, ordered: Ordered) -> Iterator[tuple[int, int]]:
    """Each unread message can be next; those before it are then never read."""
    field = ordered.contents.field
    content = state >> field.shift & field.mask
    if not content:
        return
    shown = state >> ordered.shift & ordered.mask
    for message, left, skips in ordered.contents.deliveries(content):
        for case in ordered.ways[message][shown]:
            way = case[skips]
            if state & way.test == way.want:
                yield from taken(state & ~field.whole | left << field.shift, way)
                break


def _ordered(packing: Packing, labels: Labels, name: str) -> Ordered:
    contents = packing.unread[name]
    boundary = packing.scope.boundary(name)
    field = packing.shown[boundary.reporter]
    # A versioned reader throws away what is older; where the channel is fifo, older ones must have been lost.
    is_fifo = boundary.delivery is not None and boundary.delivery.order == "fifo"
    gain = packing.answered.get(name, 0)
    rows = rows_of(packing.scope, name)
    by_message = []
    for words in contents.messages:
        found: list[list[tuple[Way, Way]]] = [[] for _ in range(len(packing.words[boundary.reporter]) + 1)]
        readings = rows[words[0]]
        for _, before, case in cases(packing, readings):
            label = case.label(name, Cause.READ, words[0])
            if len(words) > 1 and case.reading:
                row = readings.index(case.reading)
                alike = tuple((str(word.code), rows[word][row].place) for word in words)
                label = replace(label, alike=alike)
            passing = replace(label, skips=is_fifo)
            way = way_of(packing, labels, label, case, gain)
            found[before].append((way, way_of(packing, labels, passing, case, gain)))
        by_message.append(tuple(map(tuple, found)))
    return Ordered(contents, field.shift, field.mask, tuple(by_message))
