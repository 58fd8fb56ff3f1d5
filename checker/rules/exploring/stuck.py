"""
The matter is decided, and a system goes on saying that it is in progress, for ever.

## Why
A bank rejected a payment. The row for it counted while the portal showed "submitted", and the portal had
moved on to "in progress" by a quicker message. No later message was to come. The clerk waited nine days.

A run ends where everything that was sent has been delivered. Silence, and what a system does of itself after
something has an outcome, need not happen.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  settled: {owner: bank}
  shipped: {owner: wms}
systems:
  bank:
    statuses:
      received: {}
      accepted: {outcome: success, phase: final, claims: [settled]}
      rejected: {outcome: failure, phase: final, denies: [settled]}
    moves: {received: [accepted, rejected]}
  wms:
    statuses:
      picking: {}
      gone: {outcome: success, phase: final, claims: [shipped]}
    moves: {picking: [gone]}
  portal:
    statuses:
      submitted: {}
      in_progress: {}  # <- stuck
      paid: {outcome: success, phase: final, claims: [settled]}
      failed: {outcome: failure, phase: final, denies: [settled]}
    initial: submitted
  shop:
    statuses:
      ordered: {}
      packed: {}  # <- stuck
      sent: {outcome: success, phase: final, claims: [shipped]}
    initial: ordered
boundaries:
  portal-to-bank:
    from: portal
    to: bank
    status:
      when:
        received: {report: in_progress, while: [submitted]}
        accepted: {report: paid, while: [submitted, in_progress]}
        rejected: {report: failed, while: [submitted]}
      no_answer: {ignore: the statement of the next morning has it}
  shop-to-wms:
    from: shop
    to: wms
    status:
      when:
        picking: {report: packed, while: [ordered]}
        gone: {report: sent, while: [ordered]}
      no_answer: {ignore: the warehouse always answers in the end}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  settled: {owner: bank}
  shipped: {owner: wms}
systems:
  bank:
    statuses:
      received: {}
      accepted: {outcome: success, phase: final, claims: [settled]}
      rejected: {outcome: failure, phase: final, denies: [settled]}
    moves: {received: [accepted, rejected]}
  wms:
    statuses:
      picking: {}
      gone: {outcome: success, phase: final, claims: [shipped]}
    moves: {picking: [gone]}
  portal:
    statuses:
      submitted: {}
      in_progress: {}
      paid: {outcome: success, phase: final, claims: [settled]}
      failed: {outcome: failure, phase: final, denies: [settled]}
    initial: submitted
  shop:
    statuses:
      ordered: {}
      packed: {}
      sent: {outcome: success, phase: final, claims: [shipped]}
    initial: ordered
boundaries:
  portal-to-bank:
    from: portal
    to: bank
    status:
      when:
        received: {report: in_progress, while: [submitted]}
        accepted: {report: paid, while: [submitted, in_progress]}
        rejected: {report: failed, while: [submitted, in_progress]}
      no_answer: {ignore: the statement of the next morning has it}
  shop-to-wms:
    from: shop
    to: wms
    status:
      when:
        picking: {report: packed, while: [ordered]}
        gone: {report: sent, while: [ordered, packed]}
      no_answer: {ignore: the warehouse always answers in the end}
```

## How to mend
- Let the row of the decision count in the status that stays (`while`), or leave its `while` out.
- Report a status with an outcome where nothing more is to come.
- Say what a system starts in (`initial`) where every row asks that it shows a status already.
"""

from collections.abc import Iterator

from checker.analysis.exploring.exploration import Exploration
from checker.analysis.exploring.stuck import Stuck
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.starts import entered
from checker.model.findings import Finding, Level, Related


def check(exploration: Exploration) -> Iterator[Finding]:
    for stuck in exploration.stuck:
        yield _finding(exploration, stuck)


def _finding(exploration: Exploration, stuck: Stuck) -> Finding:
    contracts = exploration.meaning.contracts
    status = stuck.word.status if stuck.word else None
    fact = contracts.facts[stuck.fact]
    stays = f'stays "{status.code}" for ever' if status else "shows nothing, for ever"
    where = f'in "{status.code}"' if status else f"while {stuck.system} shows nothing yet"
    decided = stuck.decided.status
    related = [
        Related(place=fact.place, says=f"{fact.name} is declared here; its source of truth is {fact.owner}")
    ]
    if decided:
        related.insert(0, Related(place=decided.place, says=f"{stuck.decided} is declared here"))
    return Finding(
        rule="stuck",
        level=Level.ERROR,
        set=contracts.name,
        subject=str(status) if status else stuck.system,
        message=f"after {stuck.decided}{_says(stuck)} {stuck.system} {stays}",
        place=status.place if status else contracts.systems[stuck.system].place,
        label=f"silent on {stuck.fact}, and nothing more comes",
        related=tuple(related),
        trace=stuck.trace,
        fix=f"{_begin(exploration, stuck)}let what follows from {stuck.decided} count {where}",
    )


def _says(stuck: Stuck) -> str:
    said = [literal for literal in sorted_literals(stuck.decided.says) if literal.fact == stuck.fact]
    return f", which says {said[0]}," if said else ""


def _begin(exploration: Exploration, stuck: Stuck) -> str:
    """A system that shows nothing till it hears hears nothing where each `while` names a status of it."""
    contracts = exploration.meaning.contracts
    if stuck.word or stuck.system in entered(contracts):
        return ""
    first, *_ = contracts.systems[stuck.system].statuses  # it has one that speaks of the fact
    return f"say what {stuck.system} starts in (initial: {first}), or "
