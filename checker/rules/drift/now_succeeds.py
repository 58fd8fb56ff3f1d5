"""
The transformation of a recorded message goes through, and failed before.

## Why
Orders in a currency that nobody had agreed on used to stop, and a person looked at them. Then the row got
`otherwise: EUR`, to be safe. Orders in yen went through as orders in euros.

That something failed may have been what protected the receiver: a warning.

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
          - {to: /kind, from: /channel, values: {web: OR}}
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
          - {to: /kind, from: /channel, values: {web: OR}, otherwise: OR}  # <- now-succeeds
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
Nothing that is recorded needs the new row:
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
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZFX}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## How to mend
- See to it that nobody relied on the refusal, then accept it.
- Prefer a row for the value that is meant to an `otherwise` for all that may come.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.rules.drift.outputs_said import of_outputs


def check(drift: Drift) -> Iterator[Finding]:
    def says(change: OutputChange, receiver: str) -> str:
        return (
            f"{receiver} gets a {change.boundary}/{change.message} that did not go through before: "
            f"{change.because}"
        )

    fix = "see to it that nobody relied on the refusal, then accept it"
    return of_outputs(drift, "now-succeeds", (What.SUCCEEDS,), lambda _: Level.WARNING, says, fix)
