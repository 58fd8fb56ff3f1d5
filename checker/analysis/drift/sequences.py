"""In which order a system shows its statuses, before and now."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from checker.analysis.drift.row_change import RowChange
from checker.analysis.drift.state import State
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.readings import Reading, Word
from checker.model.findings import Step
from checker.model.places import Place
from checker.model.systems import Outcome, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """
    A step from `source` (None: from nothing, it begins there) to `target` that came or went.

    `is_short` where the one still leads to the other, or did before, by more steps.
    """

    system: str
    source: Word | None
    target: Word
    is_short: bool
    place: Place


class Orderly(Enum):
    """What became of the order of a system as a whole."""

    SAID = "said"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A system that says now in which order its statuses come, or no longer does."""

    system: str
    became: Orderly
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A status that was final, and after which `targets` can come now, by the move or row at `place`."""

    word: Word
    targets: tuple[Word, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """
    A status that no run gets to any more; `trace` is a shortest run that did before.

    `cause` is where that run stops now: the row, the move or the status that went; None where nobody can say.
    `with_it` are the statuses, as SYSTEM and code, that no run gets to any more either.
    """

    word: Word
    trace: tuple[Step, ...]
    cause: str | None
    with_it: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequences:
    added: tuple[Ordered, ...]
    removed: tuple[Ordered, ...]
    orders: tuple[Order, ...]
    left: tuple[Left, ...]
    unreached: tuple[Unreached, ...]


def sequences(before: State, after: State, rows: tuple[RowChange, ...]) -> Sequences:
    """Only between statuses that are there on both sides; `rows` are those that changed."""
    removed = tuple(_steps(before, after, told_at=after))
    orders = tuple(_orders(before, after))
    return Sequences(
        added=tuple(_steps(after, before, told_at=after)),
        removed=removed,
        orders=orders,
        left=tuple(_left(before, after)),
        unreached=tuple(_unreached(before, after, rows, removed)),
    )


def move_cause(system: str, source: str | None, target: str) -> str:
    """What a step that came or went is the cause of."""
    return f"move {system} {source} {target}"


def _orders(before: State, after: State) -> Iterator[Order]:
    for system in after.contracts.systems.values():
        twin = before.contracts.systems.get(system.name)
        if twin is not None and bool(system.moves) != bool(twin.moves):
            became = Orderly.SAID if system.moves else Orderly.UNSAID
            place = system.moves[0].place if system.moves else system.place
            yield Order(system=system.name, became=became, place=place)


def _steps(state: State, other: State, told_at: State) -> Iterator[Ordered]:
    """The steps that only `state` has, of systems that say on both sides in which order statuses come."""
    for system in state.contracts.systems.values():
        twin = other.contracts.systems.get(system.name)
        if twin is None:
            continue
        at = None if told_at is state else told_at.contracts.systems[system.name].place
        word = state.meaning.vocabulary.word
        if system.moves and twin.moves:
            known = {(move.source, move.target) for move in twin.moves}
            for move in system.moves:
                if (move.source, move.target) not in known and _has(twin, move.source, move.target):
                    yield Ordered(
                        system=system.name,
                        source=word(system.name, move.source),
                        target=word(system.name, move.target),
                        is_short=move.target in _after(other, system.name, move.source),
                        place=at or move.place,
                    )
        if _says_where_it_begins(system) and _says_where_it_begins(twin):
            begins = [start.status.code for start in other.meaning.initial[system.name]]
            for start in state.meaning.initial[system.name]:
                code = start.status.code
                if code not in begins and _has(twin, code):
                    yield Ordered(
                        system=system.name,
                        source=None,
                        target=word(system.name, code),
                        is_short=any(code in _after(other, system.name, first) for first in begins),
                        place=at or start.place,
                    )


def _says_where_it_begins(system: System) -> bool:
    """By `initial`, or by moves that leave only one status to begin with, in whatever order they stand."""
    reached = {move.target for move in system.moves}
    return bool(system.initial) or (bool(reached) and len(system.statuses.keys() - reached) == 1)


def _has(system: System, *codes: str) -> bool:
    return all(code in system.statuses for code in codes)


def _after(state: State, system: str, code: str) -> set[str | None]:
    vocabulary = state.meaning.vocabulary
    return {word.code for word in vocabulary.later(vocabulary.word(system, code))}


def _left(before: State, after: State) -> Iterator[Left]:
    """By moves, and by rows as far as runs are known."""
    for system in after.contracts.systems.values():
        for status in system.statuses.values():
            earlier = before.status(system.name, status.code)
            if earlier is None or not earlier.is_final or status.is_final:
                continue
            targets = after.meaning.vocabulary.later(after.word(status))
            if targets:
                move = next((one for one in system.moves if one.source == status.code), None)
                row = next((one for one in _rows_out(after, targets) if status in one.during), None)
                place = move.place if move else row.place if row else status.place
                yield Left(word=after.word(status), targets=targets, place=place)


def _rows_out(after: State, targets: tuple[Word, ...]) -> Iterator[Reading]:
    reported = {word.status for word in targets}
    return (reading for reading in after.meaning.readings if reading.reports in reported)


def _unreached(
    before: State, after: State, rows: tuple[RowChange, ...], removed: tuple[Ordered, ...]
) -> Iterator[Unreached]:
    """Where all runs of both sides are known: ends that were reached and are not any more."""
    if not (before.runs.is_complete and after.runs.is_complete):
        return
    then, now = _reached(before), _reached(after)
    for (system, code), number in then.items():
        status = after.status(system, code)
        is_end = status is not None and (status.is_final or status.outcome is not Outcome.NONE)
        if status is None or not is_end or (system, code) in now or not _is_explored(after, system):
            continue
        run = trace(before.runs.graph, number, (system,))
        shown = ((one.system, one.shows) for one in run)
        lost = next((each for each in shown if each in then and each not in now), (system, code))
        if not _is_said_alike(before, after, lost[0]):
            continue  # it is lost because more, or less, is declared than before
        yield Unreached(
            word=after.word(status),
            trace=run,
            cause=_cause(after, lost, rows, removed),
            with_it=frozenset(then.keys() - now.keys()),
        )


def _is_said_alike(before: State, after: State, name: str) -> bool:
    """Whether both sides declare how a system moves, or none does; and likewise where it begins."""
    system, twin = after.contracts.systems.get(name), before.contracts.systems.get(name)
    if system is None or twin is None:
        return True
    if _says_where_it_begins(system) and _says_where_it_begins(twin):
        return bool(system.moves) == bool(twin.moves)
    starts = [{start.status.code for start in side.meaning.starts[name]} for side in (before, after)]
    return bool(system.moves) == bool(twin.moves) and starts[0] == starts[1]


def _is_explored(after: State, system: str) -> bool:
    """Whether it is, with all that it hears of."""
    return system in after.runs.systems and system not in after.runs.unaware


def _reached(state: State) -> dict[tuple[str, str], int]:
    """Each status that is shown in some run, with the number of the first state that shows it."""
    packing = state.runs.graph.machine.packing
    found: dict[tuple[str, str], int] = {}
    for number, packed in enumerate(state.runs.graph.states):
        for system, code in zip(state.runs.systems, packing.codes(packed), strict=True):
            if code is not None:
                found.setdefault((system, code), number)
    return found


def _cause(
    after: State, lost: tuple[str, str], rows: tuple[RowChange, ...], removed: tuple[Ordered, ...]
) -> str | None:
    """Why a status is not reached that was: it is gone, a row has it no more, or no step leads to it."""
    system, code = lost
    if after.status(system, code) is None:
        return f"status {system}/{code}" if system in after.contracts.systems else f"system {system}"
    for change in rows:
        if f"{system}/{code}" in change.old.names - change.new.names:
            return change.cause
    for step in removed:
        if (step.system, step.target.code) == lost:
            return move_cause(system, step.source.code if step.source else None, code)
    return None
