"""Whether a recorded change of status follows from anything: the status it came from, and what was heard."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import Final, TypeAlias

from checker.analysis.meaning import combinations as combined
from checker.analysis.meaning import parts as of_parts
from checker.analysis.meaning.readings import Kind, Reading, Word, absent, undeclared
from checker.analysis.recorded.declared import Declared, Ways
from checker.model.boundaries import Boundary
from checker.model.systems import SILENT, CombineRow

_MOST: Final = 5_000  # combinations that are tried; where there are more, a change counts as explained

Heard: TypeAlias = tuple[str, str | None]  # system and code; None for a code that nobody has declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearsay:
    """
    What could have been heard before a change.

    `words` are statuses that were shown, `messages` the boundaries over which a message came, `unanswered`
    those where somebody may still have waited for a first answer. `parts` gives the sets of statuses that
    the parts at a boundary may have had. `open` are systems that may have shown anything, since not all of
    them was captured.
    """

    words: frozenset[Heard]
    messages: frozenset[str]
    unanswered: frozenset[str]
    parts: Callable[[Boundary], Iterable[Sequence[Word]] | None]
    open: frozenset[str] = frozenset()

    def has(self, word: Word) -> bool:
        return (word.system, word.code) in self.words or word.system in self.open


def explained(
    declared: Declared, system: str, before: Iterable[str | None], code: str, heard: Hearsay
) -> bool:
    """
    Whether a system can have come to a status from one of those before, None for "shows nothing yet".

    Own statuses on the way need not have been recorded; every row may be read at any time after what it
    reads was shown, and however often. That a final status was left is not asked here.
    """
    ways = declared.ways[system]
    always = _whatever_it_showed(declared, ways, heard)
    if always is None:
        return True
    reached: set[str | None] = set()
    waiting = list(before)
    statuses = declared.contracts.systems[system].statuses
    final = {at for at in waiting if at is not None and at in statuses and statuses[at].is_final}
    if code in waiting:
        return True
    while waiting:
        at = waiting.pop()
        if at in reached:
            continue
        reached.add(at)
        waiting += always
        waiting += ways.moves.get(at or "", ())
        waiting += [
            reading.reports.code
            for reading in (*ways.rows, *(ways.leavings if at is None else ()))
            if reading.reports is not None
            and counts(reading, system, at, left=at if at in final else None)
            and is_heard(reading, heard)
        ]
        if code in waiting:
            return True
    return False


def is_heard(reading: Reading, heard: Hearsay) -> bool:
    """Whether what a row or a leaving message waits for has been shown."""
    match reading.kind:
        case Kind.NO_ANSWER:
            return reading.boundary in heard.unanswered
        case Kind.ABSENT:
            return True
        case Kind.LEAVING:
            return reading.boundary in heard.messages or any(map(heard.has, reading.words))
        case _:
            return all(map(heard.has, reading.words))


def counts(reading: Reading, system: str, at: str | None, *, left: str | None) -> bool:
    """
    Whether a row counts in a status; where it speaks of those of another face, nobody can say.

    `left` is a final status that was left. That is another matter: what led away from it is a row that would
    count in any open status, which is one that counts while nothing is shown yet.
    """
    if reading.kind is Kind.LEAVING:
        return True
    if left is not None:
        return None in reading.during
    if any(status is not None and status.system != system for status in reading.during):
        return True
    return any((status.code if status else None) == at for status in reading.during)


def _whatever_it_showed(declared: Declared, ways: Ways, heard: Hearsay) -> list[str | None] | None:
    """What parts and combinations report, in whatever status; None where there is too much to try."""
    found: list[str | None] = []
    if ways.combines:
        tried = _combinations(declared, ways.combines, heard)
        if tried is None:
            return None
        found += tried
    for boundary in ways.parts:
        table = boundary.status.parts if boundary.status else None
        sets = heard.parts(boundary)
        if sets is None:
            return None
        for words in sets if table else ():
            row = of_parts.first_row(table.rows, words) if table else None
            if row is not None and row.report is not None:
                found.append(row.report.code)
    return found


def _combinations(declared: Declared, rows: Sequence[CombineRow], heard: Hearsay) -> list[str | None] | None:
    """What is reported for the statuses last heard; which of all that were shown came last nobody knows."""
    words = [tuple(_of_system(declared, rows, name, heard)) for name in heard_by(rows)]
    if prod(map(len, words)) > _MOST:
        return None
    found = (combined.first_row(rows, one) for one in product(*words))
    return [row.report.code for row in found if row is not None and row.report is not None]


def heard_by(rows: Iterable[CombineRow]) -> Iterator[str]:
    """The systems that rows combine."""
    yield from dict.fromkeys(name for row in rows for name in row.shown)


def _of_system(declared: Declared, rows: Iterable[CombineRow], name: str, heard: Hearsay) -> Iterator[Word]:
    """What may have been heard last of a system, with the faces that the rows name."""
    yield absent(name)
    sources = dict.fromkeys(
        [name, *(ref.system for row in rows for ref in row.shown.get(name, ()) if ref.code not in SILENT)]
    )
    for source in sources:
        if source in heard.open:
            yield undeclared(source)
        for code in declared.contracts.systems[source].statuses:
            if source in heard.open or (source, code) in heard.words:
                yield declared.vocabulary.word(source, code)
        if (source, None) in heard.words:
            yield undeclared(source)


def subsets(words: Sequence[Word]) -> Iterator[Sequence[Word]] | None:
    """Every set of these that is not empty; None where there are too many."""
    if 2 ** len(words) > _MOST:
        return None
    return (found for size in range(1, len(words) + 1) for found in combinations(words, size))
