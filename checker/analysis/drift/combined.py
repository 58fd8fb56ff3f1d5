"""What is reported for several systems together, before and now."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import TypeAlias

from checker.analysis.drift.row_change import RowChange
from checker.analysis.drift.state import State
from checker.analysis.drift.told_apart import Found, Naming, cause, classes, first_of_each, naming, own
from checker.analysis.meaning import combinations as combining
from checker.analysis.meaning.combinations import CombinationTable
from checker.analysis.meaning.readings import Word, absent

Pair: TypeAlias = tuple[CombinationTable, CombinationTable]  # before, and now


def combined(before: State, after: State) -> list[Pair]:
    """The tables of each system that combines on both sides, whatever it hears."""
    both = before.meaning.combinations.keys() & after.meaning.combinations.keys()
    return [
        (before.meaning.combinations[name], table)
        for name, table in after.meaning.combinations.items()
        if name in both
    ]


def changes_of_combinations(before: State, after: State, pair: Pair, most: int) -> Sequence[RowChange] | None:
    """For every combination that either side tells apart; None where there are more than `most`."""
    rows = _rows(*pair)
    heard = [
        classes(_heard_words(before, after, pair, name), rows)
        for name in dict.fromkeys((*pair[1].heard, *pair[0].heard))
    ]
    if prod(map(len, heard)) > most:
        return None
    return first_of_each(after, _changes(before, after, *pair, product(*heard)))


def systems_heard(table: CombinationTable) -> frozenset[str]:
    """The systems that are combined, with faces that rows name."""
    return frozenset(table.heard) | {name for name, _ in _rows(table)}


def _rows(*tables: CombinationTable) -> Naming:
    return naming(
        *(
            ([ref for refs in row.shown.values() for ref in refs] for row in table.system.combines)
            for table in tables
        )
    )


def _heard_words(
    before: State, after: State, tables: Sequence[CombinationTable], system: str
) -> Iterator[Word]:
    """What is heard of a system: what both sides know where both hear it, else all that the one knows."""
    yield absent(system)
    hearing = [
        (state, table) for state, table in zip((before, after), tables, strict=True) if system in table.heard
    ]
    found: dict[Word, None] = {}
    for state, table in hearing:
        sources = {system: None} | {
            ref.system: None for row in table.system.combines for ref in row.shown.get(system, ())
        }
        for source in sources:
            words = state.meaning.vocabulary.shown_by(source)
            found |= dict.fromkeys(words if len(hearing) == 1 else own(after, own(before, words)))
    yield from found


def _changes(
    before: State,
    after: State,
    old: CombinationTable,
    new: CombinationTable,
    sets: Iterable[tuple[Word, ...]],
) -> Iterator[Found]:
    for words in sets:
        heard = [own(state, words) for state in (before, after)]
        if not all(
            combining.is_possible(state.meaning.vocabulary, known)
            for state, known in zip((before, after), heard, strict=True)
        ):
            continue
        was, now = (
            combining.first_row(table.system.combines, known)
            for table, known in zip((old, new), heard, strict=True)
        )
        yield Found(
            words=words,
            old=old.reading(was, heard[0]) if was else None,
            new=new.reading(now, heard[1]) if now else None,
            place=now.place if now else new.system.place,
            boundary=None,
            cause=cause(was, now, new.system.combines) or new.system.place,
        )
