"""
A `compare` row speaks of a place that no recorded message has, or of more places than it says.

## Why
Somebody had tolerated differences in `/header/note`, and later the field was renamed. The row went on
standing there, tolerating nothing, and read like a promise that the note was looked at.

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
        key: /id
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
          - {at: /remark, is: empty-or-missing, because: the adapter drops empty fields}  # <- tolerance-unused
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "1", "total": 1.5}, "received": {"id": "1", "total": 1.5}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "2", "total": 2.5}, "received": {"id": "2", "total": 2.5}}
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
        key: /id
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
          - {at: /remark, is: empty-or-missing, because: the adapter drops empty fields}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "1", "total": 1.5, "remark": ""}, "received": {"id": "1", "total": 1.5}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "sent": {"id": "2", "total": 2.5}, "received": {"id": "2", "total": 2.5}}
```

## How to mend
- Write the path as the field is called today, or delete the row.
- Write `*`, where a row means all elements of a list.
- Record a message that has the field.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.tally import Uses
from checker.model.boundaries import Compare
from checker.model.coverage import Kind
from checker.model.findings import Finding, Level
from checker.model.text import nearest, plain


def check(uses: Uses) -> Iterator[Finding]:
    for boundary in uses.contracts.boundaries.values():
        for message in boundary.messages.values():
            if (boundary.name, message.name) not in uses.tally.compared_messages:
                continue
            for number, row in enumerate(message.compare):
                count = uses.tally.rows.get((boundary.name, message.name, number), 0)
                if count != 1:
                    yield _finding(uses, f"{boundary.name}/{message.name}", row, is_too_much=count > 1)


def _finding(uses: Uses, message: str, row: Compare, *, is_too_much: bool) -> Finding:
    if is_too_much:
        says = f"{row.at} leads to several places of a recorded {message}, and the row speaks of one"
        label, fix = "leads to several places", "write `*`, or name the one element that is meant"
    else:
        says = f"no recorded {message} has anything at {row.at}, so that the row tolerates nothing"
        near = _near(uses, message, str(row.at))
        write = f"write {near}, if that is meant" if near else "write the path as the field is called today"
        label, fix = "leads nowhere", f"{write}, or delete the row"
    return Finding(
        rule="tolerance-unused",
        level=Level.WARNING,
        set=uses.contracts.name,
        subject=f"{message}#{row.at}",
        message=says,
        place=row.place,
        label=label,
        fix=fix,
    )


def _near(uses: Uses, message: str, at: str) -> str | None:
    """The field nearest to a path, of those that were received."""
    fields = (thing.name for thing in uses.tally.exercised if thing.kind is Kind.FIELDS)
    received = [name[2] for name in fields if name[0] == message and name[1] in {"received", ""}]
    near = nearest(at, received)
    return plain(near) if near else None
