"""
The recordings exercise less of the contract than was asked for.

## Why
The mapping had a row for express orders and the contract a status for refused ones. Both had been there for
a year, and no recording had ever shown either. The check was green all the time, and said nothing about them:
the first express order in production was mapped to a field that the ERP did not have. Whoever asks for a
coverage (`--min-coverage`) hears of such rows before production does.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop:
    statuses:
      placed: {means: The customer has ordered}
      refused: {means: The order will not be delivered, outcome: failure, phase: final}  # <- coverage-low
    moves: {placed: [refused]}  # <- coverage-low
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sends: schemas/order.json
        transform:
          - {to: /number, from: /id}
          - {to: /express, value: X, where: {/express: true}}  # <- coverage-low
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"id": {"type": "string"}, "express": {"type": "boolean"}},
 "additionalProperties": false}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "status", "system": "shop", "status": {"code": "placed"}}
{"case": "1", "id": "e2", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "1", "express": false}, "received": {"number": "1"}}
```
```toml seamproof.toml
min-coverage = 80
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop:
    statuses:
      placed: {means: The customer has ordered}
      refused: {means: The order will not be delivered, outcome: failure, phase: final}
    moves: {placed: [refused]}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sends: schemas/order.json
        transform:
          - {to: /number, from: /id}
          - {to: /express, value: X, where: {/express: true}}
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"id": {"type": "string"}, "express": {"type": "boolean"}},
 "additionalProperties": false}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "status", "system": "shop", "status": {"code": "placed"}}
{"case": "1", "id": "e2", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "1", "express": false}, "received": {"number": "1"}}
{"case": "2", "id": "e1", "kind": "status", "system": "shop", "status": {"code": "placed"}}
{"case": "2", "id": "e2", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "2", "express": true}, "received": {"number": "2", "express": "X"}}
{"case": "2", "id": "e3", "kind": "status", "system": "shop", "status": {"code": "refused"}}
```
```toml seamproof.toml
min-coverage = 80
```

## How to mend
- Record a case that shows what is named.
- Delete the row, the field or the status, if nothing ever shows it.
- Ask for less of this kind: `--min-coverage statuses=90,fields=60`.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from checker.model.coverage import Kind, Shared
from checker.model.findings import Finding, Level, Related
from checker.rules.coverage.gate import Gate

_NAMED: Final = 5  # things that are missing; all are in the JSON result


def check(gate: Gate) -> Iterator[Finding]:
    """One finding for each kind of which less was exercised than was asked for."""
    for kind, least in gate.asked.items():
        share = gate.coverage.shares[kind]
        if share.seen * 100 < least * share.of:
            yield _finding(gate, kind, share, least)


def _finding(gate: Gate, kind: Kind, share: Shared, least: Decimal) -> Finding:
    first, *others = share.missing
    more = len(others) - (_NAMED - 1)
    percent = share.seen * 100 // share.of
    return Finding(
        rule="coverage-low",
        level=Level.ERROR,
        set=gate.coverage.set,
        subject=kind.value,
        message=f"the recordings exercise {share.seen:,} of {share.of:,} {kind.noun}, which is {percent} %; "
        f"{least} % is asked for",
        place=first.place,
        label=f"not exercised: {first.what}",
        related=tuple(
            Related(place=other.place, says=f"not exercised: {other.what}") for other in others[: _NAMED - 1]
        ),
        notes=(f"{more:,} more are in the JSON result, under coverage",) if more > 0 else (),
        fix="record cases that show them, or delete what nothing ever shows",
    )
