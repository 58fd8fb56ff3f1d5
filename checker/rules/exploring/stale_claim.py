"""
A status goes on saying what is so no more.

## Why
A bank took a payment back. The desk had a row for that, but it counted only until the case was filed, and
most cases were filed within the hour. So the desk never told the portal, which went on saying "paid". Each
row was right; nobody could have seen it by reading them.

It is an error where it stays for ever: in the end of a run in which everything that was sent has been
delivered, or because the status is final. Where late messages bring it back now and again, it is a note. What
is only out of date until the news arrives is none: a message says what was so when it was sent.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  bank:
    statuses:
      new: {}
      settled: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {new: [settled], settled: [returned]}
  desk:
    statuses:
      waiting: {}
      paid: {claims: [paid]}
      filed: {}
      back: {outcome: failure, phase: final, denies: [paid]}
    moves: {paid: [filed]}
    initial: waiting
  portal:
    statuses:
      open: {}
      paid: {outcome: success, claims: [paid]}  # <- stale-claim
      returned: {outcome: failure, phase: final, denies: [paid]}
    initial: open
boundaries:
  desk-to-bank:
    from: desk
    to: bank
    status:
      when:
        new: {ignore: waiting says as much}
        settled: {report: paid, while: [waiting]}
        returned: {report: back, while: [waiting, paid]}
      no_answer: {ignore: the statement of the next day has it}
  portal-to-desk:
    from: portal
    to: desk
    status:
      when:
        waiting: {ignore: open says as much}
        paid: paid
        filed: {ignore: paid says as much}
        back: returned
      no_answer: {ignore: the desk always answers in the end}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank, revocable: true}
systems:
  bank:
    statuses:
      new: {}
      settled: {outcome: success, claims: [paid]}
      returned: {outcome: failure, phase: final, denies: [paid]}
    moves: {new: [settled], settled: [returned]}
  desk:
    statuses:
      waiting: {}
      settled: {claims: []}
      filed: {}
      back: {outcome: failure, phase: final, denies: [paid]}
    moves: {settled: [filed]}
    initial: waiting
  portal:
    statuses:
      open: {}
      settled: {outcome: success, claims: []}
      returned: {outcome: failure, phase: final, denies: [paid]}
    initial: open
boundaries:
  desk-to-bank:
    from: desk
    to: bank
    status:
      when:
        new: {ignore: waiting says as much}
        settled: {report: settled, while: [waiting]}
        returned: {report: back, while: [waiting, settled, filed]}
      no_answer: {ignore: the statement of the next day has it}
  portal-to-desk:
    from: portal
    to: desk
    status:
      when:
        waiting: {ignore: open says as much}
        settled: settled
        filed: {ignore: settled says as much}
        back: returned
      no_answer: {ignore: the desk always answers in the end}
```

## How to mend
- Let a row count in the status that stays, and lead away from it.
- Declare the status with `phase: open` where what it claims can be revoked.
- Let a status that is to stay claim nothing but what stays true.
"""

from collections.abc import Iterator

from checker.analysis.exploring.exploration import Exploration
from checker.analysis.exploring.stale import Stale
from checker.analysis.meaning.literals import Literal
from checker.model.findings import Finding, Level, Related
from checker.model.systems import Status
from checker.rules.wording import quoted, status_name


def check(exploration: Exploration) -> Iterator[Finding]:
    lasting: dict[Status, Stale] = {}
    passing: dict[Literal, Stale] = {}
    for stale in exploration.stale:
        if stale.for_ever and stale.word.status:
            lasting.setdefault(stale.word.status, stale)
    said_for_ever = {stale.literal for stale in lasting.values()}
    for stale in exploration.stale:
        if stale.literal not in said_for_ever:
            # Whoever reads the status that comes back has it too; one note stands for all of them.
            known = passing.get(stale.literal)
            if known is None or len(stale.trace) < len(known.trace):
                passing[stale.literal] = stale
    by_status = {stale.word.status: stale for stale in reversed(passing.values())}
    for stale in (*lasting.values(), *reversed(by_status.values())):
        yield _finding(exploration, stale)


def _finding(exploration: Exploration, stale: Stale) -> Finding:
    status = stale.word.status
    assert status is not None  # nothing else says anything
    fact = exploration.meaning.contracts.facts[stale.literal.fact]
    after = f"after {stale.decided}" if stale.decided else f"when {fact.owner} has said otherwise"
    says = "goes on saying" if stale.for_ever else "can come back, and then says"
    related = [
        Related(place=fact.place, says=f"{fact.name} is declared here; its source of truth is {fact.owner}")
    ]
    if stale.decided and stale.decided.status:
        related.append(
            Related(place=stale.decided.status.place, says=f"{stale.decided} says {stale.literal.negated}")
        )
    return Finding(
        rule="stale-claim",
        level=Level.ERROR if stale.for_ever else Level.NOTE,
        set=exploration.meaning.contracts.name,
        subject=str(status),
        message=f"{status_name(status)} {says} {stale.literal} {after}",
        place=status.place,
        label="says what is no longer so",
        related=tuple(related),
        trace=stale.trace,
        fix=_fix(stale, status)
        if stale.for_ever
        else "accept only newer messages: delivery: {order: versioned}",
    )


def _fix(stale: Stale, status: Status) -> str:
    final = "declare it as phase: open, and " if status.is_final else ""
    if stale.decided:
        return f"{final}let a row lead away from {quoted(status)} once there is {stale.decided}"
    return f"{final}let a row lead away from {quoted(status)} once {stale.literal} no longer holds"
