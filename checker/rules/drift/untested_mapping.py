"""
A transformation changed, and no recording shows what comes of that.

## Why
The mapping for orders by fax was corrected. No recorded order had come by fax, so that replay was green before and
after; the correction had two letters the wrong way round. Everybody trusted the green.

A note. It names the rows that came, went or changed and of which no recording shows what comes of it. Either no
recorded message goes through them: none has the field that the row reads, or the text that `values` has another
value for. Or all that do come out as before, since none is long enough to be cut, say. What follows from the rows alone is told of them
whatever was recorded: `field-lost`, `constant-from-data`.

## Fails
```yaml before/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZFX}}
```
```jsonl before/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```
```yaml after/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZXF}}  # <- untested-mapping
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
```yaml before/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZFX}}
```
```jsonl before/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```
```yaml after/contract.yaml
contract: orders
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
        case: /id
        transform:
          - {to: /number, from: /id}
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR, fax: ZXF}}
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
{"case": "3", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "3", "channel": "fax", "state": "open", "note": "by hand"}}
```

## How to mend
- Record a message that goes through the row: `seamproof import`.
- Or write one by hand, and have the owner of the receiver look at the result: `seamproof replay`.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.model.findings import Finding, Level
from checker.model.text import plain
from checker.rules.drift.telling import told
from checker.rules.wording import listed

_SHOWN = 3  # targets that are named


def check(drift: Drift) -> Iterator[Finding]:
    for found in drift.untested:
        name = f"{found.boundary}/{found.message}"
        rows = [plain(row) or "the whole message" for row in found.rows]
        more = [f"{len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
        unseen = (
            f"no recording shows what became of {listed([*rows[:_SHOWN], *more])}"
            if rows
            else "no message of it is recorded"
        )
        yield told(
            drift,
            "untested-mapping",
            Level.NOTE,
            subject=name,
            message=f"the transformation of {name} changed, and {unseen}",
            place=found.place,
            label="nobody sees what comes of this",
            was=None,
            now=[*rows] or name,
            readers=[drift.after.contracts.boundaries[found.boundary].receiver.name],
            boundary=found.boundary,
            cause=f"untested {name}",
            fix="record a message that goes through it: seamproof import",
        )
