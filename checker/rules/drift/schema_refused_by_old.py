"""
What the sender sends from now on is refused by the receiver as it was before.

## Why
A shop and its ERP learned of gift orders in one change, and everything was green. The shop was deployed
at noon, the ERP in the evening. For five hours every gift order was refused, and when the ERP was rolled
back two days later, it happened again.

Held together are what the sender's schema and the transformation give now, and what the receiver accepted
before the change: an error, with a message that shows it. A note says which end can be deployed first. An
optional field that comes is harmless where the old receiver takes objects with any members, and breaks
where it does not. Where only the sender has a schema, what it sent before stands for what is accepted,
and the finding is a warning.

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
        sends: schemas/order.json
        accepts: schemas/order-in.json
      notice:
        where: {/kind: notice}
        sends: schemas/notice.json
```
```json before/schemas/order.json
{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}
```
```json before/schemas/order-in.json
{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}
```
```json before/schemas/notice.json
{"type": "object", "required": ["topic"], "properties": {"topic": {"enum": ["late"]}}}
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
        sends: schemas/order.json  # <- schema-refused-by-old
        accepts: schemas/order-in.json
      notice:
        where: {/kind: notice}
        sends: schemas/notice.json  # <- schema-refused-by-old
```
```json after/schemas/order.json
{
  "type": "object",
  "additionalProperties": false,
  "properties": {"id": {"type": "string"}, "gift": {"type": "boolean"}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "additionalProperties": false,
  "properties": {"id": {"type": "string"}, "gift": {"type": "boolean"}}
}
```
```json after/schemas/notice.json
{"type": "object", "required": ["topic"], "properties": {"topic": {"enum": ["late", "lost"]}}}
```

## Passes
The ERP took gift orders before the shop sends any, and fewer topics are sent.
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
        sends: schemas/order.json
        accepts: schemas/order-in.json
      notice:
        where: {/kind: notice}
        sends: schemas/notice.json
```
```json before/schemas/order.json
{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}
```
```json before/schemas/order-in.json
{
  "type": "object",
  "additionalProperties": false,
  "properties": {"id": {"type": "string"}, "gift": {"type": "boolean"}}
}
```
```json before/schemas/notice.json
{"type": "object", "required": ["topic"], "properties": {"topic": {"enum": ["late", "lost"]}}}
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
        sends: schemas/order.json
        accepts: schemas/order-in.json
      notice:
        where: {/kind: notice}
        sends: schemas/notice.json
```
```json after/schemas/order.json
{
  "type": "object",
  "additionalProperties": false,
  "properties": {"id": {"type": "string"}, "gift": {"type": "boolean"}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "additionalProperties": false,
  "properties": {"id": {"type": "string"}, "gift": {"type": "boolean"}}
}
```
```json after/schemas/notice.json
{"type": "object", "required": ["topic"], "properties": {"topic": {"enum": ["late"]}}}
```

## How to mend
- Change the receiver in one release, and the sender in a later one.
- Say in `changes` that the receiver is deployed first, and see to it that nothing rolls it back.
- Send the new form only to receivers that asked for it.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.shapes import Way
from checker.model.findings import Finding
from checker.rules.drift.shapes_said import of_way


def check(drift: Drift) -> Iterator[Finding]:
    return of_way(drift, "schema-refused-by-old", Way.ROLLED_BACK)
