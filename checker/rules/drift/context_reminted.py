"""
An id or a trace arrives, and is another than before.

## Why
A gateway began to start traces of its own. Every call still had a `traceparent`, and every dashboard was green; but
the traces of the shop ended at the gateway, and those of the bank began there. Looking for one payout took a day.

A warning: an id is taken from another field, arrives at another place or is written otherwise, or a trace is begun
anew (`restart`) or only passed through where it was continued. What is carried further than before is no drift.

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
      payout_id: {sent: /payout/id, received: /reference, then: [{pad: {left: "0", to: 8}}]}
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
      traceparent: {w3c: restart, because: the gateway has a tracing of its own}  # <- context-reminted
      payout_id: {sent: /payout/id, received: /reference, then: [{pad: {left: "0", to: 12}}]}  # <- context-reminted
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
      traceparent: {w3c: restart, because: the gateway has a tracing of its own}
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
      payout_id: {sent: /payout/id, received: /reference}
      traceparent: w3c
```

## How to mend
- Carry it as before, or link the new trace to the old one.
- Where it has to change, see to it that whoever looks for the old form finds the new one, then accept it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "carry it as before, or see to it that whoever looks for the old value finds it"
    return of_promise(drift, "context-reminted", Promise.CONTINUED, fix)
