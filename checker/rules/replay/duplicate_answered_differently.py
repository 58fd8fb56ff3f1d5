"""
One message that came twice was answered differently, where the contract says that it may come twice.

It is one message if message, payload and key are the same, on a boundary with `retry: {idempotent: true}` or
`delivery: {times: at-least-once}`. Statuses of one meaning are one answer, and so is one that the system can
move on to. What is read as no answer, or has the outcome unknown, is no answer; of codes that nobody reads
neither is a 5xx, nor one of what stands before the receiver, like 429.

## Why
A shop sent an order again after a time-out. The first attempt had been booked, the second was refused as a
duplicate, and the refusal is what the shop went by: it told the customer that nothing would come.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts: {booked: {owner: erp}}
systems:
  shop: {statuses: {sent: {}, done: {}, refused: {}}}
  erp:
    statuses:
      booked: {outcome: success, claims: [booked]}
      refused: {outcome: failure}
  wms: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    retry: {after: [no_answer], idempotent: true, key: /id}  # <- duplicate-answered-differently
    messages: {order: {}}
    status:
      read: [{code: 200, status: booked}, {code: 409, status: refused}, {code: 5xx, no_answer: true}]
      when: {booked: done, refused: refused}
      no_answer: sent
  erp-to-wms:
    from: erp
    to: wms
    delivery: {times: at-least-once}  # <- duplicate-answered-differently
    messages: {delivery: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "attempt": 1, "sent": {"id": "4711"}, "reply": {"code": "200"}}
{"case": "1", "id": "e2", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "attempt": 2, "of": "e1", "sent": {"id": "4711"}, "reply": {"code": "409"}}
{"case": "1", "id": "e3", "kind": "exchange", "boundary": "erp-to-wms", "message": "delivery", "sent": {"id": "4711"}, "reply": {"code": "202"}}
{"case": "1", "id": "e4", "kind": "exchange", "boundary": "erp-to-wms", "message": "delivery", "sent": {"id": "4711"}, "reply": {"code": "400"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts: {booked: {owner: erp}}
systems:
  shop: {statuses: {sent: {}, done: {}, refused: {}}}
  erp:
    statuses:
      booked: {outcome: success, claims: [booked]}
      refused: {outcome: failure}
  wms: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    retry: {after: [no_answer], idempotent: true, key: /id}
    messages: {order: {}}
    status:
      read: [{code: 200, status: booked}, {code: 409, status: refused}, {code: 5xx, no_answer: true}]
      when: {booked: done, refused: refused}
      no_answer: sent
  erp-to-wms:
    from: erp
    to: wms
    delivery: {times: at-least-once}
    messages: {delivery: {key: /id}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "attempt": 1, "sent": {"id": "4711"}, "reply": {"code": "503"}}
{"case": "1", "id": "e2", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "attempt": 2, "of": "e1", "sent": {"id": "4711"}, "reply": {"code": "200"}}
{"case": "1", "id": "e3", "kind": "exchange", "boundary": "erp-to-wms", "message": "delivery", "sent": {"id": "4711"}, "reply": {"code": "202"}}
{"case": "1", "id": "e4", "kind": "exchange", "boundary": "erp-to-wms", "message": "delivery", "sent": {"id": "4712"}, "reply": {"code": "400"}}
```

## How to mend
- Have the receiver keep what it answered by the key, and answer the same again.
- Read the code for a duplicate as the status that the first message led to.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import Answer, AnsweredDifferently, SeenCase
from checker.model.findings import Finding, Level
from checker.model.text import plain, shown
from checker.rules.replay import sights, words
from checker.rules.wording import listed


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, AnsweredDifferently):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: AnsweredDifferently) -> Finding:
    boundary = one.spot.boundary
    key = f" {listed(map(shown, one.key))}" if one.key else ""
    days = [one.first.at, one.again.at]
    return Finding(
        rule="duplicate-answered-differently",
        level=Level.ERROR,
        set=seen.set,
        subject=words.message(one.spot),
        message=f"{boundary.receiver} answered one message {words.message(one.spot)}{key} twice: "
        f"{_told(one.first, days)}, then {_told(one.again, days)}",
        place=one.place,
        label="says that it may come again and do no harm",
        evidence=(one.again.seen, one.first.seen),
        notes=(f"it came first at {words.record(one.came)}",) if one.came != one.first.seen else (),
        fix=f"have {boundary.receiver} answer a message that it knows by its key as it did the first time",
    )


def _told(answer: Answer, days: list[str | None]) -> str:
    """`"409" (e2) at 09:15:31`, with the system whose status it is where that is known."""
    name = plain(answer.seen.event or "")
    what = shown(answer.code)
    if answer.status is not None:
        what = f"{answer.status.system} {what}"
    return f"{what} ({name}){sights.at(answer.at, days)}"
