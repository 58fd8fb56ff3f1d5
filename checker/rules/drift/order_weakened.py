"""
Messages may come in another order than before.

## Why
To be faster, a consumer got eight threads where it had one. Two changes of one order could overtake each other now,
and the older one won. The receiver had never looked at a version: it had never had to.

A warning: messages came in order (`fifo`) or with a version (`versioned`), and do no longer; or the order holds for
less, or the version stands elsewhere. In order for everything is more than in order for each key, and more than a
version.

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
    delivery: {order: fifo}
  entries:
    from: bank
    to: shop
    delivery: {order: {versioned: {by: /version}}}
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
    delivery: {order: {fifo: {per: "key:"}}}  # <- order-weakened
  entries:
    from: bank
    to: shop
    delivery: {order: any}  # <- order-weakened
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
    delivery: {order: {fifo: {per: "key:"}}}
  entries:
    from: bank
    to: shop
    delivery: {order: {versioned: {by: /version}}}
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
    delivery: {order: fifo}
  entries:
    from: bank
    to: shop
    delivery: {order: fifo}
```

## How to mend
- Send a version with each message, and let the receiver leave out what is older than what it has.
- Keep in order what belongs together: `fifo: {per: …}` with the key of the transaction.
- Where the receiver stands any order, accept it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding
from checker.rules.drift.promised import of_promise


def check(drift: Drift) -> Iterator[Finding]:
    fix = "see to it that the receiver stands any order, then accept it"
    return of_promise(drift, "order-weakened", Promise.ORDERED, fix)
