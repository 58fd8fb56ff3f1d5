"""
A system no longer shows its statuses in an order that readers may wait for.

## Why
A ticket system let agents reopen what was solved, and a report counted each reopening as a complaint. Then
reopening was switched off: a new ticket is opened instead. The complaints went down to nothing within a
day, which was celebrated for a quarter.

It looks at `moves` and at where a system starts (`initial`), between statuses that are still there. It is a
warning when somebody reads the second of the two, and a note when nobody does, over draft boundaries alone,
or when the one still leads to the other by more steps. A system that no longer declares any moves is one
finding.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  solved: {owner: desk, revocable: true}
systems:
  report:
    statuses:
      running: {}
      fine: {outcome: success, claims: [solved]}
      complaint: {outcome: failure, denies: [solved]}
    initial: running
  desk:
    statuses:
      new: {}
      solved: {outcome: success, claims: [solved]}
      reopened: {outcome: failure, denies: [solved]}
    moves: {new: [solved, reopened], solved: [reopened]}
    initial: new
boundaries:
  report-to-desk:
    from: report
    to: desk
    status: {when: {new: running, solved: fine, reopened: complaint}, no_answer: running}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  solved: {owner: desk, revocable: true}
systems:
  report:
    statuses:
      running: {}
      fine: {outcome: success, claims: [solved]}
      complaint: {outcome: failure, denies: [solved]}
    initial: running
  desk:  # <- move-removed
    statuses:
      new: {}
      solved: {outcome: success, claims: [solved]}
      reopened: {outcome: failure, denies: [solved]}
    moves: {new: [solved, reopened]}
    initial: new
boundaries:
  report-to-desk:
    from: report
    to: desk
    status: {when: {new: running, solved: fine, reopened: complaint}, no_answer: running}
```

## Passes
A status that is gone takes its moves with it, and the others stay:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  solved: {owner: desk, revocable: true}
systems:
  report:
    statuses:
      running: {}
      fine: {outcome: success, claims: [solved]}
    initial: running
  desk:
    statuses:
      new: {}
      parked: {}
      solved: {outcome: success, claims: [solved]}
    moves: {new: [solved, parked], parked: [solved]}
    initial: new
boundaries:
  report-to-desk:
    from: report
    to: desk
    status: {when: {new: running, parked: running, solved: fine}, no_answer: running}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  solved: {owner: desk, revocable: true}
systems:
  report:
    statuses:
      running: {}
      fine: {outcome: success, claims: [solved]}
    initial: running
  desk:
    statuses:
      new: {}
      solved: {outcome: success, claims: [solved]}
    moves: {new: [solved]}
    initial: new
    retired: [parked]
boundaries:
  report-to-desk: {from: report, to: desk, status: {when: {new: running, solved: fine}, no_answer: running}}
```

## How to mend
- Ask each reader named what it does when the second status does not come any more, then accept the change.
- If somebody waits for it, leave the move, or tell them by a status of its own.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import people_read, readers
from checker.analysis.drift.sequences import Orderly, move_cause
from checker.model.findings import Finding, Level
from checker.rules.drift.move_added import steps, told_as
from checker.rules.drift.telling import affected, names, of_status, told
from checker.rules.drift.weighing import drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for step in drift.sequences.removed:
        concerned = () if step.is_short else readers(drift.before, step.target)
        whom = affected(concerned)
        began = f'{step.system} no longer starts in "{step.target.code}"'
        went = f'{step.source} no longer goes on to "{step.target.code}"'
        short = ", but gets there by more steps" if step.is_short else ""
        yield told(
            drift,
            "move-removed",
            min(weight(concerned, concerned), Level.WARNING),
            subject=of_status(step.source or step.target),
            message=f"{went if step.source else began}{short}{f'; {whom}' if whom else ''}",
            place=step.place,
            label="readers may wait for it",
            was=told_as(step),
            now=None,
            readers=names(concerned),
            notes=drafts(concerned),
            trace=steps(tuple(word for word in (step.source, step.target) if word), step.place),
            cause=move_cause(step.system, step.source.code if step.source else None, str(step.target.code)),
            fix="see to it that nobody waits for the second after the first, then accept it"
            if step.source
            else "see to it that nobody waits for it, then accept it",
        )
    for order in drift.sequences.orders:
        if order.became is Orderly.UNSAID:
            yield told(
                drift,
                "move-removed",
                Level.WARNING if _is_read(drift, order.system) else Level.NOTE,
                subject=order.system,
                message=f"nothing says any more in which order the statuses of {order.system} come",
                place=order.place,
                label="it had moves",
                was="moves",
                now=None,
                cause=f"moves {order.system}",
                fix="declare its moves as before: what can follow what is checked by them alone",
            )


def _is_read(drift: Drift, system: str) -> bool:
    words = drift.before.meaning.vocabulary.shown_by(system)
    return people_read(drift.before, system) or any(readers(drift.before, word) for word in words)
