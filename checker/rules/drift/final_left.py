"""
A status after which nothing followed can be left now.

## Why
A payment provider had said for years that "paid" is the end. Then it allowed banks to call money back, and
its contract got a move from "paid" to "returned". The shop had long closed its books at "paid": it deleted
the case, and 214 returned payments were found by an auditor.

It looks at statuses that were final and are open now, and at what can come after them, by moves and by
rows. It is an error when a reader takes the status, a note when nobody does, or over draft boundaries
alone. As a final status can't be left, its phase has changed too, so `phase-changed` holds as well.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      paid: {outcome: success, claims: [paid]}
      unpaid: {outcome: failure, denies: [paid]}
    initial: waiting
  psp:
    statuses:
      new: {}
      paid: {outcome: success, phase: final, claims: [paid]}
      failed: {outcome: failure, phase: final, denies: [paid]}
    moves: {new: [paid, failed]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {new: waiting, paid: paid, failed: unpaid}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      paid: {outcome: success, claims: [paid]}
      unpaid: {outcome: failure, denies: [paid]}
    initial: waiting
  psp:
    statuses:
      new: {}
      paid: {outcome: success, claims: [paid]}
      failed: {outcome: failure, phase: final, denies: [paid]}
    moves:
      new: [paid, failed]
      paid: [failed]  # <- final-left
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {new: waiting, paid: paid, failed: unpaid}, no_answer: waiting}
```

## Passes
What can still change has a status of its own, and the final ones stay so:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      paid: {outcome: success, claims: [paid]}
      unpaid: {outcome: failure, denies: [paid]}
    initial: waiting
  psp:
    statuses:
      new: {}
      settled: {outcome: success, phase: final, claims: [paid]}
      failed: {outcome: failure, phase: final, denies: [paid]}
    moves: {new: [settled, failed]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {new: waiting, settled: paid, failed: unpaid}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      paid: {outcome: success, claims: [paid]}
      unpaid: {outcome: failure, denies: [paid]}
    initial: waiting
  psp:
    statuses:
      new: {}
      paid: {outcome: success, claims: [paid]}
      settled: {outcome: success, phase: final, claims: [paid]}
      failed: {outcome: failure, phase: final, denies: [paid]}
    moves: {new: [paid, settled, failed], paid: [settled, failed]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {new: waiting, paid: paid, settled: paid, failed: unpaid}, no_answer: waiting}
```

## How to mend
- Leave the final status final, and give what can still change a status of its own.
- If it was never really final, say so to each reader named, and accept the change.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.analysis.meaning.readings import Word
from checker.model.findings import Finding
from checker.rules.drift.move_added import steps
from checker.rules.drift.telling import affected, names, of_status, status_cause, told
from checker.rules.drift.weighing import drafts, weight
from checker.rules.wording import listed


def check(drift: Drift) -> Iterator[Finding]:
    for left in drift.sequences.left:
        before = _before(drift, left.word)
        concerned = readers(drift.before, before)
        whom = affected(concerned)
        targets = listed(f'"{word.code}"' for word in left.targets)
        yield told(
            drift,
            "final-left",
            weight(concerned, concerned),
            subject=of_status(left.word),
            message=f"{left.word} was final, and {targets} can come after it from now on"
            f"{f'; {whom}' if whom else ''}",
            place=left.place,
            label="nothing followed it before",
            before=before.status.place if before.status else None,
            was="final",
            now=[word.code for word in left.targets],
            readers=names(concerned),
            notes=drafts(concerned),
            trace=steps((left.word, left.targets[0]), left.place),
            cause=status_cause(left.word),
            fix="give what can still change a status of its own, and leave the final one final",
        )


def _before(drift: Drift, word: Word) -> Word:
    return drift.before.meaning.vocabulary.word(word.system, str(word.code))
