"""
A recording is kept longer than the date it gave itself.

## Why
A captured incident went into the repository with the names and addresses of two customers half
masked, to be kept "until the trial is over". Nobody deletes files that are green. Three years later
one of the customers asked what was stored of her, and it was in every clone.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        payload: schemas/order.json
        transform: [{to: /number, from: /number}]
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"number": {"type": "string"}}}
```
```jsonl recordings/incident.jsonl
{"recording":1,"set":"example","expires":"2020-03-31"}
{"case":"1","id":"a","kind":"sent","boundary":"portal-to-erp","message":"order","payload":{"number":"1"}}
{"case":"1","id":"b","kind":"received","boundary":"portal-to-erp","message":"order","of":"a","payload":{"number":"1"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        payload: schemas/order.json
        transform: [{to: /number, from: /number}]
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"number": {"type": "string"}}}
```
```jsonl recordings/incident.jsonl
{"recording":1,"set":"example","expires":"9999-12-31"}
{"case":"1","id":"a","kind":"sent","boundary":"portal-to-erp","message":"order","payload":{"number":"1"}}
{"case":"1","id":"b","kind":"received","boundary":"portal-to-erp","message":"order","of":"a","payload":{"number":"1"}}
```

## How to mend
- Delete the recording, or replace it by a made-up one that shows the same.
- Where it may be kept, say until when in `expires`.
"""

from collections.abc import Iterator

from checker.analysis.expectations import Expectation
from checker.model.findings import Evidence, Finding, Level


def check(expectation: Expectation) -> Iterator[Finding]:
    """It is replayed all the same: an old test is better than none."""
    if expectation.expired is None:
        return
    yield Finding(
        rule="recording-expired",
        level=Level.WARNING,
        set=expectation.set,
        subject=expectation.name,
        message=f"{expectation.name} was to be kept until {expectation.expired}",
        evidence=(Evidence(recording=expectation.recording, line=1),),
        fix="delete the recording, or give it a new date in expires",
    )
