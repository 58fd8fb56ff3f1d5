"""
The receiver refuses some of what the sender may send, but only by properties that the sender does not
declare.

## Why
A shop sent a note with each order that stood in no schema of it, as JSON lets it. The ERP began to take a
note too: as an object with a language. For months nobody had declared the field, so no check that looked
at declared fields said a word, and orders with a note failed.

A warning, since most senders send what they declare and nothing else: an optional field that comes to an
open object is the most usual change there is. Where the sender's schema is closed (`additionalProperties:
false`), or declares the field with another type, `schema-gap` and its like judge it.

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
      order: {where: {/kind: order}, payload: schemas/order.json}
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json before/schemas/order.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
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
      order: {where: {/kind: order}, payload: schemas/order.json}  # <- schema-undeclared-only
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json  # <- schema-undeclared-only
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "note": {"type": "object"}}
}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json after/schemas/cancel-in.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "note": {"type": "string"}}
}
```

## Passes
A field of any form can't be refused, and a closed sender sends nothing that it does not declare.
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
      order: {where: {/kind: order}, payload: schemas/order.json}
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json before/schemas/order.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```
```json before/schemas/cancel.json
{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}
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
      order: {where: {/kind: order}, payload: schemas/order.json}
      cancel:
        where: {/kind: cancel}
        sends: schemas/cancel.json
        accepts: schemas/cancel-in.json
```
```json after/schemas/order.json
{
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"type": "string"}, "note": {"title": "A word to the warehouse"}}
}
```
```json after/schemas/cancel.json
{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}
```
```json after/schemas/cancel-in.json
{"type": "object", "properties": {"id": {"type": "string"}, "note": {"type": "string"}}}
```

## How to mend
- Declare in the sender's schema what it sends, of that form or another.
- Close the sender's schema (`additionalProperties: false`), where it sends nothing else.
- Accept the drift, where nobody sends such a property.
"""

from collections.abc import Iterator

from checker.analysis.containment import Verdict
from checker.analysis.drift import Drift
from checker.model.findings import Finding, Level
from checker.rules.drift.shapes_said import of_fit


def check(drift: Drift) -> Iterator[Finding]:
    for shape in drift.shapes:
        undeclared = [fit for fit in shape.fits if fit.verdict is Verdict.REFUTED and fit.is_undeclared]
        if undeclared:
            yield of_fit(drift, "schema-undeclared-only", Level.WARNING, shape, undeclared[0])
