"""
It was not found out whether the receiver still accepts all that the sender may send.

## Why
A schema check said "compatible" of two patterns that it had not compared. A year later an id with a
hyphen in it stopped the interface, and everybody had relied on the green light. A tool that does not know
has to say so.

A warning: neither a proof that everything fits was found, nor a message that does not. So it is with some
regular expressions and formats, and with transformations that are not seen through (jq, XSLT, code),
where the receiver takes less than before. Of what was not known before the change either, nothing is
said.

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
      customer:
        where: {/kind: customer}
        sends: schemas/customer.json
        accepts: schemas/customer-in.json
        transform: {xslt: customer.xsl}
```
```json before/schemas/order.json
{"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
```
```json before/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string", "maxLength": 36}}}
```
```json before/schemas/customer.json
{"type": "object", "properties": {"name": {"type": "string"}}}
```
```json before/schemas/customer-in.json
{"type": "object", "properties": {"town": {"type": "string", "maxLength": 30}}}
```
```xml before/customer.xsl
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>
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
        accepts: schemas/order-in.json  # <- schema-undecided
      customer:
        where: {/kind: customer}
        sends: schemas/customer.json
        accepts: schemas/customer-in.json  # <- schema-undecided
        transform: {xslt: customer.xsl}
```
```json after/schemas/order.json
{"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
```
```json after/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string", "pattern": "^[0-9A-Fa-f-]{36}$"}}}
```
```json after/schemas/customer.json
{"type": "object", "properties": {"name": {"type": "string"}}}
```
```json after/schemas/customer-in.json
{"type": "object", "properties": {"town": {"type": "string", "maxLength": 20}}}
```
```xml after/customer.xsl
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>
```

## Passes
Both ends say it in the same words, and the receiver takes more than before.
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
      customer:
        where: {/kind: customer}
        sends: schemas/customer.json
        accepts: schemas/customer-in.json
        transform: {xslt: customer.xsl}
```
```json before/schemas/order.json
{"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
```
```json before/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string", "maxLength": 36}}}
```
```json before/schemas/customer.json
{"type": "object", "properties": {"name": {"type": "string"}}}
```
```json before/schemas/customer-in.json
{"type": "object", "properties": {"town": {"type": "string", "maxLength": 30}}}
```
```xml before/customer.xsl
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>
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
      customer:
        where: {/kind: customer}
        sends: schemas/customer.json
        accepts: schemas/customer-in.json
        transform: {xslt: customer.xsl}
```
```json after/schemas/order.json
{"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
```
```json after/schemas/order-in.json
{"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
```
```json after/schemas/customer.json
{"type": "object", "properties": {"name": {"type": "string"}}}
```
```json after/schemas/customer-in.json
{"type": "object", "properties": {"town": {"type": "string", "maxLength": 40}}}
```
```xml after/customer.xsl
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>
```

## How to mend
- Write both schemas in the same words: the same pattern, the same format.
- Write the mapping as a table, which is seen through.
- Record messages at the boundary: each of them is tried.
- Accept the drift, with what makes you sure as the reason.
"""

from collections.abc import Iterator

from checker.analysis.containment import Verdict
from checker.analysis.drift import Drift
from checker.model.findings import Finding, Level
from checker.rules.drift.shapes_said import of_fit


def check(drift: Drift) -> Iterator[Finding]:
    for shape in drift.shapes:
        undecided = [fit for fit in shape.fits if fit.verdict is Verdict.UNDECIDED]
        if undecided:
            yield of_fit(drift, "schema-undecided", Level.WARNING, shape, undecided[0])
