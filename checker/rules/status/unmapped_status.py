"""
A system can show a status that a boundary has no row for.

## Why
A trading partner began to answer "P", partially accepted. The table knew "A" and "R" and nothing else, so
the "P" stayed in the adapter's log and the order stayed where it was. It was found when the customer asked
for the other half of the delivery.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  taken: {owner: partner}
systems:
  partner:
    statuses:
      A: {outcome: success, phase: final, claims: [taken]}
      H: {}
      P: {outcome: partial, phase: final}
      R: {outcome: failure, phase: final, denies: [taken]}
  idoc:
    statuses:
      sent: {}
      16: {outcome: success, phase: final, claims: [taken]}
      17: {outcome: failure, phase: final, denies: [taken]}
boundaries:
  idoc-to-partner:
    from: idoc
    to: partner
    status: {when: {A: 16, R: 17}, no_answer: sent}  # <- unmapped-status
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  taken: {owner: partner}
systems:
  partner:
    statuses:
      A: {outcome: success, phase: final, claims: [taken]}
      H: {}
      P: {outcome: partial, phase: final}
      R: {outcome: failure, phase: final, denies: [taken]}
  idoc:
    statuses:
      sent: {}
      16: {outcome: success, phase: final, claims: [taken]}
      17: {outcome: failure, phase: final, denies: [taken]}
      22: {outcome: partial, phase: final}
boundaries:
  idoc-to-partner:
    from: idoc
    to: partner
    status: {when: {A: 16, H: sent, P: 22, R: 17}, no_answer: sent}
```

## How to mend
- Add a row for the status, with what the reader should be told.
- Write `{ignore: "why"}` where nothing follows from it.
- Add `otherwise` with a status that says no more than is known, for all that may come later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from checker.analysis.meaning.combinations import CombinationTable
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.parts import PartsTable
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.remedies import fits, honest_status
from checker.analysis.meaning.whole import Meaning
from checker.model.boundaries import Boundary, StatusTable
from checker.model.findings import EntryMend, Finding, Level, Mend
from checker.model.places import Place
from checker.model.systems import Status
from checker.rules.charges import declarations, instead, subject
from checker.rules.wording import quoted, shown

ID = "unmapped-status"
_TRIED: Final = 1_000  # of what has no row: for more nobody can say what is right for all


def check(meaning: Meaning) -> Iterator[Finding]:
    for boundary in meaning.contracts.boundaries.values():
        for word in meaning.tables[boundary.name].unmapped:
            yield _without_row(meaning, boundary, word)
    for parts in meaning.parts.values():
        if parts.unmapped:
            yield _parts_without_row(meaning, parts)
    for combination in meaning.combinations.values():
        if combination.unmapped:
            yield _combination_without_row(meaning, combination)


def _without_row(meaning: Meaning, boundary: Boundary, word: Word) -> Finding:
    assert boundary.status is not None
    reading = _unread(Kind.ROW, boundary.name, (word,), boundary.reporter, boundary.status.place)
    honest = honest_status(meaning, reading)
    if honest:
        fix = f"add the row {word.code}: {honest.code}"
    elif reading.is_rejection or reading.partial:
        fix = f'add a row for "{word.code}": {instead(meaning, reading)}'
    else:
        fix = f'add the row {word.code}: {{ignore: "why"}}'
    return Finding(
        rule=ID,
        level=Level.ERROR,
        set=meaning.contracts.name,
        subject=subject(reading),
        message=f'{word.system} can say "{word.code}", but {boundary.reporter} has no row for it',
        place=reading.place,
        label=f'no row for "{word.code}", and no otherwise',
        related=declarations(meaning, reading),
        fix=fix,
        mends=_row(boundary, boundary.status, word, honest),
    )


def _row(boundary: Boundary, table: StatusTable, word: Word, honest: Status | None) -> tuple[Mend, ...]:
    if honest is None or word.code is None:
        return ()
    code = word.code if word.system == boundary.read_system else f"{word.system}/{word.code}"
    return (EntryMend(to=table.place, keys=("when", code), value=honest.code),)


def _parts_without_row(meaning: Meaning, table: PartsTable) -> Finding:
    words = table.unmapped[0]
    reading = _unread(Kind.PARTS, table.boundary.name, words, table.boundary.reporter, table.parts.place)
    honest = honest_status(meaning, reading)
    others = (replace(reading, words=each, evidence=_known(each)) for each in table.unmapped[:_TRIED])
    is_for_all = _is_for_all(meaning, honest, others, len(table.unmapped))
    report = honest.code if honest else "STATUS"
    return Finding(
        rule=ID,
        level=Level.ERROR,
        set=meaning.contracts.name,
        subject=subject(reading),
        message=f"there can be {shown(reading)}, but {table.boundary.reporter} has no row for that",
        place=reading.place,
        label="no row holds for that, and no otherwise",
        related=declarations(meaning, reading),
        notes=_how_many(len(table.unmapped), "sets of statuses"),
        fix=f"add the row {{otherwise: {report}}}, or a row for these statuses",
        mends=_otherwise(table.parts.place, "rows", honest, is_for_all),
    )


def _combination_without_row(meaning: Meaning, table: CombinationTable) -> Finding:
    words = table.unmapped[0]
    reading = _unread(Kind.COMBINATION, None, words, table.system.name, table.system.combines[-1].place)
    honest = honest_status(meaning, reading)
    others = (replace(reading, words=each, evidence=_known(each)) for each in table.unmapped[:_TRIED])
    is_for_all = _is_for_all(meaning, honest, others, len(table.unmapped))
    report = quoted(honest) if honest else "a status that says no more than is known"
    return Finding(
        rule=ID,
        level=Level.ERROR,
        set=meaning.contracts.name,
        subject=table.system.name,
        message=f"{table.system.name} has no row for {shown(reading)} together",
        place=reading.place,
        label="no row up to here holds for that, and no otherwise",
        related=declarations(meaning, reading),
        notes=_how_many(len(table.unmapped), "combinations"),
        fix=f"add an otherwise that reports {report}, or a row for this combination",
        mends=_otherwise(table.system.place, "combines", honest, is_for_all),
    )


def _unread(
    kind: Kind, boundary: str | None, words: tuple[Word, ...], reporter: str, place: Place
) -> Reading:
    """What nobody reads, as a row would read it that is not there."""
    return Reading(
        kind=kind,
        boundary=boundary,
        words=words,
        reporter=reporter,
        reports=None,
        evidence=_known(words),
        place=place,
    )


def _known(words: tuple[Word, ...]) -> Literals:
    return frozenset.intersection(*(word.says for word in words))


def _is_for_all(meaning: Meaning, honest: Status | None, readings: Iterable[Reading], count: int) -> bool:
    """Whether a status is right for all that has no row, as far as these are all."""
    return honest is not None and count <= _TRIED and all(fits(meaning, one, honest) for one in readings)


def _otherwise(place: Place, rows: str, honest: Status | None, is_for_all: bool) -> tuple[Mend, ...]:
    if honest is None or not is_for_all:
        return ()
    return (EntryMend(to=place, keys=(rows, "-"), value={"otherwise": honest.code}),)


def _how_many(count: int, what: str) -> tuple[str, ...]:
    return (f"{count} {what} have no row; this is the first",) if count > 1 else ()
