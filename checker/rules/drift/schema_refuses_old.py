"""
The receiver of now refuses messages that were sent before the change.

## Why
An order got a channel, and both teams made it required on the same day. The queue still held four hundred
orders from the night before. The new ERP refused each of them, and the old ones had no channel to be
mended with.

An old message is what the old schema of the sender allows, taken through the old transformation, and
refused messages are those that the old receiver took. So it is read wherever the transformation runs:
what the middleware made yesterday arrives today. It is an error, with a message that shows it, and a note
says which end can be deployed first. Where only the receiver has a schema, what it accepted before stands
for what is sent, and the finding is a warning.

## Fails
```yaml before/contract.yaml
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
        where: {/kind: order}
        payload: schemas/order.json
      answer:
        where: {/kind: answer}
        accepts: schemas/answer.json
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "channel": {"type": "string"}}
}
```
```json before/schemas/answer.json
{"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string", "maxLength": 200}}}
```
```yaml after/contract.yaml
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
        where: {/kind: order}
        payload: schemas/order.json  # <- schema-refuses-old
      answer:
        where: {/kind: answer}
        accepts: schemas/answer.json  # <- schema-refuses-old
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id", "channel"],
  "properties": {"id": {"type": "string"}, "channel": {"type": "string"}}
}
```
```json after/schemas/answer.json
{"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string", "maxLength": 100}}}
```

## Passes
The new field need not be there, and longer texts are taken.
```yaml before/contract.yaml
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
        where: {/kind: order}
        payload: schemas/order.json
      answer:
        where: {/kind: answer}
        accepts: schemas/answer.json
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id", "channel"],
  "properties": {"id": {"type": "string"}, "channel": {"type": "string"}}
}
```
```json before/schemas/answer.json
{"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string", "maxLength": 200}}}
```
```yaml after/contract.yaml
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
        where: {/kind: order}
        payload: schemas/order.json
      answer:
        where: {/kind: answer}
        accepts: schemas/answer.json
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "channel": {"type": "string"}}
}
```
```json after/schemas/answer.json
{"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string", "maxLength": 300}}}
```

## How to mend
- Let the receiver accept the old form too, until nothing of it is under way.
- Empty the queue before the receiver is deployed, and accept the drift with that as the reason.
- Fill in what is missing where old messages come in.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.shapes import Way
from checker.model.findings import Finding
from checker.rules.drift.shapes_said import of_way


def check(drift: Drift) -> Iterator[Finding]:
    return of_way(drift, "schema-refuses-old", Way.IN_FLIGHT)
