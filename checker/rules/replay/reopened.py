"""
A final status was left.

## Why
An order was closed, invoiced and archived. Two days later a late message set it back to "in progress"; the
invoice stayed, and the archive had another truth than the desk.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk:
    statuses:
      sent: {}
      closed: {phase: final}  # <- reopened
    initial: sent
  erp: {statuses: {53: {}, GI: {}}, moves: {53: [GI]}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    status: {when: {53: sent, GI: closed}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T11:16:00Z", "system": "desk", "status": {"code": "closed"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-04T08:00:00Z", "system": "desk", "status": {"code": "sent"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk:
    statuses:
      sent: {}
      closed: {phase: final}
    initial: sent
  erp: {statuses: {53: {}, GI: {}}, moves: {53: [GI]}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    status: {when: {53: sent, GI: closed}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T11:16:00Z", "system": "desk", "status": {"code": "sent"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-04T08:00:00Z", "system": "desk", "status": {"code": "closed"}}
```

## How to mend
- Have the system drop news that is older than what it shows.
- If it may be left, it is not final: declare it open, and how it goes on.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.recorded.facts import Reopened
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level
from checker.model.text import shown
from checker.rules.replay import sights


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, Reopened):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: Reopened) -> Finding:
    left, now = one.left, one.sight
    return Finding(
        rule="reopened",
        level=Level.ERROR,
        set=seen.set,
        subject=sights.subject(left),
        message=f"{sights.said(left, [now.at])}, which is final, and left it for {shown(now.code)}"
        f"{sights.at(now.at, [left.at])}",
        place=left.status.place if left.status else None,
        label="final",
        trace=one.trace,
        evidence=sights.evidence(now, left),
        fix=f"have {left.system} stay at {shown(left.code)}, or declare it open with the way on to "
        f"{shown(now.code)}",
    )
