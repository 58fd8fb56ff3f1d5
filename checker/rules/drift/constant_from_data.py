"""
A field that came from what is sent is the same for every message now.

## Why
A transformation failed on a status that it did not know. To get the queue moving, somebody wrote
`status: completed` in place of the row, and forgot it. All recorded orders had been completed ones, so that every
replay gave the same result as before. From then on refused orders arrived as completed.

This follows from the rows alone, and so it is told whether or not a recorded message shows it. Of jq it is tried
whether anything in the message matters to the field. It is an error.

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
          - {to: /status, from: /state, values: {paid: completed, open: pending}}
```
```jsonl before/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
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
          - {to: /status, value: completed}  # <- constant-from-data
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
```

## Passes
One value for each kind of message, by `where`:
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
          - {to: /status, from: /state, values: {paid: completed, open: pending}}
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
          - {to: /status, value: completed, where: {/state: paid}}
          - {to: /status, value: pending, where: {/state: open}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## How to mend
- Take the field from the message again, with `otherwise` for what the row does not know.
- Where the receiver needs the field and nobody can know it, leave it out rather than make it up.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.rules.drift.outputs_said import now, of_outputs, where


def check(drift: Drift) -> Iterator[Finding]:
    def says(change: OutputChange, receiver: str) -> str:
        source = change.source or "what is sent"
        fixed = now(change) or "the same"
        return f"{receiver} gets {fixed} for {where(change)} whatever is sent, and it came from {source}"

    fix = "take it from the message as before, or accept that it depends on nothing any more"
    return of_outputs(drift, "constant-from-data", (What.CONSTANT,), lambda _: Level.ERROR, says, fix)
