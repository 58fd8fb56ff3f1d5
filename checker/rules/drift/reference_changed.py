"""
A row of a reference table that something is looked up in has another value, or is gone.

## Why
Somebody sorted the table of plants in a spreadsheet and pasted one column back a line too high. The
mapping was as it had been, its tests ran with a table of their own, and for a day each order was made in
the wrong plant.

An error where a recorded message comes out differently because of it, and a warning where no recording
shows it. Rows that came change nothing that was found before. What they bring is held against the
receiver's schema by `schema-gap`. A table in which nothing is looked up is not looked at, nor one that
moved, has another name or another order.

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
        case: /id
        transform:
          - {to: /id, from: /id}
          - {to: /currency, from: /currency, lookup: currencies}
          - {to: /plant, from: /country, lookup: plants}
      cancel: {where: {/kind: cancel}, case: /id}
reference:
  currencies: {file: currencies.csv, key: iso, value: sap}
  plants: {file: plants.csv, key: country, value: plant}
```
```csv before/currencies.csv
iso,sap
EUR,EUR
USD,USD
```
```csv before/plants.csv
country,plant
DE,1000
AT,1100
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
        case: /id
        transform:
          - {to: /id, from: /id}
          - {to: /currency, from: /currency, lookup: currencies}
          - {to: /plant, from: /country, lookup: plants}
      cancel: {where: {/kind: cancel}, case: /id}
reference:
  currencies: {file: currencies.csv, key: iso, value: sap}  # <- reference-changed
  plants: {file: plants.csv, key: country, value: plant}  # <- reference-changed
```
```csv after/currencies.csv
iso,sap
EUR,EU4
USD,USD
```
```csv after/plants.csv
country,plant
DE,1000
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "message": "order", "payload": {"id": "1", "currency": "EUR", "country": "DE"}}
{"case": "2", "id": "e2", "kind": "sent", "boundary": "shop-to-erp", "message": "order", "payload": {"id": "2", "currency": "USD", "country": "DE"}}
```

## Passes
A row comes, and the rows stand in another order.
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
        case: /id
        transform:
          - {to: /id, from: /id}
          - {to: /currency, from: /currency, lookup: currencies}
          - {to: /plant, from: /country, lookup: plants}
      cancel: {where: {/kind: cancel}, case: /id}
reference:
  currencies: {file: currencies.csv, key: iso, value: sap}
  plants: {file: plants.csv, key: country, value: plant}
```
```csv before/currencies.csv
iso,sap
EUR,EUR
USD,USD
```
```csv before/plants.csv
country,plant
DE,1000
AT,1100
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
        case: /id
        transform:
          - {to: /id, from: /id}
          - {to: /currency, from: /currency, lookup: currencies}
          - {to: /plant, from: /country, lookup: plants}
      cancel: {where: {/kind: cancel}, case: /id}
reference:
  currencies: {file: currencies.csv, key: iso, value: sap}
  plants: {file: plants.csv, key: country, value: plant}
```
```csv after/currencies.csv
iso,sap
USD,USD
GBP,GBP
EUR,EUR
```
```csv after/plants.csv
country,plant
AT,1100
DE,1000
```
```jsonl after/recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "message": "order", "payload": {"id": "1", "currency": "EUR", "country": "DE"}}
{"case": "2", "id": "e2", "kind": "sent", "boundary": "shop-to-erp", "message": "order", "payload": {"id": "2", "currency": "USD", "country": "DE"}}
```

## How to mend
- Put the old value back, where nobody meant to change it.
- See to it that the receiver knows the new value before it is sent, then accept the drift.
- Keep a row as long as a message with its key may still come.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Callable, Iterator
from hashlib import blake2b

from checker.analysis.drift import Drift
from checker.analysis.drift.reference import RowOfTable
from checker.model.findings import Finding, Level
from checker.model.json import Absent, Json
from checker.model.text import plain, shown
from checker.rules.drift.telling import told
from checker.rules.wording import listed

_LISTED = 20  # rows that a `changes` entry names one by one


def check(drift: Drift) -> Iterator[Finding]:
    tables: dict[str, list[RowOfTable]] = {}
    for row in drift.tables:
        tables.setdefault(row.table, []).append(row)
    for name, rows in tables.items():
        changes = [change for change in drift.outputs if change.table == name]
        shown_by = sorted({f"{change.boundary}/{change.message}" for change in changes})
        over = [drift.after.contracts.boundaries[one] for one in rows[0].over]
        seen = (
            f"{listed(shown_by)} {'comes' if len(shown_by) == 1 else 'come'} out otherwise because of it"
            if shown_by
            else f"what {listed(sorted({one.sender.name for one in over}))} sends is looked up in it"
        )
        yield told(
            drift,
            "reference-changed",
            Level.ERROR if changes else Level.WARNING,
            subject=name,
            message=f"in the table {name} {listed(map(_row, rows[:3]))}{_more(rows)}: {seen}",
            place=rows[0].place,
            was=_told(rows, lambda row: shown(row.was)),
            now=_told(rows, _value),
            readers=sorted({one.receiver.name for one in over}),
            boundary=next((one.name for one in over if not one.is_draft), over[0].name),
            evidence=changes[0].evidence if changes else (),
            cause=f"table {name}",
            fix="see to it that the receiver knows the new values, then accept it",
            count=len(rows),
        )


def _told(rows: list[RowOfTable], value: Callable[[RowOfTable], str]) -> list[Json]:
    """As a `changes` entry has it; of many rows the rest as one digest."""
    texts = [f"{_key(row)}: {value(row)}" for row in rows]
    rest = "\n".join(texts[_LISTED:])
    digest = (
        [f"{len(texts) - _LISTED} more: {blake2b(rest.encode(), digest_size=6).hexdigest()}"] if rest else []
    )
    return [*texts[:_LISTED], *digest]


def _row(row: RowOfTable) -> str:
    if isinstance(row.now, Absent):
        return f"{_key(row)} is gone"
    return f"{_key(row)} was {shown(row.was)} and is {shown(row.now)}"


def _value(row: RowOfTable) -> str:
    return "gone" if isinstance(row.now, Absent) else shown(row.now)


def _key(row: RowOfTable) -> str:
    return plain(", ".join(row.key))


def _more(rows: list[RowOfTable]) -> str:
    return f", and {len(rows) - 3} more rows changed" if len(rows) > 3 else ""
