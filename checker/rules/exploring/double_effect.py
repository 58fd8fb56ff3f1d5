"""
What must happen once can happen twice.

## Why
A hub sent an invoice, got no answer in time, and sent it again. The ERP had posted the first one already, and
posted the second as well. Nothing was red anywhere; the customer paid twice and found out before we did.

Of a contract it is said where a message is sent again (`retry`) to somebody who does not notice a second one,
and who owns a `once_per` fact or leads to it by messages that leave. Of a recording it is said where the fact
came about twice for one id; two effects of one `key` are one, seen twice.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, once_per: order}  # <- double-effect
  paid: {owner: bank, once_per: order}
systems:
  hub:
    statuses: {sending: {}, stored: {claims: [posted]}}
  erp:
    statuses:
      new: {}
      posted: {outcome: success, claims: [posted]}
    moves: {new: [posted]}
  bank:
    statuses:
      queued: {}
      paid: {outcome: success, phase: final, claims: [paid]}
    moves: {queued: [paid]}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    leaves: {when: sending, enters: new}
    retry: {after: [no_answer], attempts: 3}  # <- double-effect
    carries: {order: {sent: /id, received: /ref}}
    status: {when: {new: sending, posted: stored}, no_answer: sending}
  erp-to-bank:
    from: erp
    to: bank
    leaves: {when: posted, enters: queued}
    retry: {after: [no_answer], attempts: 5}  # <- double-effect
    status: {nobody_reads: the statement of the next day is read}
```
```jsonl recordings/orders.jsonl
{"case": "4711", "id": "e1", "kind": "effect", "at": "2026-03-02T09:15:31Z", "system": "erp", "ids": {"order": "4711"}, "effect": {"fact": "posted", "key": "0000012345"}}
{"case": "4711", "id": "e2", "kind": "effect", "at": "2026-03-02T09:16:02Z", "system": "erp", "ids": {"order": "4711"}, "effect": {"fact": "posted", "key": "0000012346"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, once_per: order}
  paid: {owner: bank, once_per: order}
systems:
  hub:
    statuses: {sending: {}, stored: {claims: [posted]}}
  erp:
    statuses:
      new: {}
      posted: {outcome: success, claims: [posted]}
    moves: {new: [posted]}
  bank:
    statuses:
      queued: {}
      paid: {outcome: success, phase: final, claims: [paid]}
    moves: {queued: [paid]}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    leaves: {when: sending, enters: new}
    retry: {after: [no_answer], attempts: 3, idempotent: true, key: /id}
    carries: {order: {sent: /id, received: /ref}}
    status: {when: {new: sending, posted: stored}, no_answer: sending}
  erp-to-bank:
    from: erp
    to: bank
    leaves: {when: posted, enters: queued}
    status: {nobody_reads: the statement of the next day is read}
```
```jsonl recordings/orders.jsonl
{"case": "4711", "id": "e1", "kind": "effect", "at": "2026-03-02T09:15:31Z", "system": "erp", "ids": {"order": "4711"}, "effect": {"fact": "posted", "key": "0000012345"}}
{"case": "4711", "id": "e2", "kind": "effect", "at": "2026-03-02T09:16:02Z", "system": "erp", "ids": {"order": "4711"}, "effect": {"fact": "posted", "key": "0000012345"}}
```

## How to mend
- Let the receiver know a second message by its key and do nothing, and say so: `idempotent: true` with `key`.
- Do not send again before it is known that the first message did nothing.
- What a recording shows has happened: undo the second effect before somebody acts on it.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.exploring.doubled import Doubled
from checker.analysis.exploring.exploration import Exploration
from checker.model.findings import Finding, Level, Related
from checker.rules.wording import listed


def check(exploration: Exploration) -> Iterator[Finding]:
    by_boundary: dict[str, list[Doubled]] = {}
    for doubled in exploration.doubled:
        by_boundary.setdefault(doubled.boundary.name, []).append(doubled)
    for found in by_boundary.values():
        yield _finding(exploration, found)


def _finding(exploration: Exploration, found: list[Doubled]) -> Finding:
    first = found[0]
    boundary, receiver = first.boundary, first.boundary.receiver
    facts = listed(f"{doubled.fact.name} a second time for one {doubled.fact.once_per}" for doubled in found)
    after = listed((ref.code for ref in first.retry.after), "or")
    again = (
        f"{boundary.sender} sends to {receiver} again after {after}"
        if after
        else f"{boundary.name} is retried"
    )
    return Finding(
        rule="double-effect",
        level=Level.ERROR,
        set=exploration.meaning.contracts.name,
        subject=boundary.name,
        message=f"{again}, and that can bring about {facts}",
        place=first.retry.place,
        label="nothing says that a second message does nothing",
        related=tuple(
            Related(
                place=doubled.fact.place,
                says=f"{doubled.fact.name} is declared here, once per {doubled.fact.once_per}",
            )
            for doubled in found
        ),
        trace=first.trace,
        fix=f"let {receiver} know a second message by its key, and write idempotent: true with that key",
    )
