"""
An id or a trace context arrives as another one.

## Why
A hub cut the order number to ten characters, and for a year no number was longer. Then two orders of one
customer became one order of the ERP.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  hub: {statuses: {}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    carries:
      traceparent: w3c  # <- context-changed
      order: {sent: /id, received: "header:x-order"}
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"], ["x-order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"]], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-80e1afed08e019fc1110464cfa66635c-53995c3f42cd8ad8-01"], ["x-order", "4712"]], "payload": {"id": "4712"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  hub: {statuses: {}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    carries:
      traceparent: w3c
      order: {sent: /id, received: "header:x-order"}
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"], ["x-order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"]], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-53995c3f42cd8ad8-01"], ["x-order", "4712"]], "payload": {"id": "4712"}}
```

## How to mend
- Have the system that is named pass on what it got instead of making its own.
- Write the functions that change an id on its way under `then`, if they are meant.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding
from checker.rules.replay import hops


def check(seen: SeenCase) -> Iterator[Finding]:
    return hops.findings(seen, "context-changed", is_lost=False)
