"""
Both schemas allow it, and something that the receiver requires beyond its schema does not hold.

## Why
An ERP took orders without lines, as its schema let it, and its import job crashed on them at night. The
rule was in a wiki. Whoever wrote the portal had never seen the wiki.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        requires:
          - {jq: ".id != null", because: an order has a number}
          - {jq: ".lines | length > 0", because: an order needs at least one line}  # <- refused-by-rule
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "order", "payload": {"id": "4711", "lines": [1]}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "order", "payload": {"id": "4712", "lines": []}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        requires:
          - {jq: ".id != null", because: an order has a number}
          - {jq: ".lines | length > 0", because: an order needs at least one line}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "order", "payload": {"id": "4711", "lines": [1]}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-erp", "message": "order", "payload": {"id": "4712", "lines": [1, 2]}}
```

## How to mend
- Have the sender keep the rule, and say it in its schema where a schema can.
- Have the receiver take what its schema allows, and delete the rule.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import RefusedByRule, SeenCase
from checker.model.findings import Finding, Level
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if not isinstance(one, RefusedByRule):
            continue
        boundary = one.spot.boundary
        yield Finding(
            rule="refused-by-rule",
            level=Level.ERROR,
            set=seen.set,
            subject=words.message(one.spot),
            message=f"{boundary.receiver} refuses {words.message(one.spot)}: {one.requirement.because}",
            place=one.requirement.place,
            label="does not hold" if one.why is None else f"fails: {words.quoted(one.why)}",
            evidence=(one.spot.seen,),
            fix=f"have {boundary.sender} keep the rule, or {boundary.receiver} do without it",
        )
