"""
The same recorded message becomes something else than before, and its receiver gets that.

## Why
Somebody tidied up a table of order kinds and wrote `OR` for orders by phone too. The payloads stayed valid, every
test was green. Orders by phone were priced by the web rules for three weeks, since the ERP tells them by that field.

Each recorded message goes through the transformation of before and that of now. What differs is told of the row
that made it, with the values and the number of messages. It is an error, and a warning where a field only came that
was not there. The values of `sensitive` fields are not shown. The order of members, and 1.0 in place of 1, are no
difference. What comes of a row of a table that changed is told of the table: `reference-changed`.

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
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR}}
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
          - {to: /kind, from: /channel, values: {web: OR, phone: OR}}  # <- output-changed
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## Passes
A table in place of `values`, with the same in it:
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
          - {to: /kind, from: /channel, values: {web: OR, phone: ZOR}}
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
          - {to: /kind, from: /channel, lookup: kinds}
          - {to: /number, from: /id}
reference:
  kinds: {file: reference/kinds.csv, key: channel, value: kind}
```
```csv after/reference/kinds.csv
channel,kind
web,OR
phone,ZOR
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "1", "channel": "web", "state": "paid", "note": "ring twice"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"id": "2", "channel": "phone", "state": "open", "note": ""}}
```

## How to mend
- Map it as before, where the change was not meant.
- Where it was meant, see to it that the receiver knows the new value, then accept it:
  `seamproof drift --accept FINGERPRINT --because "…"`.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.model.json import ABSENT
from checker.model.text import plain
from checker.rules.drift.outputs_said import now, of_outputs, was, where
from checker.rules.wording import listed


def check(drift: Drift) -> Iterator[Finding]:
    def level(change: OutputChange) -> Level:
        return Level.WARNING if change.what is What.ADDED else Level.ERROR

    fix = "map it as before, or accept that the receiver gets this from now on"
    kinds = (What.CHANGED, What.ADDED, What.CAME, What.WENT)
    return of_outputs(drift, "output-changed", kinds, level, _says, fix)


def _says(change: OutputChange, receiver: str) -> str:
    message = f"{change.boundary}/{change.message}"
    at = listed([*map(plain, change.others[:3]), *(["elsewhere"] if len(change.others) > 3 else [])])
    match change.what:
        case What.CAME:
            return f"a transformation came for {message}, and {receiver} gets something else at {at}"
        case What.WENT:
            return f"nothing changes {message} on its way any more: {receiver} gets something else at {at}"
        case What.ADDED:
            value = f": {now(change)}" if now(change) else ""
            return f"{receiver} gets {where(change)} from now on{value}{_by(change)}"
        case _ if change.now is ABSENT:
            value = f"; it was {was(change)}" if was(change) else ""
            return f"{receiver} does not get {where(change)} any more{value}{_by(change)}"
        case _ if change.is_sensitive:
            return f"{receiver} gets another value for {where(change)}{_by(change)}; it is not shown"
        case _:
            values = f"gets {now(change)} for {where(change)}, where it got {was(change)}"
            return f"{receiver} {values}{_by(change)}"


def _by(change: OutputChange) -> str:
    return f", by the table {change.table}" if change.table else ""
