"""
A text has another format than before, or none any more.

## Why
An id was an UUID by its schema, and became an URI. For the receiver both were a text without a format,
and so everything fitted. Its program cut the id out of the text by its length, and every order of that
week was filed under the first thirty-six letters of an address.

A warning: the receiver's schema may take both formats, and its program may not. It is told where a format
became another, and where the sender promises it no longer. Formats are part of what fits: where the
receiver asks for a format that is not sent, `schema-gap` and its like say so, and this rule is named
beside them. A format that comes where there was none takes nothing away.

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
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string", "format": "uuid"}}}
```
```json before/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string"}}}
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
        sends: schemas/order.json  # <- schema-format-changed
        accepts: schemas/order-in.json
      cancel: {where: {/kind: cancel}, payload: schemas/cancel.json}
```
```json after/schemas/order.json
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string", "format": "uri"}}}
```
```json after/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string"}}}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```

## Passes
The sender promises a format that it did not promise before.
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
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string"}}}
```
```json before/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string"}}}
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
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string", "format": "date"}}}
```
```json after/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string"}, "ref": {"type": "string"}}}
```
```json after/schemas/cancel.json
{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
```

## How to mend
- Keep the format, and send the other form in a field of its own.
- See to it that the receiver reads the new form before it is sent, and accept the drift.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.annotations import Annotated
from checker.analysis.drift.shapes import Shape
from checker.model.findings import Finding
from checker.model.json import Absent
from checker.rules.drift.annotations_said import of_keyword


def check(drift: Drift) -> Iterator[Finding]:
    return of_keyword(drift, "schema-format-changed", "format", _fix)


def _fix(shape: Shape, found: Annotated) -> str:
    if isinstance(found.now, Absent):
        return f"promise the format again, or see to it that {shape.boundary.receiver} takes any text there"
    return (
        f"see to it that {shape.boundary.sender} writes the new format and {shape.boundary.receiver} reads it"
    )
