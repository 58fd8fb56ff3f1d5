"""
A recording of an incident expects a rule to fire on it, and the rule does not.

## Why
An incident was recorded and kept, so that its cause would be noticed if it came back. Later a
tolerance was added to the contract because "the ERP rounds", and it was written so wide that it
also covered the wrong amount of the incident. The check stayed green, and was now blind to the
very thing it was once taught to see.

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
        transform:
          - {to: /number, from: /number}
          - {to: /pieces, from: /pieces}
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"number": {"type": "string"}, "pieces": {"type": "integer"}},
 "additionalProperties": false}
```
```jsonl recordings/incident.jsonl
{"recording":1,"set":"example","expects":["transformation-differs"]}
{"case":"1","id":"a","kind":"sent","boundary":"portal-to-erp","message":"order","payload":{"number":"1","pieces":3}}
{"case":"1","id":"b","kind":"received","boundary":"portal-to-erp","message":"order","of":"a","payload":{"number":"1","pieces":3}}
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
        transform:
          - {to: /number, from: /number}
          - {to: /pieces, from: /pieces}
```
```json schemas/order.json
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object",
 "properties": {"number": {"type": "string"}, "pieces": {"type": "integer"}},
 "additionalProperties": false}
```
```jsonl recordings/incident.jsonl
{"recording":1,"set":"example","expects":["transformation-differs"]}
{"case":"1","id":"a","kind":"sent","boundary":"portal-to-erp","message":"order","payload":{"number":"1","pieces":3}}
{"case":"1","id":"b","kind":"received","boundary":"portal-to-erp","message":"order","of":"a","payload":{"number":"1","pieces":30}}
```

## How to mend
- Find what hides it: a tolerance, a waiver, a schema that was loosened since.
- Where the incident can't come about any more, take the rule out of `expects`.
"""

from collections.abc import Iterator

from checker.analysis.expectations import Expectation
from checker.model.findings import Evidence, Finding, Level
from checker.model.text import shown


def check(expectation: Expectation) -> Iterator[Finding]:
    for rule in expectation.missing:
        yield _finding(
            expectation,
            rule,
            f"{expectation.name} expects {rule}, and nothing of it is found there",
            "find what hides it since, or take the rule out of expects",
        )
    for rule, near in expectation.unknown:
        fix = f"write {near}" if near else "write the name of a rule: seamproof rule lists them"
        yield _finding(
            expectation, rule, f"{expectation.name} expects {shown(rule)}, and there is no such rule", fix
        )


def _finding(expectation: Expectation, rule: str, message: str, fix: str) -> Finding:
    return Finding(
        rule="expected-missing",
        level=Level.ERROR,
        set=expectation.set,
        subject=f"{expectation.name}#{rule}",
        message=message,
        evidence=(Evidence(recording=expectation.recording, line=1),),
        fix=fix,
    )
