"""
What was sent breaks the sender's own schema.

## Why
A shop let its customers order "2 boxes" where everybody downstream expected a number. Every system was
searched for the bug in the mapping. The mapping was right: the payload had broken the shop's own promise
since a release three weeks before, and nobody had ever held one against the other.

Where the sender is `external`, its schema is our guess, and what breaks it is a warning.

## Fails
```yaml contract.yaml
contract: example
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
        sends: schemas/order.json  # <- payload-invalid
        transform:
          - {to: /docnum, from: /id}
          - {to: /quantity, from: /qty}
```
```json schemas/order.json
{"type": "object", "properties": {"id": {"type": "string"}, "qty": {"type": "integer"}}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4711", "qty": 2}, "received": {"docnum": "4711", "quantity": 2}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4712", "qty": "2 boxes"}, "received": {"docnum": "4712", "quantity": "2 boxes"}}
```

## Passes
```yaml contract.yaml
contract: example
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
        sends: schemas/order.json
        transform:
          - {to: /docnum, from: /id}
          - {to: /quantity, from: /qty}
```
```json schemas/order.json
{"type": "object", "properties": {"id": {"type": "string"}, "qty": {"type": "integer"}}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4711", "qty": 2}, "received": {"docnum": "4711", "quantity": 2}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4712", "qty": 3}, "received": {"docnum": "4712", "quantity": 3}}
```

## How to mend
- Mend the sender, if its schema says what was agreed.
- Mend the schema, if the payload is right and the schema was a guess.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import PayloadInvalid, SeenCase
from checker.model.findings import Finding, Level
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, PayloadInvalid):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: PayloadInvalid) -> Finding:
    spot = one.spot
    message = spot.message
    schema = None if message is None else message.accepts if one.is_received else message.sends
    if one.is_received:
        who, whose = f"{spot.boundary.receiver} received", "its own schema"
    else:
        who = f"{spot.boundary.sender} sent"
        whose = f"our schema of {spot.boundary.sender}" if one.is_guess else "its own schema"
    return Finding(
        rule="payload-invalid",
        level=Level.WARNING if one.is_guess else Level.ERROR,
        set=seen.set,
        subject=words.subject(spot, one.at),
        message=f"{who} {words.message(spot)}, and {whose} refuses it{words.place(one.at)}: "
        f"{words.quoted(one.violation.message)}",
        place=schema.place if schema is not None else message.place if message is not None else None,
        label=f"refused by {words.quoted(one.violation.schema)}" if one.violation.schema else "",
        evidence=(spot.seen,),
        notes=("what was sent is not recorded",) if one.is_received else (),
        fix=f"mend what {spot.boundary.sender} sends, or the schema if it is the one that is wrong",
    )
