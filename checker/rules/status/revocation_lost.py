"""
Something can be revoked, and a status that claims it has no way to show that.

## Why
Card payments come back as chargebacks. The shop had a row for it, but one that counted only while the order
was "in review", and by then orders were "paid". The books and the page agreed with each other, not with the
bank.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: psp, revocable: true}
systems:
  psp:
    statuses:
      pending: {}
      paid: {outcome: success, claims: [arrived]}
      returned: {outcome: failure, phase: final, denies: [arrived]}
    moves: {pending: [paid], paid: [returned]}
  shop:
    success_claims: [arrived]
    statuses:
      waiting: {}
      paid_out: {outcome: success}
      came_back: {outcome: failure, phase: final, denies: [arrived]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        pending: waiting
        paid: paid_out  # <- revocation-lost
        returned: {report: came_back, while: [waiting]}
      no_answer: waiting
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: psp, revocable: true}
systems:
  psp:
    statuses:
      pending: {}
      paid: {outcome: success, claims: [arrived]}
      returned: {outcome: failure, phase: final, denies: [arrived]}
    moves: {pending: [paid], paid: [returned]}
  shop:
    success_claims: [arrived]
    statuses:
      waiting: {}
      paid_out: {outcome: success}
      came_back: {outcome: failure, phase: final, denies: [arrived]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        pending: waiting
        paid: paid_out
        returned: {report: came_back, while: [waiting, paid_out]}
      no_answer: waiting
```

## How to mend
- Let the row of the revoking status count while the claim is shown (`while`).
- Declare the status that claims it with `phase: open`.
"""

from collections.abc import Iterator

from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row
from checker.rules.wording import quoted, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None:
            return None
        for word in reading.words:
            for claim in sorted(_revocable(meaning, word)):
                if _concerns(meaning, status, claim):
                    for later in meaning.vocabulary.later(word):
                        if claim.negated in later.says and not _shows(meaning, reading, status, later):
                            return _charge(status, word, later, claim)
        return None

    return by_row("revocation-lost", meaning, judge)


def _charge(status: Status, word: Word, later: Word, claim: Literal) -> Charge:
    final = "declare it as phase: open, and " if status.is_final else ""
    return Charge(
        level=Level.ERROR,
        message=f'{claim.fact} can be revoked ({word.system} "{later.code}" after "{word.code}"), '
        f"but {status_name(status)} has no way to show it",
        label=f'no row of "{later.code}" counts in {quoted(status)}',
        fix=f'{final}let a row of "{later.code}" count while {status.system} shows {quoted(status)}',
        literal=claim,
    )


def _revocable(meaning: Meaning, word: Word) -> set[Literal]:
    return {
        literal for literal in word.says if literal.holds and meaning.vocabulary.is_revocable(literal.fact)
    }


def _concerns(meaning: Meaning, status: Status, claim: Literal) -> bool:
    """Whether readers of the status rely on the fact: it claims it, or is a success because of it."""
    return claim in meaning.vocabulary.says(status) or status.outcome is Outcome.SUCCESS


def _shows(meaning: Meaning, reading: Reading, status: Status, later: Word) -> bool:
    """Whether, from the status reported, some row shows the later one."""
    if reading.kind in (Kind.PARTS, Kind.COMBINATION):
        futures = [future for future in meaning.futures(reading) if later in future.words]
        return not status.is_final and all(future.reports not in (None, status) for future in futures)
    rows = meaning.of(reading.boundary, later)
    return any(row.reports is not None and status in row.during for row in rows)
