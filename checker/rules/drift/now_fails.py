"""
The transformation of a recorded message fails, and went through before.

## Why
A channel had been renamed, so its row was taken out of the table. Two partners went on sending the old name. Each of
their orders stopped in the middleware; no schema was to blame, since the schema of what is sent says only "text".

It is an error: the receiver gets nothing. A key that is gone from a reference table is told of the table:
`reference-changed`.

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
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR}}
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
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR}}  # <- now-fails
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
A row for what nobody sends is gone:
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
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZFX}}
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
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## How to mend
- Let the row take what was recorded, or say what it gives for the rest: `otherwise`, `default`.
- Where such messages are to stop, let the schema of what is sent say so, and tell who sends them.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.rules.drift.outputs_said import of_outputs


def check(drift: Drift) -> Iterator[Finding]:
    def says(change: OutputChange, receiver: str) -> str:
        return (
            f"{receiver} no longer gets a {change.boundary}/{change.message} that went through before: "
            f"{change.because}"
        )

    fix = "let the row take what was recorded, or say what it gives then: default, otherwise"
    return of_outputs(drift, "now-fails", (What.FAILS,), lambda _: Level.ERROR, says, fix)
