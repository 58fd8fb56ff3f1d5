"""
A change takes something away from the checking itself.

## Why
A nightly comparison was red for a week, because totals differed in the second decimal. Somebody set the
tolerance to whole numbers, the light was green, and the pull request said "fix build". The totals had
been wrong since another change, and went on being wrong for a quarter.

A warning for each new or longer `accept`, each tolerance that lets more pass, each limit of time that was
raised, each demand, schema, mask, message, boundary, flow or recording that is gone, each system that is
taken at its word from now on, and each setting of the project that asks for less (`fail-on`, `only`,
`min-coverage`). What is said of a new field, a new message or a new boundary takes nothing away. Over a
draft these are notes, but for the step to the draft itself.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        where: {/kind: order}
        case: /id
        requires:
          - {jq: ".lines | length > 0", because: an order has a line}
          - {jq: ".total >= 0", because: an order has no negative total}
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
        sensitive: [/email, /name]
      cancel: {where: {/kind: cancel}, case: /id}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:  # <- weakened-check
        where: {/kind: order}
        case: /id
        requires:
          - {jq: ".lines | length > 0", because: an order has a line}
        compare:
          - {at: /total, is: decimal, scale: 0, because: the ERP rounds}  # <- weakened-check
        sensitive: [/email]
      cancel: {where: {/kind: cancel}, case: /id}
accept:
  - {rule: unused-status, at: erp/*, because: they come later}  # <- weakened-check
```

## Passes
The demands are more, the tolerance is less, all of the customer is masked, and a waiver ends sooner.
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        where: {/kind: order}
        case: /id
        requires:
          - {jq: ".lines | length > 0", because: an order has a line}
        compare:
          - {at: /total, is: decimal, scale: 1, because: the ERP rounds}
        sensitive: [/customer/email]
      cancel: {where: {/kind: cancel}, case: /id}
accept:
  - {rule: unused-status, at: erp/*, because: they come later, until: 2027-06-30}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        where: {/kind: order}
        case: /id
        requires:
          - {jq: ".lines | length > 0", because: an order has a line}
          - {jq: ".total >= 0", because: an order has no negative total}
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
        sensitive: [/customer]
      cancel: {where: {/kind: cancel}, case: /id}
accept:
  - {rule: unused-status, at: erp/*, because: they come later, until: 2026-12-31}
```

## How to mend
- Leave the check as it was, and mend what it found.
- Say in `changes` why this is to be checked no longer: the entry is the record of that decision.
- Narrow it: one place instead of all, a date instead of for ever.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import told


def check(drift: Drift) -> Iterator[Finding]:
    for found in drift.weakened:
        yield told(
            drift,
            "weakened-check",
            Level.WARNING,
            subject=found.subject,
            message=found.what,
            place=found.place,
            label="checks less than before",
            was=found.was,
            now=found.now,
            boundary=found.boundary,
            cause=f"check {found.what}",
            fix="leave it as it was, or accept that this is checked no longer",
        )
