"""Tables over the statuses of several systems: which row is the first for which combination."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from checker.analysis.meaning.alike import groups
from checker.analysis.meaning.literals import Literal, Literals
from checker.analysis.meaning.readings import Kind, Reading, Word, absent, undeclared
from checker.analysis.meaning.rows import Unreachable
from checker.analysis.meaning.vocabulary import Vocabulary
from checker.model.places import Place
from checker.model.systems import CombineRow, Quantifier, Status, System


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinationTable:
    """
    The `combines` of one system.

    `readings` has one for each combination that a row is the first for, `unmapped` the combinations without
    a row; what can't be true at once is left out. `heard` are the systems it combines. `is_complete` is
    false where there are more combinations than the limit allows; then nothing is read from them. `alike` has
    for each status that stands in `readings` all those that it stands for.
    """

    vocabulary: Vocabulary = field(repr=False, compare=False)
    system: System
    heard: tuple[str, ...]
    readings: tuple[Reading, ...] = ()
    unmapped: tuple[tuple[Word, ...], ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    alike: Mapping[Word, tuple[Word, ...]] = field(default_factory=dict)
    combinations: int = 0
    is_complete: bool = True

    def reading(self, row: CombineRow, words: Sequence[Word]) -> Reading:
        return Reading(
            kind=Kind.COMBINATION,
            boundary=None,
            words=tuple(words),
            reporter=self.system.name,
            reports=self.vocabulary.status(row.report),
            ignore=row.ignore,
            evidence=evidence(self.vocabulary, words),
            is_default=row.quantifier is Quantifier.OTHERWISE,
            place=row.place,
        )

    def futures(self, reading: Reading, *, but: Status | None = None) -> Iterator[Reading]:
        """What is reported once one system has gone one way that it still can; not where that is `but`."""
        same = str(but)
        for index, word in enumerate(reading.words):
            for later in self.vocabulary.later(word):
                words = (*reading.words[:index], later, *reading.words[index + 1 :])
                row = first_row(self.system.combines, words)
                if row and (but is None or str(row.report) != same) and is_possible(self.vocabulary, words):
                    yield self.reading(row, words)


def combination_table(vocabulary: Vocabulary, system: System, limit: int) -> CombinationTable:
    """Judge each combination of statuses that a system combines, up to `limit` combinations."""
    heard = tuple(dict.fromkeys(name for row in system.combines for name in row.shown))
    empty = CombinationTable(vocabulary=vocabulary, system=system, heard=heard)
    alike = [
        groups(vocabulary, words, lambda word: _rows_naming(system.combines, word))
        for words in _all_words(vocabulary, system, heard)
    ]
    count = prod(map(len, alike))
    if count > limit:
        return CombinationTable(
            vocabulary=vocabulary, system=system, heard=heard, combinations=count, is_complete=False
        )
    readings: list[Reading] = []
    unmapped: list[tuple[Word, ...]] = []
    used: set[Place] = set()
    for words in product(*alike):
        if row := first_row(system.combines, words):
            used.add(row.place)
        if not is_possible(vocabulary, words):
            continue
        if row:
            readings.append(empty.reading(row, words))
        else:
            unmapped.append(words)
    readings += [
        empty.reading(row, tuple(undeclared(name) for name in heard))
        for row in system.combines
        if row.quantifier is Quantifier.OTHERWISE
    ]
    return CombinationTable(
        vocabulary=vocabulary,
        system=system,
        heard=heard,
        readings=tuple(readings),
        unmapped=tuple(unmapped),
        unreachable=_unreachable(system, used),
        alike={first: group for found in alike for first, group in found.items()},
        combinations=count,
    )


def first_row(rows: Iterable[CombineRow], words: Sequence[Word]) -> CombineRow | None:
    shown = {(word.system, word.code) for word in words}
    return next((row for row in rows if holds(row, shown)), None)


def holds(row: CombineRow, shown: set[tuple[str, str | None]]) -> bool:
    """Whether a row holds when these statuses, one of each system, are the last ones heard."""
    each = (any((ref.system, ref.code) in shown for ref in refs) for refs in row.shown.values())
    match row.quantifier:
        case Quantifier.ANY:
            return any(each)
        case Quantifier.ALL:
            return all(each)
        case Quantifier.NONE:
            return not any(each)
        case Quantifier.OTHERWISE:
            return True


def evidence(vocabulary: Vocabulary, words: Sequence[Word]) -> Literals:
    """
    All that the statuses last heard say, taken together.

    They were sent at different times. Where they contradict each other, a claim of a stable fact outlives
    a "not so far", and of a revocable fact its owner knows the latest.
    """
    said: set[Literal] = {literal for word in words for literal in word.says}
    finally_denied = {
        literal for word in words if word.is_final for literal in word.says if not literal.holds
    }
    known = set(said)
    for literal in said:
        if literal.holds or literal.negated not in said:
            continue
        if not vocabulary.is_revocable(literal.fact):
            known -= {literal} - finally_denied
        elif by_owner := _said_by_owner(vocabulary, words, literal.fact):
            known -= {literal, literal.negated} - by_owner
    return vocabulary.implications.closure(known)


def _said_by_owner(vocabulary: Vocabulary, words: Sequence[Word], fact: str) -> set[Literal]:
    return {
        literal
        for word in words
        if vocabulary.owns(word.system, fact)
        for literal in word.says
        if literal.fact == fact
    }


def is_possible(vocabulary: Vocabulary, words: Sequence[Word]) -> bool:
    """Whether these can be shown at once: nobody denies finally a stable fact that another claims."""
    said = frozenset(literal for word in words for literal in word.says)
    return not any(
        literal.negated in said and not literal.holds
        for word in words
        if word.is_final
        for literal in vocabulary.stable(word.says)
    )


def _all_words(vocabulary: Vocabulary, system: System, heard: Sequence[str]) -> Iterator[tuple[Word, ...]]:
    """For each system that is heard all it can show, with faces that its rows name; `absent` first."""
    named: Mapping[str, dict[str, None]] = {name: {name: None} for name in heard}
    for row in system.combines:
        for name, refs in row.shown.items():
            named[name].update({ref.system: None for ref in refs})
    for name in heard:
        shown = (word for source in named[name] for word in vocabulary.shown_by(source))
        yield (absent(name), *shown)


def _rows_naming(rows: Iterable[CombineRow], word: Word) -> tuple[bool, ...]:
    return tuple(
        any((ref.system, ref.code) == (word.system, word.code) for refs in row.shown.values() for ref in refs)
        for row in rows
    )


def _unreachable(system: System, used: set[Place]) -> tuple[Unreachable, ...]:
    return tuple(
        Unreachable(
            subject=str(row.report) if row.report else _first_named(row, system),
            place=row.place,
            above=tuple(above.place for above in system.combines[:index]),
        )
        for index, row in enumerate(system.combines)
        if row.place not in used and row.quantifier is not Quantifier.OTHERWISE
    )


def _first_named(row: CombineRow, system: System) -> str:
    return next((str(ref) for refs in row.shown.values() for ref in refs), system.name)
