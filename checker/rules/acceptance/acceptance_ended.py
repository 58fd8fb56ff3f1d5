"""
A waiver has passed the day until which it was given, and what it waived shows again.

## Why
"Skipped checks count as passed until the new runners are there, end of March." In June the runners had long
been there and nobody remembered that skipped still counted as passed, until a commit that no check had run on
went to production. A waiver that ends by itself is the promise to look again; this is the reminder.

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
    status: {when: {new: done, 53: done, 68: lost}, no_answer: sent}
accept:
  - {rule: overclaim, at: portal/done, because: it is new, until: 2020-03-31}  # <- acceptance-ended
  - {rule: premature-final, at: portal/*, because: it is new, until: 2020-03-31}  # <- acceptance-ended
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
  - {rule: overclaim, at: portal/done, because: until the new ERP answers at once, until: 9999-12-31}
  - {rule: premature-final, at: portal/*, because: until the new ERP answers at once, until: 9999-12-31}
```

## How to mend
- Mend what was waived, and remove the entry.
- Give it a new date, with the reason why it still holds.
"""

from collections.abc import Iterator

from checker.analysis.waivers import Waiver
from checker.model.findings import Finding, Level, Related
from checker.model.text import shown


def check(waiver: Waiver) -> Iterator[Finding]:
    """Only where it would still waive something; an ended one that matches nothing is unused."""
    if not (waiver.has_ended and waiver.matched):
        return
    accept = waiver.accept
    yield Finding(
        rule="acceptance-ended",
        level=Level.WARNING,
        set=waiver.set,
        subject=f"{accept.at}#{accept.rule}",
        message=f"{accept.rule} at {shown(accept.at)} was accepted until {accept.until}, and is still found",
        place=accept.place,
        label="ended",
        related=tuple(
            Related(place=finding.place, says=finding.message) for finding in waiver.matched if finding.place
        ),
        fix="mend what it waived and remove the entry, or give it a new date and the reason",
    )
