"""
A retired name comes back.

## Why
A portal had once shown `on_hold` for orders that waited for a payment, and retired the name. Two years
later somebody took it for orders that wait for stock. The data warehouse still counted `on_hold` as unpaid,
and the dunning letters of that night went to 800 customers who had paid.

A name under `retired` is a promise that it will not come back with another meaning, so this is an error
even where no system of the contract reads it: what was stored and reported then still has the old meaning.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: erp}
  shipped: {owner: erp}
systems:
  portal:
    statuses:
      ordered: {}
      done: {outcome: success, phase: final, claims: [shipped]}
    retired: [on_hold, parked]
  erp:
    statuses:
      51: {claims: [paid]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {51: ordered, GI: done}, no_answer: ordered}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: erp}
  shipped: {owner: erp}
systems:
  portal:
    statuses:
      ordered: {}
      on_hold: {claims: [paid]}  # <- status-reused
      done: {outcome: success, phase: final, claims: [shipped]}
    retired: [parked]
  erp:
    statuses:
      51: {claims: [paid]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {51: on_hold, GI: done}, no_answer: ordered}}
```

## Passes
What is new has a name that was never used:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: erp}
  shipped: {owner: erp}
systems:
  portal:
    statuses:
      ordered: {}
      done: {outcome: success, phase: final, claims: [shipped]}
    retired: [on_hold, parked]
  erp:
    statuses:
      51: {claims: [paid]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {51: ordered, GI: done}, no_answer: ordered}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: erp}
  shipped: {owner: erp}
systems:
  portal:
    statuses:
      ordered: {}
      waits_for_stock: {claims: [paid]}
      done: {outcome: success, phase: final, claims: [shipped]}
    retired: [on_hold, parked]
  erp:
    statuses:
      51: {claims: [paid]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {51: waits_for_stock, GI: done}, no_answer: ordered}}
```

## How to mend
- Take a name that was never used, and leave the old one under `retired`.
- Where it really means what it meant, accept it with an entry of `changes` that says since when.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import affected, names, of_status, status_cause, told


def check(drift: Drift) -> Iterator[Finding]:
    for word in (*drift.statuses.come, *(kept.new for kept in drift.statuses.kept if kept.name)):
        before = drift.before.contracts.systems[word.system]
        retired = next((ref for ref in before.retired if ref.name == word.code), None)
        if retired is None or word.status is None:
            continue
        concerned = readers(drift.after, word)
        whom = affected(concerned)
        yield told(
            drift,
            "status-reused",
            Level.ERROR,
            subject=of_status(word),
            message=f"{word} was retired, and comes back: what was written then may mean something else"
            f"{f'; {whom}' if whom else ''}",
            place=word.status.place,
            label="a retired name",
            before=retired.place,
            was="retired",
            now=word.code,
            readers=names(concerned),
            cause=status_cause(word),
            fix=f"take a name that was never used, and leave {word.code} under retired",
        )
