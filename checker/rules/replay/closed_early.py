"""
A final status was shown before the matter had settled.

## Why
The bank had five days to send the money back, and did so on the third. The order had been closed on the
first, when the provider said "paid", and the goods were gone.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop:
    statuses:
      waiting: {}
      paid: {}
      settled: {phase: final}  # <- closed-early
    moves: {paid: [settled]}
    initial: waiting
  bank: {statuses: {booked: {}, returned: {}}, moves: {booked: [returned]}}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    settles_after: 5d
    status: {when: {booked: paid, returned: waiting}, no_answer: waiting}
```
```jsonl recordings/payments.jsonl
{"recording": 1, "complete": {"shop": "full", "bank": "full"}}
{"case": "1", "id": "e1", "kind": "status", "at": "2026-03-02T09:00:00Z", "system": "bank", "status": {"code": "booked"}}
{"case": "1", "id": "e2", "kind": "status", "at": "2026-03-03T09:00:00Z", "system": "shop", "status": {"code": "settled"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop:
    statuses:
      waiting: {}
      paid: {}
      settled: {phase: final}
    moves: {paid: [settled]}
    initial: waiting
  bank: {statuses: {booked: {}, returned: {}}, moves: {booked: [returned]}}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    settles_after: 5d
    status: {when: {booked: paid, returned: waiting}, no_answer: waiting}
```
```jsonl recordings/payments.jsonl
{"recording": 1, "complete": {"shop": "full", "bank": "full"}}
{"case": "1", "id": "e1", "kind": "status", "at": "2026-03-02T09:00:00Z", "system": "bank", "status": {"code": "booked"}}
{"case": "1", "id": "e2", "kind": "status", "at": "2026-03-08T09:00:00Z", "system": "shop", "status": {"code": "settled"}}
```

## How to mend
- Show an open status until the time has passed, and go on to the final one by a move.
- Shorten `settles_after`, if the other side can no longer change its mind.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.recorded.facts import ClosedEarly
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level, Related
from checker.model.text import shown
from checker.rules.replay import sights


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, ClosedEarly):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: ClosedEarly) -> Finding:
    sight, boundary = one.sight, one.boundary
    since = "the message" if one.word is None else f"{one.word.system} {shown(one.word.code)}"
    settles = sights.lasting(boundary.settles_after or 0)
    return Finding(
        rule="closed-early",
        level=Level.WARNING,
        set=seen.set,
        subject=sights.subject(sight),
        message=f"{sights.said(sight)}, which is final, {sights.lasting(one.seconds)} after {since}, and "
        f"{boundary.name} settles after {settles}",
        place=sight.status.place if sight.status else None,
        label="final",
        related=(Related(place=boundary.place, says=f"{boundary.name} is declared here"),),
        trace=one.trace,
        evidence=sights.evidence(sight, *([one.word] if one.word is not None else [])),
        fix=f"have {sight.system} show an open status until {settles} have passed",
    )
