"""
A message went another way than its system's table says for this payload.

## Why
German orders were to go to the new ERP from March on. Two thirds did. The others had a country in lower
case, and went to the old one, where a night job deleted them.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  hub:
    statuses: {}
    decides:
      - {boundary: portal-to-hub, where: {/country: DE}, then: [hub-to-new]}  # <- decision-differs
      - {boundary: portal-to-hub, otherwise: [hub-to-old]}
  erp_new: {statuses: {}}
  erp_old: {statuses: {}}
boundaries:
  portal-to-hub: {from: portal, to: hub, messages: {order: {key: /id}}}
  hub-to-new: {from: hub, to: erp_new, messages: {order: {key: /id}}}
  hub-to-old: {from: hub, to: erp_old, messages: {order: {key: /id}}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-hub", "message": "order", "payload": {"id": "4711", "country": "FR"}}
{"case": "1", "id": "e2", "kind": "sent", "boundary": "hub-to-old", "message": "order", "of": "e1", "payload": {"id": "4711", "country": "FR"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-hub", "message": "order", "payload": {"id": "4712", "country": "DE"}}
{"case": "2", "id": "e2", "kind": "sent", "boundary": "hub-to-old", "message": "order", "of": "e1", "payload": {"id": "4712", "country": "DE"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  portal: {statuses: {}}
  hub:
    statuses: {}
    decides:
      - {boundary: portal-to-hub, where: {/country: DE}, then: [hub-to-new]}
      - {boundary: portal-to-hub, otherwise: [hub-to-old]}
  erp_new: {statuses: {}}
  erp_old: {statuses: {}}
boundaries:
  portal-to-hub: {from: portal, to: hub, messages: {order: {key: /id}}}
  hub-to-new: {from: hub, to: erp_new, messages: {order: {key: /id}}}
  hub-to-old: {from: hub, to: erp_old, messages: {order: {key: /id}}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "portal-to-hub", "message": "order", "payload": {"id": "4711", "country": "FR"}}
{"case": "1", "id": "e2", "kind": "sent", "boundary": "hub-to-old", "message": "order", "of": "e1", "payload": {"id": "4711", "country": "FR"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "portal-to-hub", "message": "order", "payload": {"id": "4712", "country": "DE"}}
{"case": "2", "id": "e2", "kind": "sent", "boundary": "hub-to-new", "message": "order", "of": "e1", "payload": {"id": "4712", "country": "DE"}}
```

## How to mend
- Mend the table of the system, if the contract says what was agreed.
- Mend `decides`, if the way it went is the right one.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import DecisionDiffers, SeenCase
from checker.model.findings import Finding, Level
from checker.rules.replay import words
from checker.rules.wording import listed


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if not isinstance(one, DecisionDiffers):
            continue
        went = f"sent it on over {listed(one.taken)}" if one.taken else "did not send it on"
        says = (
            f"the table says {listed(one.expected)}" if one.expected else "no row of the table holds for it"
        )
        yield Finding(
            rule="decision-differs",
            level=Level.ERROR,
            set=seen.set,
            subject=words.message(one.spot),
            message=f"{one.system} got {words.message(one.spot)} and {went}, but {says}",
            place=one.place,
            label=f"{one.system} {went}",
            evidence=(one.spot.seen,),
            fix=f"mend how {one.system} decides, or the rows of its `decides`",
        )
