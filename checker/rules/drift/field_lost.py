"""
What the sender sends does not get to the receiver any more.

## Why
A row was deleted from a mapping, together with the one above it that nobody needed. It had carried the note of the
customer. The ERP accepts an order without a note, so nothing failed; the drivers found out, at closed gates.

A field that came from the message is missing in the result: recorded messages show it, or it follows from the rows
alone, since no row makes the field any more. It is an error. Elements of a list that are left out now are lost too.
What only has another name in the result is lost under the old one.

## Fails
```yaml before/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel}
          - {to: /head/note, from: /note}
```
```jsonl before/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```
```yaml after/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}  # <- field-lost
          - {to: /kind, from: /channel}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
Two rows for two fields in place of one for the object that has them:
```yaml before/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /head, from: /customer}
```
```jsonl before/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "customer": {"name": "Ada Loft", "town": "Ulm"}}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "customer": {"name": "Bo Hill", "town": "Bonn"}}}
```
```yaml after/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /head/name, from: /customer/name}
          - {to: /head/town, from: /customer/town}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "customer": {"name": "Ada Loft", "town": "Ulm"}}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "customer": {"name": "Bo Hill", "town": "Bonn"}}}
```

## How to mend
- Put the row back, or let another row make the field.
- Where the receiver can do without it, say so when you accept it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.rules.drift.outputs_said import of_outputs, was, where


def check(drift: Drift) -> Iterator[Finding]:
    def says(change: OutputChange, receiver: str) -> str:
        source = change.source or "what is sent"
        value = f"; it was {was(change)}" if change.count and was(change) else ""
        return f"{source} does not get to {receiver} any more as {where(change)}{value}"

    fix = "map it as before, or accept that the receiver does without it"
    return of_outputs(drift, "field-lost", (What.LOST,), lambda _: Level.ERROR, says, fix)
