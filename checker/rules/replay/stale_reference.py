"""
What was received is as by another version of a reference table than the one it should be by.

The result by the table as it is now, and by a version that the contract keeps, are held against what was
received: by the version that the recording names in `reference`, or where it names none by any that is kept.

## Why
A table of currencies got a new code, and one of two servers kept the old copy for a week. The row of the
mapping was read ten times, and it was right.

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
        transform:
          - {to: /currency, from: /currency, lookup: currencies}  # <- stale-reference
          - {to: /plant, from: /country, lookup: plants, otherwise: none}  # <- stale-reference
reference:
  currencies:
    file: reference/currencies.csv
    key: iso
    value: sap
    versions: {2026-02: reference/currencies-2026-02.csv}
  plants:
    file: reference/plants.csv
    key: country
    value: plant
    versions: {2026-02: reference/plants-2026-02.csv}
```
```csv reference/currencies.csv
iso,sap
EUR,EUR5
USD,USDN
```
```csv reference/currencies-2026-02.csv
iso,sap
EUR,EUR
USD,USDN
```
```csv reference/plants.csv
country,plant
DE,1010
AT,2010
```
```csv reference/plants-2026-02.csv
country,plant
DE,1010
```
```jsonl recordings/orders.jsonl
{"recording": 1, "reference": {"currencies": "2026-02"}}
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"currency": "EUR", "country": "DE"}, "received": {"currency": "EUR", "plant": "1010"}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"currency": "USD", "country": "AT"}, "received": {"currency": "USDN", "plant": "none"}}
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
        transform:
          - {to: /currency, from: /currency, lookup: currencies}
          - {to: /plant, from: /country, lookup: plants, otherwise: none}
reference:
  currencies:
    file: reference/currencies.csv
    key: iso
    value: sap
    versions: {2026-02: reference/currencies-2026-02.csv}
  plants:
    file: reference/plants.csv
    key: country
    value: plant
    versions: {2026-02: reference/plants-2026-02.csv}
```
```csv reference/currencies.csv
iso,sap
EUR,EUR5
USD,USDN
```
```csv reference/currencies-2026-02.csv
iso,sap
EUR,EUR
USD,USDN
```
```csv reference/plants.csv
country,plant
DE,1010
AT,2010
```
```csv reference/plants-2026-02.csv
country,plant
DE,1010
```
```jsonl recordings/orders.jsonl
{"recording": 1}
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"currency": "EUR", "country": "DE"}, "received": {"currency": "EUR5", "plant": "1010"}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"currency": "USD", "country": "AT"}, "received": {"currency": "USDN", "plant": "2010"}}
```

## How to mend
- Bring the copy of the table that runs up to date, and record the messages again.
- Correct the version that the recording names, if another one was in force.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase, StaleReference
from checker.model.findings import Finding, Level, Related
from checker.model.json import ABSENT, Absent, Json
from checker.model.text import plain, shown
from checker.rules.replay import words
from checker.rules.wording import listed


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, StaleReference):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: StaleReference) -> Finding:
    spot, table = one.spot, one.table
    boundary = spot.boundary
    version = f'the version "{plain(one.version)}" of {table.name}'
    at = words.quoted(one.at) or "as a whole"
    received = f"{boundary.receiver} received {shown(one.received)} at {at} of {words.message(spot)}"
    key = listed(map(shown, one.key)) or "this key"
    if one.is_by_version:
        says = f"{version} {_has(one.then, key)}, and now the table {_has(one.now, key)}"
        fix = f"bring the copy of {table.name} that runs up to date, or record this again"
    else:
        named = f"{version}, which the recording names"
        says = f"{table.name} of now {_has(one.now, key)}, and {named}, {_has(one.then, key)}"
        fix = f"say in the recording which version of {table.name} was in force"
    return Finding(
        rule="stale-reference",
        level=Level.ERROR,
        set=seen.set,
        subject=words.subject(spot, one.at),
        message=f"{received}: {says}",
        place=one.origin.row,
        label=f"looks up {key} in {table.name}",
        related=(Related(place=table.place, says=f"{table.name} and its versions are declared here"),),
        evidence=(spot.seen,),
        fix=fix,
    )


def _has(value: Json | Absent, key: str) -> str:
    return f"does not have {key}" if value is ABSENT else f"has {shown(value)} for {key}"
