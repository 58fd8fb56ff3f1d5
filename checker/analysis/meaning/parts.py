"""Tables over the statuses of many parts: which row is the first for which set of statuses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from checker.analysis.meaning.alike import groups
from checker.analysis.meaning.literals import NOTHING
from checker.analysis.meaning.readings import Kind, Reading, Word, absent, undeclared
from checker.analysis.meaning.rows import Unreachable, readable
from checker.analysis.meaning.vocabulary import Vocabulary
from checker.model.boundaries import Boundary, Expected, Parts, PartsRow
from checker.model.places import Place
from checker.model.systems import Quantifier, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsTable:
    """
    The `parts` of one boundary.

    `readings` has one for each set of statuses that a row is the first for, smallest sets first; `unmapped`
    the sets without a row. `of_no_parts` is what no parts at all give. `is_complete` is false where there
    are more sets than the limit allows; then nothing is read from them. `alike` has for each status that
    stands in `readings` all those that it stands for.
    """

    vocabulary: Vocabulary = field(repr=False, compare=False)
    boundary: Boundary
    readings: tuple[Reading, ...] = ()
    unmapped: tuple[tuple[Word, ...], ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    of_no_parts: Reading | None = None
    alike: Mapping[Word, tuple[Word, ...]] = field(default_factory=dict)
    sets: int = 0
    is_complete: bool = True

    @property
    def parts(self) -> Parts:
        assert self.boundary.status is not None
        assert self.boundary.status.parts is not None
        return self.boundary.status.parts

    def reading(self, row: PartsRow, words: Sequence[Word]) -> Reading:
        """A row applied to a set of statuses; known is only what every part says."""
        return Reading(
            kind=Kind.PARTS,
            boundary=self.boundary.name,
            words=tuple(words),
            reporter=self.boundary.reporter,
            reports=self.vocabulary.status(row.report),
            ignore=row.ignore,
            evidence=frozenset.intersection(*(word.says for word in words)) if words else NOTHING,
            is_default=row.quantifier is Quantifier.OTHERWISE,
            place=row.place,
        )

    def futures(self, reading: Reading, *, but: Status | None = None) -> Iterator[Reading]:
        """
        What is reported once one part has gone one way that it still can; other parts may stay behind.

        Futures that report `but` are left out.
        """
        same = str(but)
        for word in reading.words:
            others = tuple(other for other in reading.words if other != word)
            for later in self.vocabulary.later(word):
                for words in (_with(others, later), _with(reading.words, later)):
                    row = first_row(self.parts.rows, words)
                    if row and (but is None or str(row.report) != same):
                        yield self.reading(row, words)


def _with(words: tuple[Word, ...], more: Word) -> tuple[Word, ...]:
    return words if more in words else (*words, more)


def parts_table(vocabulary: Vocabulary, boundary: Boundary, limit: int) -> PartsTable:
    """Judge each set of statuses of a boundary that has `parts`, up to `limit` sets."""
    empty = PartsTable(vocabulary=vocabulary, boundary=boundary)
    parts = empty.parts
    shown = readable(vocabulary, boundary)
    can_miss = isinstance(parts.expected, Expected)
    silent = () if parts.expected == "complete" else (absent(boundary.read_system),)
    alike = groups(vocabulary, (*shown, *silent), lambda word: _rows_naming(parts.rows, word))
    universe = tuple(alike)
    nothing = first_row(parts.rows, ())
    of_no_parts = empty.reading(nothing, ()) if nothing else None
    count = 2 ** len(universe) - 1
    if count > limit:
        return PartsTable(
            vocabulary=vocabulary, boundary=boundary, of_no_parts=of_no_parts, sets=count, is_complete=False
        )
    readings: list[Reading] = []
    unmapped: list[tuple[Word, ...]] = []
    used = {nothing.place} if nothing else set()
    for words in _sets(universe):
        row = first_row(parts.rows, words)
        if row:
            used.add(row.place)
        if not can_miss and any(word.is_silence for word in words):
            continue  # nothing says which parts there must be; such sets only show that a row can be reached
        if row:
            readings.append(empty.reading(row, words))
        else:
            unmapped.append(words)
    readings += [
        empty.reading(row, (undeclared(boundary.read_system),))
        for row in parts.rows
        if row.quantifier is Quantifier.OTHERWISE
    ]
    return PartsTable(
        vocabulary=vocabulary,
        boundary=boundary,
        readings=tuple(readings),
        unmapped=tuple(unmapped),
        unreachable=_unreachable(boundary, parts.rows, used),
        of_no_parts=of_no_parts,
        alike=alike,
        sets=count,
    )


def first_row(rows: Iterable[PartsRow], words: Sequence[Word]) -> PartsRow | None:
    return next((row for row in rows if holds(row, words)), None)


def holds(row: PartsRow, words: Sequence[Word]) -> bool:
    """Whether a row holds for parts that show these statuses; `all` asks for at least one part."""
    named = {(ref.system, ref.code) for ref in row.shown}
    match row.quantifier:
        case Quantifier.ANY:
            return any((word.system, word.code) in named for word in words)
        case Quantifier.ALL:
            return bool(words) and all((word.system, word.code) in named for word in words)
        case Quantifier.NONE:
            return not words
        case Quantifier.OTHERWISE:
            return True


def _rows_naming(rows: Iterable[PartsRow], word: Word) -> tuple[bool, ...]:
    return tuple(any((ref.system, ref.code) == (word.system, word.code) for ref in row.shown) for row in rows)


def _sets(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    for size in range(1, len(words) + 1):
        yield from combinations(words, size)


def _unreachable(boundary: Boundary, rows: Sequence[PartsRow], used: set[Place]) -> tuple[Unreachable, ...]:
    return tuple(
        Unreachable(
            subject=str(row.report) if row.report else f"{boundary.read_system}/{_first_code(row)}",
            place=row.place,
            above=tuple(above.place for above in rows[:index]),
        )
        for index, row in enumerate(rows)
        if row.place not in used and row.quantifier is not Quantifier.OTHERWISE
    )


def _first_code(row: PartsRow) -> str:
    return row.shown[0].code if row.shown else "none"
