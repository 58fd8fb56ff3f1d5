"""
What a reader fills in where nothing is sent is another value than before.

## Why
Orders without a currency were in euros: the schema of the ERP said so, and its program filled them in. A
team in Zurich changed the default to francs for its own orders. The shop went on sending no currency, no
message looked any different, and three days of orders were booked in francs.

A warning, since a default refuses nothing: it says what a message means that leaves the field out. It is
told where a default became another, came or went, in the sender's schema as in the receiver's. `1` and
`1.0` are the same value.

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
      cancel: {where: {/kind: cancel}, payload: schemas/cancel.json}
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string"}}
}
```
```json before/schemas/order-in.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string", "default": "EUR"}}
}
```
```json before/schemas/cancel.json
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
        sends: schemas/order.json
        accepts: schemas/order-in.json  # <- schema-default-changed
      cancel: {where: {/kind: cancel}, payload: schemas/cancel.json}
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string"}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string", "default": "CHF"}}
}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```

## Passes
The field with its default is the same, and stands in a definition of its own.
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
      cancel: {where: {/kind: cancel}, payload: schemas/cancel.json}
```
```json before/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string"}}
}
```
```json before/schemas/order-in.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string", "default": "EUR"}}
}
```
```json before/schemas/cancel.json
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
        sends: schemas/order.json
        accepts: schemas/order-in.json
      cancel: {where: {/kind: cancel}, payload: schemas/cancel.json}
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"type": "string"}}
}
```
```json after/schemas/order-in.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "currency": {"$ref": "#/$defs/money"}},
  "$defs": {"money": {"type": "string", "default": "EUR", "title": "As in ISO 4217"}}
}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```

## How to mend
- Let the sender send the value itself, so that nobody fills it in.
- Keep the default, and fill the other value in where it is meant.
- Accept the drift, where nobody leaves the field out.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.annotations import Annotated
from checker.analysis.drift.shapes import Shape
from checker.model.findings import Finding
from checker.rules.drift.annotations_said import of_keyword


def check(drift: Drift) -> Iterator[Finding]:
    return of_keyword(drift, "schema-default-changed", "default", _fix)


def _fix(shape: Shape, found: Annotated) -> str:
    return (
        f"let {shape.boundary.sender} send {found.pointer or 'the value'} itself, so that nobody fills it in"
    )
