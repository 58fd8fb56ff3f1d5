"""
A status that says how it ended is never reached any more.

## Why
A bank interface had a status "returned" for money that came back. The move to it was dropped along with an
old file format, the row and the status stayed, and so did the report that lists all returned payments. The
report was empty from then on. Everybody took that for good news.

It looks at every run that there can be, before and now, and at statuses that are final or have an outcome.
It is an error when people read the status, or another system shows something because of it that is not
reached any more either; a note when nobody does, or over draft boundaries alone. The trace is a shortest
run that got there before. The row, move or status that went is told instead where that is as bad, and names
this rule. Where there are more states than the limit, or a system is not explored, nothing is said.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  books:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    initial: open
  bank:
    statuses:
      sent: {}
      booked: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {sent: [booked], booked: [returned]}
    initial: sent
boundaries:
  books-to-bank:
    from: books
    to: bank
    status: {when: {sent: open, booked: paid, returned: returned}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  books:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}  # <- end-unreachable
    initial: open
  bank:
    statuses:
      sent: {}
      booked: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {sent: [booked]}
    initial: sent
boundaries:
  books-to-bank:
    from: books
    to: bank
    status: {when: {sent: open, booked: paid, returned: returned}, no_answer: open}
```

## Passes
The end is reached by another way:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  books:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    initial: open
  bank:
    statuses:
      sent: {}
      booked: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {sent: [booked], booked: [returned]}
    initial: sent
boundaries:
  books-to-bank:
    from: books
    to: bank
    status: {when: {sent: open, booked: paid, returned: returned}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  books:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    initial: open
  bank:
    statuses:
      sent: {}
      booked: {outcome: success, claims: [paid]}
      recalled: {outcome: failure, denies: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {sent: [booked], booked: [recalled], recalled: [returned]}
    initial: sent
boundaries:
  books-to-bank:
    from: books
    to: bank
    status: {when: {sent: open, booked: paid, recalled: returned, returned: returned}, no_answer: open}
```

## How to mend
- Leave a way to the status: the row, the move or the message that led there in the trace.
- If it can't come any more, tell its readers, take it away, and list it under `retired`.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import people_read, readers
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import affected, names, of_status, told
from checker.rules.drift.weighing import drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    # Of one cause the first is shown: that which people read, rather than what led to it.
    ends = sorted(drift.sequences.unreached, key=lambda one: not people_read(drift.before, one.word.system))
    for found in ends:
        assert found.word.status is not None
        before = drift.before.meaning.vocabulary.word(found.word.system, found.word.status.code)
        concerned = tuple(
            reader
            for reader in readers(drift.before, before)
            if reader.is_people or (reader.shows.system, reader.shows.code) in found.with_it
        )
        whom = affected(concerned)
        yield told(
            drift,
            "end-unreachable",
            # A deprecated status is to be reached no more.
            Level.NOTE if found.word.status.deprecated else weight(concerned, concerned),
            subject=of_status(found.word),
            message=f"no run gets to {found.word} any more{f'; {whom}' if whom else ''}",
            place=found.word.status.place,
            label="it could be reached before",
            was="reachable",
            now=None,
            readers=names(concerned),
            notes=drafts(concerned),
            trace=found.trace,
            cause=found.cause or f"end {of_status(found.word)}",
            fix="leave a way to it, or take the status away and list it under retired",
        )
