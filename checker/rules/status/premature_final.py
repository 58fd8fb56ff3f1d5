"""
A status says that nothing follows, and something still can.

## Why
A payment provider shows some payouts as paid that fail two days later. The marketplace stored "paid out" as
the end of the story and turned away every later event. The seller's page said paid; the money was back at
the provider.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: psp}
systems:
  psp:
    statuses:
      pending: {}
      paid: {outcome: success}
      failed: {outcome: failure, phase: final, denies: [arrived]}
    moves: {pending: [paid, failed], paid: [failed]}
  shop:
    statuses:
      waiting: {}
      lost: {phase: final}
      paid_out: {outcome: success, phase: final}
      not_paid: {outcome: failure, phase: final, denies: [arrived]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        pending: waiting
        paid: paid_out  # <- premature-final
        failed: not_paid
      no_answer: lost  # <- premature-final
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
      pending: {}
      paid: {outcome: success}
      failed: {outcome: failure, phase: final, denies: [arrived]}
    moves: {pending: [paid, failed], paid: [failed]}
  shop:
    statuses:
      waiting: {}
      paid_out: {outcome: success}
      not_paid: {outcome: failure, phase: final, denies: [arrived]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        pending: waiting
        paid: paid_out
        failed: not_paid
      no_answer: waiting
```

## How to mend
- Declare the reported status with `phase: open`, and give what may follow a row that counts in it.
- Report an open status until the one that is read can no longer change.
"""

from collections.abc import Iterator

from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import quoted, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None or not status.is_final:
            return None
        if reading.is_silence:
            return _on_silence(meaning, reading, status)
        worst = None
        for future in meaning.futures(reading, but=status):
            charge = _elsewhere(meaning, reading, status, future)
            if charge and charge.level is Level.ERROR:
                return charge
            worst = worst or charge
        return worst

    return by_row("premature-final", meaning, judge)


def _on_silence(meaning: Meaning, reading: Reading, status: Status) -> Charge:
    who = reading.words[0].system
    return Charge(
        level=Level.ERROR,
        message=f"{status_name(status)} is final, but {who} may still answer",
        label="final before anybody has answered",
        fix=instead(meaning, reading),
        mends=mends(meaning, reading),
    )


def _elsewhere(meaning: Meaning, reading: Reading, status: Status, future: Reading) -> Charge | None:
    """What is charged where a later status leads elsewhere, as `future` reads it."""
    if future.reports is None and not _matters(meaning, status, future):
        return None
    is_same_outcome = future.reports is not None and future.reports.outcome is status.outcome
    leads = f"leads to {quoted(future.reports)}" if future.reports else "nobody passes on"
    return Charge(
        level=Level.WARNING if is_same_outcome else Level.ERROR,
        message=f"{status_name(status)} is final, but {_way(reading, future)}, which {leads}",
        label="final, and yet something follows",
        related=(Related(place=future.place, says=f"{shown(future)} is read here"),),
        fix=f"declare {status_name(status)} as phase: open and let later rows count in it, "
        f"or report an open status until {reading.words[0].system} can no longer change",
    )


def _matters(meaning: Meaning, status: Status, future: Reading) -> bool:
    """Whether what is ignored is a failure that was not reported yet, or contradicts what was reported."""
    if future.fails and status.outcome is not Outcome.FAILURE:
        return True
    return any(literal.negated in future.evidence for literal in meaning.vocabulary.says(status))


def _way(reading: Reading, future: Reading) -> str:
    before = next((word for word in reading.words if word not in future.words), reading.words[0])
    after = next((word for word in future.words if word not in reading.words), future.words[0])
    if before.status is None:
        return f"{before.system} may still answer with {quoted(after.status) if after.status else after}"
    part = f"a part of {before.system}" if reading.kind is Kind.PARTS else before.system
    return f'{part} can still go from "{before.code}" to "{after.code}"'
