"""
A part stands for the whole: some of it went otherwise than is reported.

## Why
A search index was filled by bulk requests. Each answered 200 and listed its items, some of them with "400".
The shipper looked at the answer alone, wrote "indexed", and for months a few documents could not be found.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  booked: {owner: bank}
  indexed: {owner: item}
systems:
  bank:
    statuses:
      BOOKED: {outcome: success, phase: final, claims: [booked]}
      SOME: {outcome: partial, phase: final}
  ledger:
    statuses:
      open: {}
      paid: {outcome: success, phase: final}
      partly: {outcome: partial, phase: final}
  item:
    statuses:
      200: {outcome: success, phase: final, claims: [indexed]}
      400: {outcome: failure, phase: final, denies: [indexed]}
  shipper:
    statuses:
      sent: {}
      done: {outcome: success, phase: final, claims: [indexed]}
      refused: {outcome: failure, phase: final, denies: [indexed]}
boundaries:
  ledger-to-bank:
    from: ledger
    to: bank
    status:
      when:
        BOOKED: paid
        SOME: paid  # <- hidden-partial
      no_answer: open
  shipper-to-item:
    from: shipper
    to: item
    answers: always
    status:
      parts:
        expected: complete
        rows:
          - {all: [400], report: refused}
          - {any: [200], report: done}  # <- hidden-partial
          - {otherwise: sent}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  booked: {owner: bank}
  indexed: {owner: item}
systems:
  bank:
    statuses:
      BOOKED: {outcome: success, phase: final, claims: [booked]}
      SOME: {outcome: partial, phase: final}
  ledger:
    statuses:
      open: {}
      paid: {outcome: success, phase: final}
      partly: {outcome: partial, phase: final}
  item:
    statuses:
      200: {outcome: success, phase: final, claims: [indexed]}
      400: {outcome: failure, phase: final, denies: [indexed]}
  shipper:
    statuses:
      sent: {}
      done: {outcome: success, phase: final, claims: [indexed]}
      some: {outcome: partial, phase: final}
      refused: {outcome: failure, phase: final, denies: [indexed]}
boundaries:
  ledger-to-bank:
    from: ledger
    to: bank
    status:
      when:
        BOOKED: paid
        SOME: partly
      no_answer: open
  shipper-to-item:
    from: shipper
    to: item
    answers: always
    status:
      parts:
        expected: complete
        rows:
          - {all: [400], report: refused}
          - {all: [200], report: done}
          - {any: [200], report: some}
          - {otherwise: sent}
```

## How to mend
- Report a status with `outcome: partial` that says nothing of all parts.
- Ask for `all` where a claim is about all parts, and say with `expected` which parts there must be.
"""

from collections.abc import Iterator

from checker.analysis.meaning.founded import is_firm
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Quantifier, Status
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import facts, quoted, said_directly, shown, status_name

PLAIN = {Outcome.SUCCESS: Level.ERROR, Outcome.FAILURE: Level.WARNING}


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        if reading.reports is None:
            return None
        charges = (
            _of_all_parts(meaning, reading, reading.reports),
            _plain(meaning, reading, reading.reports),
            _unmissed(meaning, reading, reading.reports),
        )
        return max((charge for charge in charges if charge), key=lambda charge: charge.level, default=None)

    return by_row("hidden-partial", meaning, judge)


def _plain(meaning: Meaning, reading: Reading, status: Status) -> Charge | None:
    """Something partial is reported as plain success or failure."""
    outcome = status.outcome
    if not reading.partial or outcome not in PLAIN:
        return None
    return Charge(
        level=PLAIN[outcome],
        message=f"{reading.partial[0]} is partial, but {status_name(status)} is a plain {outcome.value}",
        label="what is partial is no longer seen",
        fix=instead(meaning, reading),
        mends=mends(meaning, reading),
    )


def _of_all_parts(meaning: Meaning, reading: Reading, status: Status) -> Charge | None:
    """Something is said of all parts that one of them lacks or contradicts."""
    if reading.kind is not Kind.PARTS or meaning.vocabulary.is_external(reading.reporter):
        return None
    said = meaning.vocabulary.says(status)
    said -= meaning.vocabulary.owned(reading.reporter, said)
    for word in reading.words:
        if wrong := _beyond(word, said, is_firm(status)):
            direct = said_directly(status, wrong)
            part = f'"{word.code}"' if word.status else word.code or "at a code that nobody has declared"
            return Charge(
                level=Level.ERROR,
                message=f"{status_name(status)} says {facts(direct)} of all parts, but a part can be {part}",
                label=f"read here: {shown(reading)}",
                fix=instead(meaning, reading),
                mends=mends(meaning, reading),
                literal=direct[0],
            )
    return None


def _beyond(word: Word, said: Literals, firm: bool) -> Literals:
    """What is said of a part beyond what it says; a "not so far" only where the part says the opposite."""
    return frozenset(
        literal
        for literal in said
        if literal.negated in word.says or (literal not in word.says and (literal.holds or firm))
    )


def _unmissed(meaning: Meaning, reading: Reading, status: Status) -> Charge | None:
    """Nothing says which parts must be there, so that one that never reported would not be missed."""
    if reading.kind is not Kind.PARTS:
        return None
    table = meaning.parts[str(reading.boundary)]
    is_all = any(row.place == reading.place and row.quantifier is Quantifier.ALL for row in table.parts.rows)
    if table.parts.expected is not None or not is_all or not _concludes(meaning, reading, status):
        return None
    return Charge(
        level=Level.WARNING,
        message=f"{status_name(status)} stands for all parts, but nothing says which parts there must be; "
        "one that never reported would not be missed",
        label=f"all parts that were heard: {quoted(status)}",
        fix="add expected: {at: PATH, key: NAME} with the parts that were sent, or expected: complete",
    )


def _concludes(meaning: Meaning, reading: Reading, status: Status) -> bool:
    said = meaning.vocabulary.says(status)
    return (
        status.is_final
        or status.outcome in PLAIN
        or bool(said - meaning.vocabulary.owned(reading.reporter, said))
    )
