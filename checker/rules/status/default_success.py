"""
What has no row of its own falls to a success.

## Why
A payment file's status "PART" was new. The table had rows for the refusals and let everything else count as
accepted, which was true until the bank began to book half of a batch. Nothing failed, nothing was logged;
half of the suppliers were not paid.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  booked: {owner: bank}
systems:
  bank:
    statuses:
      ACSC: {outcome: success, phase: final, claims: [booked]}
      PART: {outcome: partial, phase: final}
      RJCT: {outcome: failure, phase: final, denies: [booked]}
  ledger:
    statuses:
      open: {}
      accepted: {outcome: success, phase: final, claims: [booked]}
      refused: {outcome: failure, phase: final, denies: [booked]}
boundaries:
  ledger-to-bank:
    from: ledger
    to: bank
    status:
      when: {ACSC: accepted, RJCT: refused}
      otherwise: accepted  # <- default-success
      no_answer: open
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  booked: {owner: bank}
systems:
  bank:
    statuses:
      ACSC: {outcome: success, phase: final, claims: [booked]}
      PART: {outcome: partial, phase: final}
      RJCT: {outcome: failure, phase: final, denies: [booked]}
  ledger:
    statuses:
      open: {}
      accepted: {outcome: success, phase: final, claims: [booked]}
      refused: {outcome: failure, phase: final, denies: [booked]}
boundaries:
  ledger-to-bank:
    from: ledger
    to: bank
    status:
      when: {ACSC: accepted, RJCT: refused}
      otherwise: open
      no_answer: open
```

## How to mend
- Give each status that means success a row of its own.
- Let `otherwise` report an open status: whoever adds a status later has not asked you.
"""

from collections.abc import Iterator
from dataclasses import replace

from checker.analysis.meaning.literals import NOTHING
from checker.analysis.meaning.readings import Kind, Reading, undeclared
from checker.analysis.meaning.remedies import fits, honest_status
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import EntryMend, Finding, Level, Mend, RowMend
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead
from checker.rules.wording import quoted, shown


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if not reading.is_default or status is None or status.outcome is not Outcome.SUCCESS:
            return None
        is_declared = any(word.status for word in reading.words)
        who = f"{shown(reading)} has no row of its own" if is_declared else f"{shown(reading)} has no row"
        return Charge(
            level=Level.ERROR,
            message=f"{who} and falls to {quoted(status)}, which means success",
            label="a success for whatever comes",
            fix=f"give each status that means success a row of its own, and {_otherwise(meaning, reading)}",
            mends=_mends(meaning, reading, status),
        )

    return by_row("default-success", meaning, judge)


def _otherwise(meaning: Meaning, reading: Reading) -> str:
    """What the row can report whatever comes, which is more than the status that is named."""
    return instead(meaning, _whatever_comes(reading))


def _whatever_comes(reading: Reading) -> Reading:
    words = tuple(undeclared(word.system) for word in reading.words)
    return replace(reading, words=words, evidence=NOTHING)


def _mends(meaning: Meaning, reading: Reading, status: Status) -> tuple[Mend, ...]:
    """An `otherwise` that says nothing, and a row of its own for each status that does mean success."""
    honest = honest_status(meaning, _whatever_comes(reading))
    boundary = meaning.contracts.boundaries.get(reading.boundary or "")
    if honest is None or boundary is None or boundary.status is None:
        return ()
    table = boundary.status
    if len(table.otherwise) != 1 or reading.kind is not Kind.OTHERWISE:
        return ()
    found: list[Mend] = [RowMend(row=reading.place, report=honest.code)]
    for other in meaning.of_row[reading.place]:
        word = other.words[0]
        if word.status is None or word.code is None or fits(meaning, other, honest):
            continue
        own = status if fits(meaning, other, status) else honest_status(meaning, other)
        if word.system != boundary.read_system or (own is None and other.is_rejection):
            return ()
        if own is not None:
            found.append(EntryMend(to=table.place, keys=("when", word.code), value=own.code))
    return tuple(found)
