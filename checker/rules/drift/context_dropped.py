"""
An id or a trace that had to survive a crossing is no longer carried.

## Why
A row of `carries` stood in the way of a new message format, and was deleted. The middleware dropped the header from
then on. Nothing failed. When a payout went missing, nobody could find it at the bank: the id by which both sides
knew it ended at the middleware.

An error: whoever looks for it at the receiver finds nothing. The same under another name is carried as before; a
trace that is carried by another standard is not.

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
    carries:
      traceparent: w3c
      payout_id: {sent: /payout/id, received: /reference}
```
```yaml after/contract.yaml
contract: payouts
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  bank: {statuses: {}}

boundaries:
  payouts:  # <- context-dropped
    from: shop
    to: bank
    carries:
      traceparent: w3c
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
    carries:
      traceparent: w3c
      payout_id: {sent: /payout/id, received: /reference}
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
    carries:
      payout: {sent: /payout/id, received: /reference}
      traceparent: w3c
```

## How to mend
- Carry it as before.
- Where another id takes its place, carry that one too for as long as people look for the old one.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "carry it as before, or say how the receiver knows the transaction now"
    return of_promise(drift, "context-dropped", Promise.CARRIED, fix)
