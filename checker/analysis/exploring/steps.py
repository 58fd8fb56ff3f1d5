"""The steps that a state allows, made ready so that exploring asks nothing but bits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from checker.analysis.exploring.contents import Contents
from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.exploring.packing import NOTHING_YET, Packing, rows_of
from checker.analysis.exploring.scope import SILENCES
from checker.analysis.meaning.readings import Reading, Word
from checker.model.systems import Status


class Way(NamedTuple):
    """Where `state & test == want`, the next one is `state & keep | gain`; then the rest of an effect."""

    test: int
    want: int
    keep: int
    gain: int
    label: int
    impossible: tuple[tuple[int, int], ...]
    sends: tuple[tuple[Contents, int], ...]


class Labels:
    """Every kind of step by its number."""

    __slots__ = ("_numbers", "all")

    def __init__(self) -> None:
        self.all: list[Label] = []
        self._numbers: dict[tuple[Label, object], int] = {}

    def number(self, label: Label) -> int:
        found = self._numbers.setdefault((label, label.place), len(self.all))
        if found == len(self.all):
            self.all.append(label)
        return found


def ways(packing: Packing, labels: Labels) -> Mapping[str, Mapping[int, list[Way]]]:
    """For each system and what it shows the steps that it can take then, but for ordered channels."""
    found: dict[str, dict[int, list[Way]]] = {name: {} for name in packing.scope.systems}
    for system, before, way in (
        *_moves(packing, labels),
        *_leavings(packing, labels),
        *_silences(packing, labels),
        *_readings(packing, labels),
    ):
        found[system].setdefault(before, []).append(way)
    return found


def _moves(packing: Packing, labels: Labels) -> Iterator[tuple[str, int, Way]]:
    for system in packing.scope.systems:
        for move in packing.scope.meaning.contracts.systems[system].moves:
            if move.source != move.target:
                label = Label(
                    cause=Cause.MOVE,
                    system=system,
                    before=move.source,
                    after=move.target,
                    place=move.place,
                )
                way = _way(packing, labels, label, 0, 0)
                yield system, packing.numbers[system, move.source], way


def _leavings(packing: Packing, labels: Labels) -> Iterator[tuple[str, int, Way]]:
    for reading in packing.scope.leavings:
        if reading.reports:
            (word,) = reading.words
            ever = packing.ever[word.system, str(word.code)]
            label = Label(
                cause=Cause.LEAVING,
                system=reading.reporter,
                after=reading.reports.code,
                word=word,
                boundary=reading.boundary,
                place=reading.place,
            )
            yield reading.reporter, NOTHING_YET, _way(packing, labels, label, ever, ever)


def _silences(packing: Packing, labels: Labels) -> Iterator[tuple[str, int, Way]]:
    """No answer, or a report without a word of it: only until there was an answer."""
    for name, answered in packing.answered.items():
        readings = packing.scope.rows[name]
        for kind in SILENCES:
            silent = [reading for reading in readings if reading.kind is kind]
            for system, before, case in cases(packing, silent):
                if case.changes is not None:
                    label = case.label(name, Cause.SILENCE, silent[0].words[0])
                    yield system, before, _way(packing, labels, label, case.test | answered, case.want)


def _readings(packing: Packing, labels: Labels) -> Iterator[tuple[str, int, Way]]:
    """Rows whose boundary keeps no order: whatever was ever shown can be read, now and again."""
    for name in packing.scope.rows:
        if name in packing.unread:
            continue
        answered = packing.answered.get(name, 0)
        for word, readings in rows_of(packing.scope, name).items():
            ever = packing.ever.get((word.system, str(word.code)), 0)
            for system, before, case in cases(packing, readings):
                label = case.label(name, Cause.READ, word)
                if case.changes is not None:
                    way = _way(packing, labels, label, case.test | ever, case.want | ever, answered)
                elif answered:
                    way = _way(
                        packing, labels, label, case.test | ever | answered, case.want | ever, answered
                    )
                else:
                    continue
                yield system, before, way


class Case(NamedTuple):
    """
    One case of what may be shown when something is read, and what is shown then.

    The case holds where `state & test == want`, beside what the reporter shows. `changes` is what comes to be
    shown, None where nothing does that was not before; `before` is what the system in question showed.
    """

    test: int
    want: int
    reporter: str
    changes: Status | None = None
    before: str | None = None
    reading: Reading | None = None

    def label(self, boundary: str, cause: Cause, word: Word) -> Label:
        return Label(
            cause=cause,
            system=self.changes.system if self.changes else self.reporter,
            before=self.before,
            after=self.changes.code if self.changes else None,
            word=word,
            boundary=boundary,
            place=self.reading.place if self.reading else None,
        )


def cases(packing: Packing, readings: Sequence[Reading]) -> Iterator[tuple[str, int, Case]]:
    """
    What each state of affairs makes of one thing that is read: the first row that counts is taken.

    Cases exclude each other and are told apart by the reporter's status, and by those of its faces where a
    row asks for them or reports them.
    """
    if not readings:
        return
    reporter = readings[0].reporter
    asked = {status.system for reading in readings for status in reading.during if status}
    asked |= {reading.reports.system for reading in readings if reading.reports}
    others = sorted((asked & set(packing.scope.systems)) - {reporter})
    for before in range(len(packing.words[reporter]) + 1):
        for numbers in product(*(range(len(packing.words[name]) + 1) for name in others)):
            shown = {reporter: before, **dict(zip(others, numbers, strict=True))}
            test, want = _tested(packing, {name: shown[name] for name in others})
            reading = next((each for each in readings if _counts(packing, each, shown)), None)
            status = reading.reports if reading else None
            case = Case(test, want, reporter, reading=reading)
            if status and shown[status.system] != packing.numbers[status.system, status.code]:
                old = packing.code(status.system, shown[status.system])
                case = case._replace(changes=status, before=old)
            yield reporter, before, case


def _tested(packing: Packing, shown: Mapping[str, int]) -> tuple[int, int]:
    test = want = 0
    for name, number in shown.items():
        field = packing.shown[name]
        test |= field.whole
        want |= field.at(number)
    return test, want


def _counts(packing: Packing, reading: Reading, shown: Mapping[str, int]) -> bool:
    """Whether a row counts while these are shown."""
    return any(
        shown[reading.reporter] == NOTHING_YET
        if status is None
        else shown.get(status.system) == packing.numbers.get((status.system, status.code), -1)
        for status in reading.during
    )


def _way(packing: Packing, labels: Labels, label: Label, test: int, want: int, gain: int = 0) -> Way:
    """The way on which a label's status is shown, if it has one; `gain` are further bits set then."""
    if label.after is None:
        return Way(test, want, packing.layout.all, gain, labels.number(label), (), ())
    effect = packing.effects[label.system, label.after]
    return Way(
        test,
        want,
        effect.keep,
        effect.gain | gain,
        labels.number(label),
        effect.impossible,
        effect.sends,
    )


def way_of(packing: Packing, labels: Labels, label: Label, case: Case, gain: int) -> Way:
    """The way of a case at an ordered channel."""
    return _way(packing, labels, label, case.test, case.want, gain)


def is_simple(way: Way) -> bool:
    return not way.impossible and not way.sends


def parted(found: Iterable[Way]) -> tuple[list[Way], list[Way]]:
    """The ways that are nothing but bits, and the others."""
    every = list(found)
    return [way for way in every if is_simple(way)], [way for way in every if not is_simple(way)]
