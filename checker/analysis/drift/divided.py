"""What is reported for many parts, before and now."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from checker.analysis.drift.row_change import RowChange
from checker.analysis.drift.state import State
from checker.analysis.drift.told_apart import Found, Naming, cause, classes, first_of_each, naming, own
from checker.analysis.meaning import parts as dividing
from checker.analysis.meaning.parts import PartsTable
from checker.analysis.meaning.readings import Word, absent
from checker.analysis.meaning.rows import readable
from checker.model.boundaries import Expected

Pair: TypeAlias = tuple[PartsTable, PartsTable]  # before, and now


def divided(before: State, after: State) -> list[Pair]:
    """Tables over parts: of the same boundary, else between the same two systems."""
    old, new = dict(before.meaning.parts), dict(after.meaning.parts)
    found = []
    for is_same in (_is_same_boundary, _is_between_the_same):
        for name, table in list(new.items()):
            twin = next((one for one, other in old.items() if is_same(other, table)), None)
            if twin is not None:
                found.append((old.pop(twin), new.pop(name)))
    return found


def _is_between_the_same(old: PartsTable, new: PartsTable) -> bool:
    return (old.boundary.reporter, old.boundary.read_system) == (
        new.boundary.reporter,
        new.boundary.read_system,
    )


def _is_same_boundary(old: PartsTable, new: PartsTable) -> bool:
    return old.boundary.name == new.boundary.name and _is_between_the_same(old, new)


def changes_of_parts(before: State, after: State, pair: Pair, most: int) -> Sequence[RowChange] | None:
    """For every set of statuses that either side tells apart; None where there are more than `most`."""
    words = classes(_words(before, after, pair), _rows(*pair))
    if 2 ** len(words) > most:
        return None
    sets = (chosen for size in range(len(words) + 1) for chosen in combinations(words, size))
    return first_of_each(after, _changes(before, after, *pair, sets))


def _rows(*tables: PartsTable) -> Naming:
    return naming(*((row.shown for row in table.parts.rows) for table in tables))


def _words(before: State, after: State, tables: Sequence[PartsTable]) -> Iterator[Word]:
    """What a part can show, on both sides."""
    found: dict[Word, None] = {}
    for state, table in zip((before, after), tables, strict=True):
        words = readable(state.meaning.vocabulary, table.boundary)
        found |= dict.fromkeys(own(after, own(before, words)))
    yield from found
    if any(map(_can_miss, tables)):
        yield absent(tables[1].boundary.read_system)


def _can_miss(table: PartsTable) -> bool:
    """Whether something says which parts there must be, so that one can be missed."""
    return isinstance(table.parts.expected, Expected)


def _changes(
    before: State, after: State, old: PartsTable, new: PartsTable, sets: Iterable[tuple[Word, ...]]
) -> Iterator[Found]:
    for words in sets:
        seen = [
            own(state, (word for word in words if word.status or _can_miss(table)))
            for state, table in ((before, old), (after, new))
        ]
        was, now = (
            dividing.first_row(table.parts.rows, known) for table, known in zip((old, new), seen, strict=True)
        )
        yield Found(
            words=words,
            old=old.reading(was, seen[0]) if was else None,
            new=new.reading(now, seen[1]) if now else None,
            place=now.place if now else new.parts.place,
            boundary=new.boundary.name,
            cause=new.parts.place
            if len(seen[0]) != len(seen[1])  # one side says which parts there must be, the other does not
            else cause(was, now, new.parts.rows) or new.parts.place,
        )
