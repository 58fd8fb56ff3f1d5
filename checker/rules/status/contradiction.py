"""
A status says the opposite of what is known when it is reported.

## Why
A marketplace read a payout's last event and wrote "paid out" into the seller's page for every event that
ended the payout, "failed" among them. The bank had said no; the page said yes; support argued with sellers
for a week.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: psp}
  packed: {owner: depot}
systems:
  psp:
    statuses:
      paid: {outcome: success, phase: final, claims: [arrived]}
      stopped: {phase: final, denies: [arrived]}
  depot:
    statuses:
      full: {phase: final, claims: [packed]}
      empty: {phase: final, denies: [packed]}
  shop:
    statuses:
      waiting: {}
      paid_out: {phase: final, claims: [arrived]}
      packed: {phase: final, claims: [packed]}
      unpacked: {phase: final, denies: [packed]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        paid: paid_out
        stopped: paid_out  # <- contradiction
      no_answer: waiting
  shop-to-depot:
    from: shop
    to: depot
    status:
      when:
        full: unpacked  # <- contradiction
        empty: unpacked
      no_answer: waiting
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: psp}
systems:
  psp:
    statuses:
      paid: {outcome: success, phase: final, claims: [arrived]}
      stopped: {phase: final, denies: [arrived]}
  shop:
    statuses:
      waiting: {}
      paid_out: {phase: final, claims: [arrived]}
      not_paid: {phase: final, denies: [arrived]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        paid: paid_out
        stopped: not_paid
      no_answer: waiting
```

## How to mend
- Report a status that says what was read.
- Correct `claims` or `denies`, if a status does not mean what it is declared to mean.
"""

from collections.abc import Iterator

from checker.analysis.meaning.founded import contradicted
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import facts, said_directly, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        wrong = contradicted(meaning.vocabulary, reading)
        if status is None or not wrong:
            return None
        said = said_directly(status, wrong)
        opposite = [literal.negated for literal in said]
        is_read = any(literal in word.says for literal in opposite for word in reading.words)
        who = shown(reading) if is_read else f"what {reading.reporter} said before"
        return Charge(
            level=Level.ERROR,
            message=f"{status_name(status)} says {facts(said)}, but {who} says {facts(opposite)}",
            label=f"known here: {facts(opposite)}",
            fix=instead(meaning, reading),
            mends=mends(meaning, reading),
            literal=said[0],
        )

    return by_row("contradiction", meaning, judge, (*meaning.readings, *meaning.leavings))
