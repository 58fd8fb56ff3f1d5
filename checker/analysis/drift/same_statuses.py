"""Statuses that are called otherwise: told by what they say, by their words, and by where they stand."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import TypeAlias

from checker.analysis.drift.matching import Seen, both, matched, words
from checker.analysis.drift.renaming import Renames, renamed
from checker.model.boundaries import Parts, Row
from checker.model.contracts import ContractSet
from checker.model.systems import Status, System

_Standing: TypeAlias = dict[str, set[tuple[Hashable, ...]]]


def same_statuses(old: ContractSet, new: ContractSet, names: Renames) -> Renames:
    """
    `names` with those of statuses: only what says the same under another code is the same.

    One that says nothing is told by what is reported for it, and that may be called otherwise as well: so it
    is looked for until nothing more is found.
    """
    while True:
        halfway = renamed(old, names)
        standing = _standing(halfway), _standing(new)
        found = {
            (name, code): became
            for name in old.systems
            if (now := names.systems.get(name, name)) in new.systems
            for code, became in _of_system(halfway.systems[now], new.systems[now], *standing).items()
        }
        if not found:
            return names
        names = replace(names, statuses={**names.statuses, **found})


def _of_system(before: System, after: System, old: _Standing, new: _Standing) -> dict[str, str]:
    looks = [both(_meant), both(_says), (_stands(old), _stands(new))]
    return matched(before.statuses, after.statuses, looks, differ=_mean_another)


def _mean_another(one: Status, other: Status) -> bool:
    """What claims and denies nothing has its words alone to say what it means."""
    is_mute = _says(one) is None and _says(other) is None
    return is_mute and bool(one.means and other.means) and words(one.means) != words(other.means)


def _said(status: Status) -> tuple[Hashable, ...]:
    return (
        status.phase,
        status.outcome,
        frozenset(ref.name for ref in status.claims),
        frozenset(ref.name for ref in status.denies),
    )


def _meant(status: Status) -> Hashable:
    return (*_said(status), words(status.means)) if status.means else None


def _says(status: Status) -> Hashable:
    return _said(status) if status.claims or status.denies else None


def _stands(standing: _Standing) -> Seen[Status]:
    """None where nothing of the contract names it: that could be anything."""
    return lambda status: (
        (*_said(status), frozenset(standing[str(status)])) if str(status) in standing else None
    )


def _standing(contracts: ContractSet) -> _Standing:
    """For each status where it is named, and beside what."""
    found: _Standing = {}
    for status, *where in _named(contracts):
        found.setdefault(str(status), set()).add(tuple(where))
    return found


def _named(contracts: ContractSet) -> Iterator[tuple[Hashable, ...]]:
    for boundary in contracts.boundaries.values():
        table = boundary.status
        for row in (*table.rows, *table.otherwise, *table.no_answer, *table.absent) if table else ():
            yield from _row(boundary.name, row)
        if table and table.parts:
            yield from _parts(boundary.name, table.parts)
        if boundary.leaves:
            for ref in boundary.leaves.when:
                yield str(ref), boundary.name, "leaves"
            for ref in boundary.leaves.enters:
                yield str(ref), boundary.name, "enters"
    for system in contracts.systems.values():
        for number, combined in enumerate(system.combines):
            for refs in combined.shown.values():
                for ref in refs:
                    yield str(ref), system.name, "combines", number
            if combined.report:
                yield str(combined.report), system.name, "combined", number
        for move in system.moves:
            yield f"{system.name}/{move.source}", "moves to", move.target
            yield f"{system.name}/{move.target}", "comes from", move.source


def _row(boundary: str, row: Row) -> Iterator[tuple[Hashable, ...]]:
    during = frozenset(map(str, row.during)) if row.during is not None else None
    shown, report = str(row.shown), str(row.report or row.ignore)
    if row.shown:
        yield shown, boundary, "read", report, during
    if row.report:
        yield report, boundary, "reported", shown, during


def _parts(boundary: str, parts: Parts) -> Iterator[tuple[Hashable, ...]]:
    for number, row in enumerate(parts.rows):
        for ref in row.shown:
            yield str(ref), boundary, "a part", number
        if row.report:
            yield str(row.report), boundary, "of parts", number
