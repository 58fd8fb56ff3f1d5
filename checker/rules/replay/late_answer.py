"""
An answer came later than the contract says, or not at all.

## Why
The ERP answered within a second for years, and the desk waited for a minute. After a migration it took
seventy seconds; the desk gave up, sent again, and booked half of the orders twice.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk: {statuses: {sent: {}, done: {}}, initial: sent}
  erp: {statuses: {53: {}}}
boundaries:
  desk-to-erp:  # <- late-answer
    from: desk
    to: erp
    answer_within: 1m
    messages: {order: {key: /id}}
    status: {when: {53: done}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "at": "2026-03-02T09:00:00Z", "boundary": "desk-to-erp", "message": "order", "payload": {"id": "1"}}
{"case": "1", "id": "e2", "kind": "status", "at": "2026-03-02T09:01:10Z", "system": "erp", "of": "e1", "status": {"code": "53", "to": "desk"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  desk: {statuses: {sent: {}, done: {}}, initial: sent}
  erp: {statuses: {53: {}}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    answer_within: 1m
    messages: {order: {key: /id}}
    status: {when: {53: done}, no_answer: sent}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "at": "2026-03-02T09:00:00Z", "boundary": "desk-to-erp", "message": "order", "payload": {"id": "1"}}
{"case": "1", "id": "e2", "kind": "status", "at": "2026-03-02T09:00:10Z", "system": "erp", "of": "e1", "status": {"code": "53", "to": "desk"}}
```

## How to mend
- Make the answer quicker, or tell the sender first that the message was taken.
- Raise `answer_within` to what the sender can wait for, and see that it does not give up before.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.recorded.facts import LateAnswer
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level
from checker.rules.replay import sights


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, LateAnswer):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: LateAnswer) -> Finding:
    boundary = one.boundary
    name = boundary.name if one.message is None else f"{boundary.name}/{one.message}"
    sent = f"{name}, sent{sights.at(one.sent_at, [one.answer_at])},"
    within, took = sights.lasting(boundary.answer_within or 0), sights.lasting(one.seconds)
    receiver, sender = boundary.receiver.name, boundary.sender.name
    if one.answer is None:
        told = f"{receiver} had not answered {sent} after {took}"
    else:
        told = f"{receiver} answered {sent} only after {took}"
    return Finding(
        rule="late-answer",
        level=Level.WARNING,
        set=seen.set,
        subject=boundary.name,
        message=f"{told}, and {sender} waits for {within}",
        place=boundary.place,
        label=f"answer_within: {within}",
        evidence=(one.answer, one.sent) if one.answer is not None else (one.sent,),
        fix=f"have {receiver} answer within {within}, or raise answer_within to what {sender} can wait for",
    )
