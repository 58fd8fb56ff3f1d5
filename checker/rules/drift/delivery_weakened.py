"""
Messages may be lost or come twice that did not before.

## Why
A queue was exchanged for a cheaper one. The old one gave each message once; the new one promises "at least once", and
keeps no more than that. Stock was counted down twice for every hundredth order, and no log had an error.

A warning: from `exactly-once` to anything else, from one of the others to the other, or to nothing that is said. That
messages may come twice is nothing to tell where the receiver takes them as one (`idempotent: true`).

## Fails
```yaml before/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

boundaries:
  payouts:
    from: shop
    to: bank
    delivery: {times: exactly-once}
  entries:
    from: bank
    to: shop
    delivery: {times: at-least-once}
```
```yaml after/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

boundaries:
  payouts:
    from: shop
    to: bank
    delivery: {times: at-least-once}  # <- delivery-weakened
  entries:
    from: bank
    to: shop
    delivery: {times: at-most-once}  # <- delivery-weakened
```

## Passes
```yaml before/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

boundaries:
  payouts:
    from: shop
    to: bank
    delivery: {times: exactly-once}
    retry: {after: [no_answer], attempts: 2, idempotent: true, key: /payout/id}
  entries:
    from: bank
    to: shop
    delivery: {times: at-least-once}
```
```yaml after/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

boundaries:
  payouts:
    from: shop
    to: bank
    delivery: {times: at-least-once}
    retry: {after: [no_answer], attempts: 2, idempotent: true, key: /payout/id}
  entries:
    from: bank
    to: shop
    delivery: {times: exactly-once}
```

## How to mend
- Let the receiver take what comes twice as one, by a key.
- Let somebody count what was sent and what arrived, where messages may be lost.
- Then accept it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "see to it that the receiver stands what is lost or comes twice, then accept it"
    return of_promise(drift, "delivery-weakened", Promise.DELIVERED, fix)
