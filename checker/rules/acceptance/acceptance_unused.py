"""
A waiver matches no finding.

## Why
A team accepted `overclaim` at `portal/completed` while the warehouse was being connected. The warehouse came,
the contract was mended, and the waiver stayed. A year later somebody changed the mapping back; the check saw
the false claim, and the forgotten waiver let it pass. A waiver with a misspelt rule is worse: its author
believes that something is accepted, and the first run shows it again.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
      lost: {outcome: failure, phase: final, denies: [posted], means: The order will not exist}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
      68: {outcome: failure, phase: final, denies: [posted], means: Will not be posted}
    moves: {new: [53, 68]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {new: sent, 53: done, 68: lost}, no_answer: sent}
accept:
  - {rule: overclaim, at: portal/done, because: the ERP is new to us}  # <- acceptance-unused
  - {rule: overcalim, at: portal/lost, because: the ERP is new to us}  # <- acceptance-unused
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
      lost: {outcome: failure, phase: final, denies: [posted], means: The order will not exist}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
      68: {outcome: failure, phase: final, denies: [posted], means: Will not be posted}
    moves: {new: [53, 68]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {new: done, 53: done, 68: lost}, no_answer: sent}
accept:
  - {rule: overclaim, at: portal/done, because: "orders count as posted on arrival, by decision of sales"}
  - {rule: premature-final, at: portal/done, because: what is not posted is mended by hand within the day}
```

## How to mend
- Remove the entry when what it waived is gone.
- Correct the rule or the subject: `seamproof check --output-format concise` shows what is found now.
"""

from collections.abc import Iterator

from checker.analysis.waivers import Waiver
from checker.model.findings import EntryMend, Finding, Level, Mend
from checker.model.text import plain, shown


def check(waiver: Waiver) -> Iterator[Finding]:
    """Says nothing where the rule did not run: then it may well match."""
    if waiver.matched or (waiver.is_known and not waiver.was_judged):
        return
    accept = waiver.accept
    mends: tuple[Mend, ...] = ()
    if waiver.is_known:
        message = f"{accept.rule} is accepted at {shown(accept.at)}, and no such finding is made"
        near = waiver.near_subject
        correct = f"write at: {plain(near)}, if that is meant" if near else "correct its subject"
        fix = f"remove the entry, or {correct}"
    else:
        message = f"{shown(accept.rule)} is accepted at {shown(accept.at)}, and there is no such rule"
        if waiver.near:
            mends = (EntryMend(to=accept.place, keys=("rule",), value=waiver.near),)
        fix = f"write {waiver.near}" if waiver.near else "write the name of a rule: seamproof rule lists them"
    yield Finding(
        rule="acceptance-unused",
        level=Level.WARNING,
        set=waiver.set,
        subject=f"{accept.at}#{accept.rule}",
        message=message,
        place=accept.place,
        label="waives nothing",
        fix=fix,
        mends=mends,
    )
