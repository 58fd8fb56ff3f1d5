"""
What was sent is as its sender promised, becomes what was declared, and its receiver's schema refuses it.

## Why
A portal allowed names of sixty characters. The ERP took thirty-five. Both had kept their schema for years,
and the mapping did what its sheet said. Each new customer with a long name was an order that stopped at
the ERP's door, and three teams who could prove that it was not their fault.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      customer:
        sends: schemas/customer.json
        accepts: schemas/debtor.json
        transform:
          - {to: /number, from: /id}
          - {to: /name1, from: /name}  # <- contracts-disagree
```
```json schemas/customer.json
{"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string", "maxLength": 60}}}
```
```json schemas/debtor.json
{"type": "object", "properties": {"number": {"type": "string"}, "name1": {"type": "string", "maxLength": 10}}}
```
```jsonl recordings/customers.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "customer", "payload": {"id": "17", "name": "Ada Berg"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "customer", "payload": {"id": "18", "name": "Grace Holm-Stein"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      customer:
        sends: schemas/customer.json
        accepts: schemas/debtor.json
        transform:
          - {to: /number, from: /id}
          - {to: /name1, from: /name, truncate: 10}
```
```json schemas/customer.json
{"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string", "maxLength": 60}}}
```
```json schemas/debtor.json
{"type": "object", "properties": {"number": {"type": "string"}, "name1": {"type": "string", "maxLength": 10}}}
```
```jsonl recordings/customers.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "customer", "payload": {"id": "17", "name": "Ada Berg"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "customer", "payload": {"id": "18", "name": "Grace Holm-Stein"}}
```

## How to mend
- Agree on what may be sent, and write it into both schemas.
- Make the transformation fit what the receiver takes: shorten, map, fill in.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import ContractsDisagree, SeenCase
from checker.model.findings import Finding, Level, Related
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, ContractsDisagree):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: ContractsDisagree) -> Finding:
    spot, origin, message = one.spot, one.origin, one.spot.message
    boundary = spot.boundary
    accepts = message.accepts if message is not None else None
    sends = message.sends if message is not None else None
    related = [
        Related(place=schema.place, says=says)
        for schema, says in (
            (sends, f"what {boundary.sender} promises to send"),
            (accepts, f"what {boundary.receiver} accepts"),
        )
        if schema is not None
    ]
    blamed = origin.row if origin is not None else accepts.place if accepts is not None else None
    return Finding(
        rule="contracts-disagree",
        level=Level.ERROR,
        set=seen.set,
        subject=words.subject(spot, one.at),
        message=f"{words.message(spot)} is as {boundary.sender} promised, and {boundary.receiver} does not "
        f"accept what becomes of it{words.place(one.at)}: {words.quoted(one.violation.message)}",
        place=blamed,
        label=f"made{words.made_from(origin)}" if words.made_from(origin) else "",
        related=tuple(one for one in related if one.place != blamed),
        evidence=(spot.seen,),
        notes=(f"refused by {words.quoted(one.violation.schema)}",),
        fix="agree on what may be sent, or make the transformation fit what is accepted",
    )
