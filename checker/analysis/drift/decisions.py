"""Where systems send messages on (`decides`), before and now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.drift.choices import Choice, Chosen, chosen, told_apart, too_many
from checker.analysis.drift.state import State
from checker.model.findings import Skipped
from checker.model.places import Place
from checker.model.systems import DecideRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """
    `system` sends what comes over `boundary`, where the payload is so, to other boundaries than before.

    `old` and `new` are those, None where no row says. `place` is the row, else the system.
    """

    system: str
    boundary: str
    where: tuple[str, ...]
    old: tuple[str, ...] | None
    new: tuple[str, ...] | None
    was: Place | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """`unsaid` are systems, each with a boundary, that no longer say where what comes over it goes."""

    sent: tuple[Sent, ...]
    unsaid: tuple[tuple[str, str], ...]
    skipped: tuple[Skipped, ...]


def decisions(before: State, after: State, most: int) -> Decisions:
    """Goes through all payloads that either side tells apart, up to `most` a table."""
    sent: list[Sent] = []
    unsaid: list[tuple[str, str]] = []
    skipped: list[Skipped] = []
    for system in after.contracts.systems.values():
        twin = before.contracts.systems.get(system.name)
        now = _by_boundary(system.decides)
        for boundary, rows in _by_boundary(twin.decides if twin else ()).items():
            if boundary not in after.contracts.boundaries:
                continue
            if boundary not in now:
                unsaid.append((system.name, boundary))
                continue
            tables = _choices(rows), _choices(now[boundary])
            if told_apart(*tables) > most:
                skipped.append(too_many(f"where {system.name} sends {boundary}", system.place))
                continue
            sent += _sent(before, after, system.name, boundary, chosen(*tables))
    return Decisions(sent=tuple(sent), unsaid=tuple(unsaid), skipped=tuple(skipped))


_Choices: TypeAlias = Sequence[Choice[DecideRow]]


def _by_boundary(rows: Sequence[DecideRow]) -> Mapping[str, list[DecideRow]]:
    found: dict[str, list[DecideRow]] = {}
    for row in rows:
        found.setdefault(row.boundary.name, []).append(row)
    return found


def _choices(rows: Sequence[DecideRow]) -> _Choices:
    return [Choice(where=row.where, gives=frozenset(ref.name for ref in row.then), row=row) for row in rows]


def _sent(
    before: State, after: State, system: str, boundary: str, found: Iterator[Chosen[DecideRow]]
) -> Iterator[Sent]:
    for one in found:
        old, new = (
            tuple(sorted({ref.name for ref in choice.row.then})) if choice else None
            for choice in (one.old, one.new)
        )
        if old is not None and new is not None and _is_detour(before, after, old, new):
            continue
        yield Sent(
            system=system,
            boundary=boundary,
            where=one.where,
            old=old,
            new=new,
            was=one.old.row.place if one.old else None,
            place=one.new.row.place if one.new else after.contracts.systems[system].place,
        )


def _is_detour(before: State, after: State, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether new boundaries to the same systems, at once or in the end, take the place of some that went."""
    gone, come = set(old) - set(new), set(new) - set(old)
    if gone & after.contracts.boundaries.keys() or come & before.contracts.boundaries.keys():
        return False
    both = before.contracts.systems.keys() & after.contracts.systems.keys()
    return _reached(before, gone) & both == _reached(after, come) & both


def _reached(state: State, ways: set[str]) -> set[str]:
    """Where messages can get to over these boundaries."""
    boundaries = state.contracts.boundaries
    waiting = sorted({boundaries[name].receiver.name for name in ways})
    found = set(waiting)
    for system in waiting:  # grows as we go
        for boundary in boundaries.values():
            if boundary.sender.name == system and boundary.receiver.name not in found:
                found.add(boundary.receiver.name)
                waiting.append(boundary.receiver.name)
    return found
