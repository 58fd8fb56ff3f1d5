"""
A message is tried again that was not, or more often than before.

## Why
After a week of timeouts the number of attempts was raised from one to five. The receiver had always answered late
rather than never, and booked each attempt. It had been safe because nobody tried twice.

A warning, and only where nothing says that two attempts are one (`idempotent: true`).

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
  entries:
    from: bank
    to: shop
    retry: {after: [no_answer], attempts: 2}
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
    retry: {after: [no_answer], attempts: 5}  # <- retry-widened
  entries:
    from: bank
    to: shop
    retry: {after: [no_answer], attempts: 8}  # <- retry-widened
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
  entries:
    from: bank
    to: shop
    retry: {after: [no_answer], attempts: 8}
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
    retry: {after: [no_answer], attempts: 5, idempotent: true, key: /payout/id}
  entries:
    from: bank
    to: shop
    retry: {after: [no_answer], attempts: 2}
```

## How to mend
- Give each message a key, let the receiver take two of one key as one, and write `idempotent: true`.
- Where the receiver bears it, say why when you accept it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "see to it that the receiver takes what comes twice as one, then accept it"
    return of_promise(drift, "retry-widened", Promise.RETRIED, fix)
