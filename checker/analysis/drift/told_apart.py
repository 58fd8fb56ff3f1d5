"""What tables over several statuses tell apart, and what became of each: shared by parts and combinations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from checker.analysis.drift.row_change import Reads, RowChange, is_rejection
from checker.analysis.drift.state import State
from checker.analysis.meaning.literals import NOTHING, Literals
from checker.analysis.meaning.readings import Reading, Word
from checker.model.boundaries import PartsRow
from checker.model.places import Place
from checker.model.systems import CombineRow, StatusRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is reported for the same words on both sides; `cause` is the row that differs."""

    words: tuple[Word, ...]
    old: Reading | None
    new: Reading | None
    place: Place
    boundary: str | None
    cause: Place

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(one.reports) if one and one.reports else "" for one in (self.old, self.new))


Naming: TypeAlias = Mapping[tuple[str, str], frozenset[tuple[int, int]]]


def naming(*tables: Iterable[Iterable[StatusRef]]) -> Naming:
    """In which rows of which table each status stands."""
    found: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for number, rows in enumerate(tables):
        for row, refs in enumerate(rows):
            for ref in refs:
                found.setdefault((ref.system, ref.code), set()).add((number, row))
    return {key: frozenset(rows) for key, rows in found.items()}


def classes(words: Iterable[Word], naming: Naming) -> tuple[Word, ...]:
    """One word for all that stand in the same rows on both sides and say the same."""
    found: dict[object, Word] = {}
    for word in words:
        rows = naming.get((word.system, word.code or ""), frozenset())
        found.setdefault((word.system, rows, word.says, word.outcome, word.is_final, word.is_silence), word)
    return tuple(found.values())


def own(state: State, words: Iterable[Word]) -> tuple[Word, ...]:
    """Words as one side has them, without those that it does not know."""
    return tuple(
        Word(word.system, word.code)
        if word.status is None
        else state.meaning.vocabulary.word(word.system, word.status.code)
        for word in words
        if word.system in state.contracts.systems
        and (word.status is None or state.status(word.system, word.status.code))
    )


Row = TypeVar("Row", PartsRow, CombineRow)


def cause(was: Row | None, now: Row | None, new: Sequence[Row]) -> Place | None:
    """The row that is not as it is on the other side; where both are, they have changed places."""
    if was is not None and was not in new:
        return was.place
    return now.place if now is not None else was.place if was else None


def first_of_each(after: State, found: Iterable[Found]) -> Sequence[RowChange]:
    """Of all sets of a kind for which one target became another, the first and smallest."""
    seen: dict[object, RowChange] = {}
    for one in found:
        was, now = one.names
        some = one.new or one.old
        if was == now or some is None:
            continue
        is_silent = all(word.is_silence for word in one.words)
        kind = (was, now, is_rejection(one.words), is_silent, _unknown(after, one.new))
        if kind not in seen:
            seen[kind] = RowChange(
                reporter=some.reporter,
                words=one.words,
                old=Reads(readings=(one.old,) if one.old else ()),
                new=Reads(readings=(one.new,) if one.new else ()),
                place=one.place,
                boundary=one.boundary,
                cause=f"several {some.reporter} {one.cause}",
            )
    return tuple(seen.values())


def _unknown(after: State, reading: Reading | None) -> Literals:
    """What a report says that is not known then."""
    if reading is None or reading.reports is None:
        return NOTHING
    says = after.says(reading.reports)
    return says - reading.evidence - after.meaning.vocabulary.owned(reading.reporter, says)
