"""
The receiver refuses what comes of a recorded message, and took it before.

## Why
The number of an order was to be a number, since it looked like one. The schema of the ERP said text, and the ERP
put every order of that night into its error queue. The recordings of a normal day would have shown it.

The results of before and of now are held against what the receiver asked for then and asks for now: its schema, and
its `requires`. Fields that come on the way (`enriches`) are taken from what was received, or taken to come. Where the
transformation is what it was, what was recorded as received counts. It is an error. `schema-gap` asks the same of all
that may be sent, without any recording; where both hold, this one stands behind it.

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
        accepts: schemas/order.json
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel}
```
```json before/schemas/order.json
{"type": "object", "properties": {"number": {"type": "string"}, "kind": {"type": "string"}}}
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
        accepts: schemas/order.json
        transform:
          - {to: /number, from: /id, number: {scale: 0}}  # <- output-refused
          - {to: /kind, from: /channel}
```
```json after/schemas/order.json
{"type": "object", "properties": {"number": {"type": "string"}, "kind": {"type": "string"}}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
The receiver takes more than before, and then gets it; a rule that all of them keep is no harm:
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
        accepts: schemas/order.json
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel}
```
```json before/schemas/order.json
{"type": "object", "properties": {"number": {"type": "string"}, "kind": {"type": "string"}}}
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
        accepts: schemas/order.json
        requires: [{jq: ".number | length > 0", because: an order has a number}]
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel}
          - {to: /note, from: /note}
```
```json after/schemas/order.json
{"type": "object", "properties": {"number": {"type": "string"}, "note": {"type": "string"}, "kind": {"type": "string"}}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## How to mend
- Map it so that the receiver takes it: `string`, `pad`, `default`.
- Or let the receiver take it first, and deploy it before the sender.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.rules.drift.outputs_said import of_outputs, where


def check(drift: Drift) -> Iterator[Finding]:
    def says(change: OutputChange, receiver: str) -> str:
        by = f", by the table {change.table}" if change.table else ""
        return f"{receiver} refuses {where(change)}{by}, and took it before: {change.because}"

    fix = "map it so that the receiver takes it, or let the receiver take more"
    return of_outputs(drift, "output-refused", (What.REFUSED,), lambda _: Level.ERROR, says, fix)
