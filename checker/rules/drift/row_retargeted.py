"""
A status leads to another meaning than before.

## Why
A portal showed "ready" for the orders that the ERP had taken over, and the planners ordered lorries by it.
When the statuses of the portal were tidied up, that row was pointed at "open". No field was renamed, no value
was new, and every test still passed. For two days the planners saw nothing to plan.

It looks at what systems report for what they read, through however many tables: a system that was put in
between, or another boundary between the same two, is no change. Likewise at what a message makes its
receiver enter (`leaves`), at where a system sends messages (`decides`), and at what replies are read as
(`read`). It is an error when people, or another system, can see the difference; a warning when only a code
that nobody has declared is concerned; a note when nobody can see it, such as in the middle of a way that
ends as it did.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  taken: {owner: erp}
  posted: {owner: erp, implies: [taken]}
systems:
  portal:
    statuses:
      open: {}
      ready: {claims: [taken]}
      in_work: {claims: [posted]}
    initial: open
    decides:
      - {boundary: till-to-portal, where: {/kind: rush}, then: [portal-to-desk]}
      - {boundary: till-to-portal, otherwise: [portal-to-erp]}
  till: {statuses: {}}
  desk: {statuses: {}}
  erp:
    statuses:
      50: {}
      64: {claims: [taken]}
      53: {claims: [posted]}
boundaries:
  till-to-portal: {from: till, to: portal}
  portal-to-desk: {from: portal, to: desk}
  portal-to-erp:
    from: portal
    to: erp
    status:
      read: [{code: 202, status: 50}, {code: 200, status: 64}, {status: {at: /state}}]
      when: {50: open, 64: ready, 53: in_work}
      no_answer: open
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  taken: {owner: erp}
  posted: {owner: erp, implies: [taken]}
systems:
  portal:
    statuses:
      open: {}
      ready: {claims: [taken]}
      in_work: {claims: [posted]}
    initial: open
    decides:
      - {boundary: till-to-portal, where: {/kind: rush}, then: [portal-to-erp]}  # <- row-retargeted
      - {boundary: till-to-portal, otherwise: [portal-to-erp]}
  till: {statuses: {}}
  desk: {statuses: {}}
  erp:
    statuses:
      50: {}
      64: {claims: [taken]}
      53: {claims: [posted]}
boundaries:
  till-to-portal: {from: till, to: portal}
  portal-to-desk: {from: portal, to: desk}
  portal-to-erp:
    from: portal
    to: erp
    status:
      read:
        - {code: 202, status: 50}
        - {code: 200, status: 53}  # <- row-retargeted
        - {status: {at: /state}}
      when:
        50: open
        64: open  # <- row-retargeted
        53: in_work
      no_answer: open
```

## Passes
The rows stand in another order, one is written as `otherwise`, and rows of `decides` are put together:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  portal:
    statuses:
      open: {}
      in_work: {claims: [posted]}
      done: {outcome: success, phase: final, claims: [shipped]}
    initial: open
    decides:
      - {boundary: till-to-portal, where: {/kind: rush}, then: [portal-to-desk]}
      - {boundary: till-to-portal, where: {/kind: night}, then: [portal-to-desk]}
      - {boundary: till-to-portal, otherwise: [portal-to-erp]}
  till: {statuses: {}}
  desk: {statuses: {}}
  erp:
    statuses:
      50: {}
      64: {}
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  till-to-portal: {from: till, to: portal}
  portal-to-desk: {from: portal, to: desk}
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {50: open, 64: open, 53: in_work, GI: done}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  portal:
    statuses:
      open: {}
      in_work: {claims: [posted]}
      done: {outcome: success, phase: final, claims: [shipped]}
    initial: open
    decides:
      - {boundary: till-to-portal, where: {/kind: [night, rush]}, then: [portal-to-desk]}
      - {boundary: till-to-portal, otherwise: [portal-to-erp]}
  till: {statuses: {}}
  desk: {statuses: {}}
  erp:
    statuses:
      50: {}
      64: {}
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  till-to-portal: {from: till, to: portal}
  portal-to-desk: {from: portal, to: desk}
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {GI: done, 53: in_work}, otherwise: open, no_answer: open}
```

## How to mend
- Report what was reported before.
- If the old row was wrong, keep the change, and accept it by name, so that whoever reads the status hears
  of it.
- If the meaning is a new one, declare a status for it instead of using one that readers know as something
  else.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.row_change import RowChange
from checker.model.findings import Finding
from checker.rules.drift.choices_said import retargeted
from checker.rules.drift.rows_said import (
    means_the_same,
    seen,
    subject_reported,
    told_of_row,
    what_is_read,
    while_clause,
)
from checker.rules.drift.telling import declared, reported
from checker.rules.wording import listed, quoted, status_name


def check(drift: Drift) -> Iterator[Finding]:
    for change in drift.rows:
        if change.old.names and change.new.names:
            yield _told(drift, change)
    yield from retargeted(drift)


def _told(drift: Drift, change: RowChange) -> Finding:
    was, now = map(drift.before.word, change.old.reported), map(drift.after.word, change.new.reported)
    same = ", which means the same" if means_the_same(was, now) else ""
    verb = "entered" if change.is_leaving else "reported"
    fresh = [status for status in change.new.reported if str(status) not in change.old.names]
    return told_of_row(
        drift,
        "row-retargeted",
        change,
        seen(drift, change),
        subject=subject_reported(change),
        message=f"for {what_is_read(change)}{while_clause(change)} {change.reporter} {verb} "
        f"{reported(change.old)}, and now {reported(change.new)}{same}",
        label=f"was {reported(change.old)}",
        related=[declared(status, f"{status_name(status)} is declared here") for status in fresh],
        fix=f"report {listed(map(quoted, change.old.reported), 'or')} as before, "
        "or declare the meaning as a status of its own",
    )
