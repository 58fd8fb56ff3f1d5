"""
A refusal that was shown is not shown any more.

## Why
A warehouse drops a delivery, and the ERP used to show that as "refused". In a clean-up the row was pointed
at goods issue, since "the ERP has no use for refusals". Every order looked shipped from then on. It came
out when the first customer asked where a parcel from last month was.

A refusal is a status that fails, or that is final and denies something. It is an error when its reporter
showed a failure, a part of one, or a denial for it, and now shows nothing, a success, or something that
does not tell. Where neither people nor another system can see the difference, it is a note. Where a whole
boundary or table went, `propagation-stopped` tells it.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      planned: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
    initial: planned
  wms:
    statuses:
      LEFT: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
      BLOCKED: {outcome: failure, phase: final, denies: [shipped]}
      404: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {LEFT: shipped, SKIPPED: refused, BLOCKED: refused, 404: refused}, no_answer: planned}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      planned: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
    initial: planned
  wms:
    statuses:
      LEFT: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
      BLOCKED: {outcome: failure, phase: final, denies: [shipped]}
      404: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status:
      when:
        LEFT: shipped
        SKIPPED: shipped  # <- rejection-path-removed
        BLOCKED: {ignore: seen on paper}  # <- rejection-path-removed
        404: refused
      no_answer: planned
```

## Passes
The refusal goes to another status that shows it, and a row for a step on the way is dropped:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
      dropped: {outcome: failure, phase: final, denies: [shipped]}
    initial: planned
  wms:
    statuses:
      PICKED: {}
      LEFT: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {PICKED: picking, LEFT: shipped, SKIPPED: refused}, no_answer: planned}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
      dropped: {outcome: failure, phase: final, denies: [shipped]}
    initial: planned
  wms:
    statuses:
      PICKED: {}
      LEFT: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {PICKED: {ignore: nobody asks}, LEFT: shipped, SKIPPED: dropped}, no_answer: planned}
```

## How to mend
- Report a status that fails, or that denies what was refused, as before.
- If somebody else is told instead, declare the boundary over which they hear of it.
- If what was a refusal is none any more, say so in the status itself: take its outcome and what it denies
  away.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.model.findings import Finding
from checker.model.systems import Outcome
from checker.rules.drift.rows_said import (
    seen,
    shows_refusal,
    subject_read,
    told_of_row,
    what_is_read,
    while_clause,
)
from checker.rules.drift.telling import reported
from checker.rules.wording import listed, quoted


def check(drift: Drift) -> Iterator[Finding]:
    for change in drift.rows:
        if not change.is_rejection or change.is_leaving or change.gone:
            continue  # what went with a whole table is told of the table
        showed = [one for one in change.old.reported if shows_refusal(drift.before.word(one))]
        shows = [one for one in change.new.reported if shows_refusal(drift.after.word(one))]
        if not showed or shows:
            continue
        if not change.new.names:
            now = "shows nothing"
        elif any(status.outcome is Outcome.SUCCESS for status in change.new.reported):
            now = f"shows {reported(change.new)}, which is a success"
        else:
            now = f"shows {reported(change.new)}, which does not say so"
        yield told_of_row(
            drift,
            "rejection-path-removed",
            change,
            seen(drift, change),
            subject=subject_read(change),
            message=f"{what_is_read(change)} is a rejection, and{while_clause(change)} was shown as "
            f"{listed(map(quoted, showed))}; now {change.reporter} {now}",
            label="the rejection is not shown any more",
            fix=f"report {listed(map(quoted, showed), 'or')} for it as before",
        )
