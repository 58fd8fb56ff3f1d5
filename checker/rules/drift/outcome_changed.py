"""
The outcome of a status is another one.

## Why
A clearing house declared PART, "executed in part", a success, since most of such payments were completed
the next day. The shop mapped PART to "paid" as before, and what had been a warning in its books became
revenue. The difference was found at the end of the year.

An error where a system shows something because of the status, or people read it; a note where nobody does,
or over drafts alone.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  sent: {owner: bank}
  settled: {owner: bank, implies: [sent]}
systems:
  shop:
    statuses:
      open: {}
      partly: {outcome: partial, claims: [sent]}
      paid: {outcome: success, phase: final, claims: [settled]}
  bank:
    statuses:
      PART: {outcome: partial, claims: [sent]}
      PDNG: {}
      ACSC: {outcome: success, phase: final, claims: [settled]}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {PART: partly, PDNG: open, ACSC: paid}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  sent: {owner: bank}
  settled: {owner: bank, implies: [sent]}
systems:
  shop:
    statuses:
      open: {}
      partly: {outcome: partial, claims: [sent]}
      paid: {outcome: success, phase: final, claims: [settled]}
  bank:
    statuses:
      PART: {outcome: success, claims: [sent]}  # <- outcome-changed
      PDNG: {outcome: unknown}  # <- outcome-changed
      ACSC: {outcome: success, phase: final, claims: [settled]}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {PART: partly, PDNG: open, ACSC: paid}, no_answer: open}
```

## Passes
The new outcome has a status of its own:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  sent: {owner: bank}
  settled: {owner: bank, implies: [sent]}
systems:
  shop:
    statuses:
      open: {}
      partly: {outcome: partial, claims: [sent]}
      paid: {outcome: success, phase: final, claims: [settled]}
  bank:
    statuses:
      PART: {outcome: partial, claims: [sent]}
      ACSC: {outcome: success, phase: final, claims: [settled]}
boundaries:
  shop-to-bank: {from: shop, to: bank, status: {when: {PART: partly, ACSC: paid}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  sent: {owner: bank}
  settled: {owner: bank, implies: [sent]}
systems:
  shop:
    statuses:
      open: {outcome: none}
      partly: {outcome: partial, claims: [sent]}
      paid: {outcome: success, phase: final, claims: [settled]}
  bank:
    statuses:
      PART: {outcome: partial, claims: [sent]}
      ACSP: {outcome: success}
      ACSC: {outcome: success, phase: final, claims: [settled]}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {PART: partly, ACSP: open, ACSC: paid}, no_answer: open}
```

## How to mend
- Leave the outcome as it was, and give what is new a status of its own.
- Change what each reader makes of it first, then accept the change with an entry of `changes` that names
  them.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.model.findings import Finding
from checker.rules.drift.telling import affected, chain_steps, names, of_status, reworded, status_cause, told
from checker.rules.drift.weighing import as_twin, drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        was, now = kept.before.outcome, kept.after.outcome
        if was is now:
            continue
        concerned = readers(drift.before, kept.old)
        whom = affected(concerned)
        yield told(
            drift,
            "outcome-changed",
            weight(concerned, concerned),
            subject=of_status(kept.new),
            message=f"the outcome of {kept.new} was {was.value}, and is {now.value}"
            f"{as_twin(kept, 'was')}{f'; {whom}' if whom else ''}",
            place=kept.after.place,
            label=f"outcome {was.value} before",
            before=kept.before.place,
            was=was.value,
            now=now.value,
            readers=names(concerned),
            trace=chain_steps(drift.before, concerned[0].chain) if concerned else (),
            cause=status_cause(kept.new),
            notes=[*reworded(kept), *drafts(concerned)],
            fix=f"leave its outcome at {was.value}, and give {now.value} a status of its own",
        )
