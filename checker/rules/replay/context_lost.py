"""
An id or a trace context that must survive a crossing is gone.

## Why
A call took eleven seconds, and the trace of it ended at the ERP: the job that told the warehouse started a
new one. From there on people searched the logs of four systems by the clock.

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
      traceparent: w3c
      order: {sent: /id, received: "header:x-order"}  # <- context-lost
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [], "payload": {"id": "4712"}}
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
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4712"]], "payload": {"id": "4712"}}
```

## How to mend
- Have the system that is named pass on what it got: a header, a property of the message, a field.
- Say in `carries` where it stands on the other side, if it is there under another name.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding
from checker.rules.replay import hops


def check(seen: SeenCase) -> Iterator[Finding]:
    return hops.findings(seen, "context-lost", is_lost=True)
