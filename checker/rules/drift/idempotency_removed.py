"""
What came twice was one, and may be two now.

## Why
A client was rewritten, and the header with the idempotency key was left out. Retries went on as before. The first
timeout of the payment provider paid out the same sum twice, and the second one too.

An error where a message may be taken twice, or a fact come about twice (`once_per`), that could not before. A warning
where attempts are only known by another key, or by none and are still said to be one: those under way during the
deployment may count twice.

## Fails
```yaml before/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

facts:
  booked: {owner: bank, once_per: payout_id, means: The bank has booked the payout}
boundaries:
  payouts:
    from: shop
    to: bank
    retry: {after: [no_answer], attempts: 5, idempotent: true, key: /payout/id}
    carries: {payout_id: {sent: /payout/id, received: /reference}}
```
```yaml after/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

facts:
  booked: {owner: bank, means: The bank has booked the payout}  # <- idempotency-removed
boundaries:
  payouts:
    from: shop
    to: bank
    retry: {after: [no_answer], attempts: 5}  # <- idempotency-removed
    carries: {payout_id: {sent: /payout/id, received: /reference}}
```

## Passes
Nothing is tried again any more, so nothing comes twice by it; and the id has another name:
```yaml before/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

facts:
  booked: {owner: bank, once_per: payout_id, means: The bank has booked the payout}
boundaries:
  payouts:
    from: shop
    to: bank
    retry: {after: [no_answer], attempts: 5, idempotent: true, key: /payout/id}
    carries: {payout_id: {sent: /payout/id, received: /reference}}
```
```yaml after/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

facts:
  booked: {owner: bank, once_per: payout, means: The bank has booked the payout}
boundaries:
  payouts:
    from: shop
    to: bank
    carries: {payout: {sent: /payout/id, received: /reference}}
```

## How to mend
- Keep what makes a repetition harmless: the key, and a receiver that looks at it.
- Or stop trying again, and let a person decide after a timeout.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "keep what makes a repetition harmless, or stop trying again"
    return of_promise(drift, "idempotency-removed", Promise.IDEMPOTENT, fix)
