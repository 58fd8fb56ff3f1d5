"""
Two outcomes that were told apart lead to one status now.

## Why
A payment page showed "paid" and "declined". A new version of the checkout wanted one status, "closed", for
all that was over, and both rows were pointed at it. The mails to customers went by "closed": those whose
cards had been declined were thanked for their payment.

It is an error when a row now leads to the same status as one of another outcome (success, failure or
partial), which led elsewhere before. Outcomes that say nothing, `none` and `unknown`, are not counted.
Where neither people nor another system can see the difference, it is a note. If a failure falls in with a
success, `rejection-path-removed` tells it first and names this rule.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank}
systems:
  page:
    statuses:
      waiting: {}
      paid: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      closed: {phase: final}
    initial: waiting
  bank:
    statuses:
      pending: {}
      settled: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
boundaries:
  page-to-bank:
    from: page
    to: bank
    status: {when: {pending: waiting, settled: paid, declined: declined}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: bank}
systems:
  page:
    statuses:
      waiting: {}
      paid: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      closed: {phase: final}
    initial: waiting
  bank:
    statuses:
      pending: {}
      settled: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
boundaries:
  page-to-bank:
    from: page
    to: bank
    status:
      when:
        pending: waiting
        settled: closed  # <- rows-merged
        declined: closed  # <- rows-merged
      no_answer: waiting
```

## Passes
Two failures fall into one:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  paid: {owner: bank}
systems:
  page:
    statuses:
      waiting: {}
      paid: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      expired: {outcome: failure, phase: final, denies: [paid]}
    initial: waiting
  bank:
    statuses:
      settled: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      expired: {outcome: failure, phase: final, denies: [paid]}
boundaries:
  page-to-bank:
    from: page
    to: bank
    status: {when: {settled: paid, declined: declined, expired: expired}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  paid: {owner: bank}
systems:
  page:
    statuses:
      waiting: {}
      paid: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      expired: {outcome: failure, phase: final, denies: [paid]}
    initial: waiting
  bank:
    statuses:
      settled: {outcome: success, phase: final, claims: [paid]}
      declined: {outcome: failure, phase: final, denies: [paid]}
      expired: {outcome: failure, phase: final, denies: [paid]}
boundaries:
  page-to-bank:
    from: page
    to: bank
    status: {when: {settled: paid, declined: declined, expired: declined}, no_answer: waiting}
```

## How to mend
- Report what was reported before for one of the two.
- If one status is to stand for both, give it no outcome, and a second status to each outcome that readers
  need.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.row_change import RowChange
from checker.analysis.meaning.readings import Kind, Word
from checker.model.findings import Finding
from checker.model.systems import Outcome, Status
from checker.rules.drift.rows_said import means_the_same, seen, told_of_row, what_is_read, while_clause
from checker.rules.drift.telling import declared
from checker.rules.wording import listed, quoted, status_name


def check(drift: Drift) -> Iterator[Finding]:
    for change in drift.rows:
        if len(change.words) != 1 or not change.old.names:
            continue
        for target in change.new.reported:
            if str(target) not in change.old.names and (other := _beside(drift, change, target)):
                yield _told(drift, change, target, other)
                break


def _beside(drift: Drift, change: RowChange, target: Status) -> Word | None:
    """A status of another outcome that leads to the same now, and led elsewhere than this one before."""
    word = change.words[0]
    was = [drift.before.word(status) for status in change.old.reported]
    for reading in drift.after.meaning.readings:
        other = reading.words[0] if reading.words else word
        if reading.kind not in (Kind.ROW, Kind.OTHERWISE) or reading.reports != target:
            continue
        if other.system != word.system or reading.reporter != change.reporter or other.status is None:
            continue
        if _is_alike(other.outcome, word.outcome):
            continue
        before = _led_to(drift, other, change.reporter)
        if (
            before
            and not {w.code for w in before} & {w.code for w in was}
            and not means_the_same(was, before)
        ):
            return other
    return None


def _told(drift: Drift, change: RowChange, target: Status, other: Word) -> Finding:
    name, was = status_name(target), listed(map(quoted, change.old.reported))
    here = f"{what_is_read(change)} ({change.words[0].outcome.value})"
    return told_of_row(
        drift,
        "rows-merged",
        change,
        seen(drift, change),
        subject=str(target),
        message=f"{here} and {other} ({other.outcome.value}) both lead to {name} now"
        f"{while_clause(change)}; before, {what_is_read(change)} led to {was}",
        label=f"was {was}",
        related=[declared(target, f"{name} is declared here")],
        fix=f"report {was} for {what_is_read(change)} as before, or give each outcome a status of its own",
    )


def _is_alike(one: Outcome, other: Outcome) -> bool:
    return one is other or Outcome.NONE in (one, other) or Outcome.UNKNOWN in (one, other)


def _led_to(drift: Drift, word: Word, reporter: str) -> list[Word]:
    """What was reported for a status before."""
    earlier = drift.before.status(word.system, str(word.code))
    if earlier is None:
        return []
    return [
        drift.before.word(one.reports)
        for one in drift.before.meaning.readings
        if one.reporter == reporter and one.reports and one.words == (drift.before.word(earlier),)
    ]
