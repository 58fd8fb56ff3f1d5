"""
The sender may send what the receiver refuses, since a change.

## Why
A shop began to take orders in pounds and added `GBP` to its schema. The ERP had its own copy of the list,
without it. Every test ran with euros. From the first order in pounds on, one interface stood still until
somebody had read the log.

Held together are all that the sender's schema allows, after the transformation of the boundary, and what
the receiver's schema accepts, both as they are now: an error, with a message that shows it. So it is
where a row of the transformation or a reference table makes the difference. Fields that come from
elsewhere on the way (`enriches`) are not asked of the sender, and what did not fit before the change is
not told again. Where neither a proof nor such a message is found, `schema-undecided` says so.

## Fails
Two changes, and each of them breaks: the shop sends another currency, and the ERP asks for a reason.
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
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD"]}}
}
```
```json before/schemas/order-in.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "CHF"]}}
}
```
```json before/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json before/schemas/cancel-in.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
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
        sends: schemas/order.json  # <- schema-gap
        accepts: schemas/order-in.json
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json  # <- schema-gap
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "GBP"]}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "CHF"]}}
}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json after/schemas/cancel-in.json
{"type": "object", "required": ["id", "reason"], "properties": {"id": {"type": "string"}}}
```

## Passes
The ERP knew the other currency already, and it asks for nothing but what is always sent.
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
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD"]}}
}
```
```json before/schemas/order-in.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "CHF"]}}
}
```
```json before/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json before/schemas/cancel-in.json
{"type": "object", "properties": {"id": {"type": "string"}}}
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
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "CHF"]}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "required": ["id", "currency"],
  "properties": {"id": {"type": "string"}, "currency": {"enum": ["EUR", "USD", "CHF"]}}
}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json after/schemas/cancel-in.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```

## How to mend
- Let the receiver accept what is sent: its schema, and its program.
- Let the sender promise less, where it never sends such a message.
- Let the transformation never give it: cut, look up, or fill in a default.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.shapes import Way
from checker.model.findings import Finding
from checker.rules.drift.shapes_said import of_way


def check(drift: Drift) -> Iterator[Finding]:
    return of_way(drift, "schema-gap", Way.HEAD)
