"""
An id or a trace context that must survive a crossing is gone.

It is looked for on both sides of a message, and a context of a standard (`w3c`, `baggage`, `b3`,
`cloudevents`) also in every message that was sent because of another, as far as `of` names it. Of baggage
every member counts, as long as all keep to 64 members and 8,192 bytes; the key of `retry` is in every attempt.

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
  erp: {statuses: {}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    carries:
      traceparent: w3c
      order: {sent: /id, received: "header:x-order"}  # <- context-lost
    messages: {order: {key: /id}}
  hub-to-erp:
    from: hub
    to: erp
    carries:
      traceparent: w3c
      baggage: baggage  # <- context-lost
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [], "payload": {"id": "4712"}}
{"case": "3", "id": "e1", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"], ["baggage", "tenant=a"], ["x-order", "4713"]], "payload": {"id": "4713"}}
{"case": "3", "id": "e2", "kind": "sent", "system": "hub", "boundary": "hub-to-erp", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"]], "payload": {"id": "4713"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  hub: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    carries:
      traceparent: w3c
      order: {sent: /id, received: "header:x-order"}
    messages: {order: {key: /id}}
  hub-to-erp:
    from: hub
    to: erp
    carries:
      traceparent: w3c
      baggage: baggage
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["X-Order", "4712"]], "payload": {"id": "4712"}}
{"case": "3", "id": "e1", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"], ["baggage", "tenant=a"], ["x-order", "4713"]], "payload": {"id": "4713"}}
{"case": "3", "id": "e2", "kind": "sent", "system": "hub", "boundary": "hub-to-erp", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"], ["baggage", "tenant=a"]], "payload": {"id": "4713"}}
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
