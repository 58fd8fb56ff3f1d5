"""
A field that must come from elsewhere is not there.

## Why
An ERP told the warehouse of a delivery and left the plant empty, because a table of plants lacked one
country. The warehouse skipped what had no plant, without a word. The order itself was right in every
system, and that is where people looked for two days.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  erp: {statuses: {}}
  wms: {statuses: {}}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    messages:
      delivery:
        payload: schemas/delivery.json
        enriches:
          /carrier: {from: wms}
          /plant: {from: erp}  # <- enrichment-missing
```
```json schemas/delivery.json
{"type": "object", "required": ["order", "plant"], "properties": {"plant": {"type": "string"}}}
```
```jsonl recordings/deliveries.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "erp-to-wms", "message": "delivery", "payload": {"order": "4711", "plant": "1000"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "erp-to-wms", "message": "delivery", "payload": {"order": "4712", "plant": null}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  erp: {statuses: {}}
  wms: {statuses: {}}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    messages:
      delivery:
        payload: schemas/delivery.json
        enriches:
          /carrier: {from: wms}
          /plant: {from: erp}
```
```json schemas/delivery.json
{"type": "object", "required": ["order", "plant"], "properties": {"plant": {"type": "string"}}}
```
```jsonl recordings/deliveries.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "erp-to-wms", "message": "delivery", "payload": {"order": "4711", "plant": "1000"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "erp-to-wms", "message": "delivery", "payload": {"order": "4712", "plant": "1100"}}
```

## How to mend
- Look into the system that the field comes from: what it had for this key when the message left.
- Refuse a message without the field where it is sent, if its receiver can't do without it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import EnrichmentMissing, SeenCase
from checker.model.findings import Finding, Level
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if not isinstance(one, EnrichmentMissing):
            continue
        boundary, source = one.spot.boundary, one.enrich.source
        what = "is null" if one.value is None else "is absent"
        by = f", looked up by {one.enrich.by}" if one.enrich.by is not None else ""
        yield Finding(
            rule="enrichment-missing",
            level=Level.ERROR,
            set=seen.set,
            subject=words.subject(one.spot, one.at),
            message=f"{words.quoted(one.at)} {what} in {words.message(one.spot)}, "
            f"which {boundary.sender} hands to {boundary.receiver}; it must come from {source}",
            place=one.enrich.place,
            label=f"comes from {source}{by}",
            evidence=(one.spot.seen,),
            fix=f"find out what {source} had for it, and hold back a message without it",
        )
