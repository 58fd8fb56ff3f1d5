"""
A status that people read can stand for something that it never stood for, though no single row was changed.

## Why
A warehouse got a new status, "parked", for goods that wait in the yard. The ERP took it for the end of its
own work, as it took "left", and reported "done". The portal, two systems on, makes "finished" of "done", as
it always has. Each team had looked at its own table alone, and customers read "finished" for goods that
stood in the yard.

For each status that people read, all that can stand behind it is worked out, through every table. It is an
error when something comes in that does not say what everything behind it said before of the facts the
status speaks of, or that has an outcome which none of it had. To stand for less is no harm. A changed row
or status on the way that explains it is told instead, and names this rule; over a draft boundary it is a
note.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  portal:
    statuses:
      open: {}
      finished: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      planned: {}
      done: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {planned: open, done: finished}, no_answer: open}}
  erp-to-wms: {from: erp, to: wms, status: {when: {picked: planned, left: done}, no_answer: planned}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms}
systems:
  portal:
    statuses:
      open: {}
      finished: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      planned: {}
      done: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
      parked: {}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status:
      when:
        planned: open
        done: finished  # <- composed-meaning-changed
      no_answer: open
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {picked: planned, left: done, parked: done}, no_answer: planned}
```

## Passes
The new status says what the others said, and one that says less leads to a status that promises nothing:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  portal:
    statuses:
      open: {}
      finished: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      planned: {}
      done: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {planned: open, done: finished}, no_answer: open}}
  erp-to-wms: {from: erp, to: wms, status: {when: {picked: planned, left: done}, no_answer: planned}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms}
systems:
  portal:
    statuses:
      open: {}
      finished: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      planned: {}
      done: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
      collected: {outcome: success, phase: final, claims: [shipped]}
      parked: {}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {planned: open, done: finished}, no_answer: open}}
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {picked: planned, left: done, collected: done, parked: planned}, no_answer: planned}
```

## How to mend
- Follow the trace from what is new to what people read, and let it branch off where it first says too much.
- If the source does mean the same, let it say so: give it the claims, or the outcome, of the others.
- If people are to read less into the status from now on, take the claim away from it, and accept that.
"""

from collections.abc import Iterator

from checker.analysis.composed.relation import read
from checker.analysis.drift import Drift
from checker.analysis.drift.composition import Widened
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import chain_steps, of_status, told
from checker.rules.wording import facts, listed


def check(drift: Drift) -> Iterator[Finding]:
    for found in drift.widened:
        lacks = (
            f"which does not say {facts(found.missing)}"
            if found.missing
            else f"whose outcome is {found.source.outcome.value}"
        )
        stood = (
            facts(found.promised)
            if found.missing
            else f"an outcome of {listed((one.value for one in found.outcomes), 'or')}"
        )
        drafts = [one.boundary for one in found.chain if _is_draft(drift, one.boundary)]
        last = found.chain[-1]
        yield told(
            drift,
            "composed-meaning-changed",
            Level.ERROR,
            subject=of_status(found.shown),
            message=f"{found.shown} can stand for {found.source} now, {lacks}; before, whatever "
            f"{found.source.system} showed behind it meant {stood}",
            place=last.place,
            label=f"this way {found.source} gets to {found.shown}",
            was=str(stood),
            now=of_status(found.source),
            readers=[found.shown.system],
            boundary=drafts[0] if drafts else last.boundary,
            trace=chain_steps(drift.after, found.chain),
            cause=_cause(drift, found),
            fix=f"let {found.source} lead to a status that says no more than it does",
        )


def _is_draft(drift: Drift, name: str | None) -> bool:
    boundary = drift.after.contracts.boundaries.get(name or "")
    return boundary is not None and boundary.is_draft


def _cause(drift: Drift, found: Widened) -> str:
    """A changed row on the way, or a status that is new; else the way itself."""
    passed = {word for reading in found.chain for word in read(drift.after.meaning, reading)}
    places = {reading.place for reading in found.chain}
    changes = [change for change in drift.rows if change.place in places]
    of_these = (change for change in changes if passed & {*change.words, *change.more})
    if change := next(of_these, None):
        return change.cause
    on_the_way = {found.source, *(word for reading in found.chain for word in reading.words)}
    for word in drift.statuses.come:
        if word in on_the_way:
            return f"status {of_status(word)}"
    return changes[0].cause if changes else f"way {of_status(found.source)} {of_status(found.shown)}"
