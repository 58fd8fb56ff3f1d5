"""
A final status is open now, or an open one final.

## Why
A payment provider let payouts fail for five days after they were `paid`. Its contract had called `paid`
final, and the shop released the goods on it. The contract was corrected in one word, and no reader was
told: the shop went on releasing goods for money that came back.

Where final becomes open, more may follow than readers wait for. Where open becomes final, "not so far"
becomes "never", and readers who are told in the old sense stop waiting too early. An error where a system
shows something because of the status, or people read it; a note where nobody does, or over drafts alone.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  sent: {owner: psp}
  paid_out: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid_out]}
      failed: {outcome: failure, denies: [paid_out]}
  psp:
    statuses:
      transit: {claims: [sent]}
      paid: {outcome: success, phase: final, claims: [paid_out]}
      canceled: {outcome: failure, denies: [paid_out]}
    moves: {transit: [paid, canceled]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {transit: open, paid: paid, canceled: failed}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  sent: {owner: psp}
  paid_out: {owner: psp, revocable: true}
systems:
  shop:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid_out]}
      failed: {outcome: failure, denies: [paid_out]}
  psp:
    statuses:
      transit: {claims: [sent]}
      paid: {outcome: success, claims: [paid_out]}  # <- phase-changed
      canceled: {outcome: failure, phase: final, denies: [paid_out]}  # <- phase-changed
    moves: {transit: [paid, canceled]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {transit: open, paid: paid, canceled: failed}, no_answer: open}
```

## Passes
What may still come back has a status of its own:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  sent: {owner: psp}
  paid_out: {owner: psp}
systems:
  shop:
    statuses:
      open: {}
      paid: {outcome: success, phase: final, claims: [paid_out]}
  psp:
    statuses:
      transit: {claims: [sent]}
      paid: {outcome: success, phase: final, claims: [paid_out]}
    moves: {transit: [paid]}
boundaries:
  shop-to-psp: {from: shop, to: psp, status: {when: {transit: open, paid: paid}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  sent: {owner: psp}
  paid_out: {owner: psp}
systems:
  shop:
    statuses:
      open: {phase: open}
      paid: {outcome: success, phase: final, claims: [paid_out]}
  psp:
    statuses:
      transit: {claims: [sent]}
      provisional: {claims: [sent]}
      paid: {outcome: success, phase: final, claims: [paid_out]}
    moves: {transit: [provisional, paid], provisional: [paid]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status: {when: {transit: open, provisional: open, paid: paid}, no_answer: open}
```

## How to mend
- Leave the phase as it was, and give what may still change, or what no longer can, a status of its own.
- Give each reader a row for what may follow first, then accept the change with an entry of `changes`.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.model.findings import Finding
from checker.model.systems import Phase
from checker.rules.drift.telling import affected, chain_steps, names, of_status, reworded, status_cause, told
from checker.rules.drift.weighing import as_twin, drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        was, now = kept.before.phase, kept.after.phase
        if was is now:
            continue
        concerned = readers(drift.before, kept.old)
        whom = affected(concerned)
        became = (
            "nothing followed it, and now more may" if was is Phase.FINAL else "nothing follows it any more"
        )
        yield told(
            drift,
            "phase-changed",
            weight(concerned, concerned),
            subject=of_status(kept.new),
            message=f"{kept.new} was {was.value}, and is {now.value}{as_twin(kept, 'was')}: {became}"
            f"{f'; {whom}' if whom else ''}",
            place=kept.after.place,
            label=f"{was.value} before",
            before=kept.before.place,
            was=was.value,
            now=now.value,
            readers=names(concerned),
            trace=chain_steps(drift.before, concerned[0].chain) if concerned else (),
            cause=status_cause(kept.new),
            notes=[*reworded(kept), *drafts(concerned)],
            fix="give what may still change, or what no longer can, a status of its own",
        )
