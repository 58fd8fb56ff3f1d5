"""
A recorded change of status follows from nothing: no row, no move, no message that left.

## Why
The table said that an order is closed when the goods have left. In production it was closed a minute after
it had been sent: a batch job, written for one bad weekend, closed whatever was open, and nobody had known.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk:
    statuses:
      sent: {}
      closed: {}  # <- unexplained-status
    initial: sent
  erp: {statuses: {53: {}, GI: {}}, moves: {53: [GI]}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    status: {when: {53: sent, GI: closed}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"recording": 1, "complete": {"desk": "full", "erp": "status"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:01Z", "system": "desk", "status": {"code": "sent"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T09:15:03Z", "system": "erp", "status": {"code": "53", "to": "desk"}}
{"case": "4711", "id": "e3", "kind": "status", "at": "2026-03-02T09:16:00Z", "system": "desk", "status": {"code": "closed"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk: {statuses: {sent: {}, closed: {}}, initial: sent}
  erp: {statuses: {53: {}, GI: {}}, moves: {53: [GI]}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    status: {when: {53: sent, GI: closed}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"recording": 1, "complete": {"desk": "full", "erp": "status"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:01Z", "system": "desk", "status": {"code": "sent"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T11:15:03Z", "system": "erp", "status": {"code": "GI", "to": "desk"}}
{"case": "4711", "id": "e3", "kind": "status", "at": "2026-03-02T11:16:00Z", "system": "desk", "status": {"code": "closed"}}
```

## How to mend
- Find out what changed the status. If it may, declare it: a row, a move, or a message that leaves.
- If it may not, have the system report only what it has heard.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.recorded.facts import MisleadingStatus, UnexplainedStatus
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level, Related
from checker.model.text import shown
from checker.rules.replay import sights
from checker.rules.wording import listed

_NAMED = 3


def check(seen: SeenCase) -> Iterator[Finding]:
    misleading = {one.sight.seen: one for one in seen.observations if isinstance(one, MisleadingStatus)}
    for one in seen.observations:
        if isinstance(one, UnexplainedStatus):
            yield _finding(seen, one, misleading.get(one.sight.seen))


def _finding(seen: SeenCase, one: UnexplainedStatus, misleading: MisleadingStatus | None) -> Finding:
    before = [one.before] if one.before is not None else []
    since = f" after {shown(before[0].code)}" if before else ""
    said = sights.said(one.sight, [sight.at for sight in before])
    return Finding(
        rule="unexplained-status",
        level=Level.ERROR,
        set=seen.set,
        subject=sights.subject(one.sight),
        message=f"{said}{since}, and nothing that was recorded explains it: {_why(one)}",
        place=one.sight.status.place if one.sight.status else None,
        label="nothing leads here",
        related=tuple(
            Related(place=place, says=f"this row waits for {word}") for word, place in one.wanted[:_NAMED]
        ),
        trace=misleading.trace if misleading is not None else one.trace,
        evidence=sights.evidence(one.sight, *before),
        notes=(f"it {_claimed(misleading)}, but {sights.truth(misleading)}",) if misleading else (),
        fix=f"find out what made {one.sight.system} show it, and declare that as a row or a move; "
        "if nothing may, mend the system",
    )


def _claimed(misleading: MisleadingStatus) -> str:
    claims = "rules out" if misleading.rules_out else "claims"
    return f"{claims} {listed(fact.name for fact in misleading.facts)}"


def _why(one: UnexplainedStatus) -> str:
    if one.wanted:
        words = list(dict.fromkeys(word for word, _ in one.wanted))
        named = words if len(words) <= _NAMED else [*words[: _NAMED - 1], "others"]
        return f"it follows from {listed(named, 'or')}, which had not come"
    start = f"from {shown(one.before.code)}" if one.before is not None else "from where it begins"
    return f"no row, move or leaving message leads there {start}"
