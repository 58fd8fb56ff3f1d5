"""
An id or a trace context arrives as another one.

Ids with paths are compared as text, also the key of `retry` in every attempt. Of a W3C trace the trace-id
stays, tracestate keeps what others wrote, the random flag stays, and each system has a span of its own: the
parent-id that it received is not the one that it sends on, and two calls do not share one. Members of baggage
keep their values. A trace of B3 may become a W3C trace of the same id. An event of CloudEvents keeps id, source
and its attributes of tracing and correlation where it is forwarded; another event names no wrong cause.

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
  erp: {statuses: {}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    carries:
      traceparent: w3c  # <- context-changed
      order: {sent: /id, received: "header:x-order"}
    messages: {order: {key: /id}}
  hub-to-erp:
    from: hub
    to: erp
    carries:
      event: cloudevents  # <- context-changed
      baggage: baggage
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"], ["x-order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"]], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-80e1afed08e019fc1110464cfa66635c-53995c3f42cd8ad8-01"], ["x-order", "4712"]], "payload": {"id": "4712"}}
{"case": "3", "id": "e1", "kind": "sent", "system": "hub", "boundary": "hub-to-erp", "message": "order", "headers": [["ce-id", "A1"], ["ce-source", "/hub"], ["baggage", "tenant=a"]], "payload": {"id": "4713"}}
{"case": "3", "id": "e2", "kind": "received", "system": "erp", "boundary": "hub-to-erp", "message": "order", "of": "e1", "headers": [["ce-id", "A2"], ["ce-source", "/hub"], ["baggage", "tenant=a,own=1"]], "payload": {"id": "4713"}}
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
      event: cloudevents
      baggage: baggage
    messages: {order: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]], "payload": {"id": "4711"}}
{"case": "1", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-53995c3f42cd8ad8-01"], ["x-order", "4711"]], "payload": {"id": "4711"}}
{"case": "2", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"]], "payload": {"id": "4712"}}
{"case": "2", "id": "e2", "kind": "received", "system": "hub", "boundary": "portal-to-hub", "message": "order", "of": "e1", "headers": [["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-53995c3f42cd8ad8-01"], ["x-order", "4712"]], "payload": {"id": "4712"}}
{"case": "3", "id": "e1", "kind": "sent", "system": "hub", "boundary": "hub-to-erp", "message": "order", "headers": [["ce-id", "A1"], ["ce-source", "/hub"], ["baggage", "tenant=a"]], "payload": {"id": "4713"}}
{"case": "3", "id": "e2", "kind": "received", "system": "erp", "boundary": "hub-to-erp", "message": "order", "of": "e1", "headers": [["ce-id", "A1"], ["ce-source", "/hub"], ["baggage", "tenant=a,own=1"]], "payload": {"id": "4713"}}
```

## How to mend
- Have the system that is named pass on what it got instead of making its own.
- Write the functions that change an id on its way under `then`, if they are meant.
- Write `{w3c: restart, because: …}` where a system begins a trace of its own, and `{w3c: pass-through, because: …}`
  where it takes no part in the trace: then not a character may change.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding
from checker.rules.replay import hops


def check(seen: SeenCase) -> Iterator[Finding]:
    return hops.findings(seen, "context-changed", is_lost=False)
