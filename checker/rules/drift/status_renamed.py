"""
A status is called otherwise, and says what it said.

## Why
A hub renamed DONE to COMPLETED, "for consistency", and changed its own mapping with it. The reporting job
compared texts with "DONE" and counted no finished order from that evening on. Nothing had failed anywhere;
the curve in the management report fell to zero over a weekend.

A status is taken for another one of a new name where a single one went and a single one came that has the
same phase, outcome, claims and denials. What says nothing is told by its words, or by the rows it stands
in. A warning; a note where nobody reads the status, where the old name stands under `retired`, or where
readers hear of it over drafts alone. Systems and facts of another name are noted too: all else is compared
as if they had had that name before.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
  shipped: {owner: erp, implies: [posted], means: The goods have left}
systems:
  portal:
    statuses:
      open: {}
      ordered: {claims: [posted]}
      closed: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      QUEUED: {}
      RECEIVED: {claims: [posted]}
      DONE: {outcome: success, phase: final, claims: [shipped]}
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    status: {when: {QUEUED: open, RECEIVED: ordered, DONE: closed}, no_answer: open}
  hub-to-erp: {from: hub, to: erp, status: {when: {53: RECEIVED, GI: DONE}, no_answer: QUEUED}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 2.0.0
facts:
  booked: {owner: erp, means: A sales order exists}  # <- status-renamed
  shipped: {owner: erp, implies: [booked], means: The goods have left}
systems:
  shop:  # <- status-renamed
    statuses:
      open: {}
      ordered: {claims: [booked]}
      closed: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      QUEUED: {}
      RECEIVED: {claims: [booked]}
      COMPLETED: {outcome: success, phase: final, claims: [shipped]}  # <- status-renamed
  erp:
    statuses:
      53: {claims: [booked]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-hub:
    from: shop
    to: hub
    status: {when: {QUEUED: open, RECEIVED: ordered, COMPLETED: closed}, no_answer: open}
  hub-to-erp: {from: hub, to: erp, status: {when: {53: RECEIVED, GI: COMPLETED}, no_answer: QUEUED}}
```

## Passes
The new name stands beside the old one as long as somebody may still show or read that:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
  shipped: {owner: erp, implies: [posted], means: The goods have left}
systems:
  portal:
    statuses:
      open: {}
      ordered: {claims: [posted]}
      closed: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      QUEUED: {}
      RECEIVED: {claims: [posted]}
      DONE: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    status: {when: {QUEUED: open, RECEIVED: ordered, DONE: closed}, no_answer: open}
  hub-to-erp: {from: hub, to: erp, status: {when: {53: RECEIVED, GI: DONE}, no_answer: QUEUED}}
```
```yaml before/erp.contract.yaml
systems:
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp, means: A sales order exists}
  shipped: {owner: erp, implies: [posted], means: The goods have left}
systems:
  portal:
    statuses:
      open: {}
      ordered: {claims: [posted]}
      closed: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      QUEUED: {}
      RECEIVED: {claims: [posted]}
      DONE:
        outcome: success
        phase: final
        claims: [shipped]
        deprecated: {instead: COMPLETED, until: 2099-12-31}
      COMPLETED: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    status: {when: {QUEUED: open, RECEIVED: ordered, DONE: closed, COMPLETED: closed}, no_answer: open}
  hub-to-erp: {from: hub, to: erp, status: {when: {53: RECEIVED, GI: DONE}, no_answer: QUEUED}}
```
```yaml after/erp.contract.yaml
systems:
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
```

## How to mend
- Let both names stand, the old one with `deprecated: {instead: …, until: …}`, until every reader knows the
  new one.
- Write the old name under `retired` once nobody can show it any more, so that it never comes back.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.analysis.drift.statuses import Kept
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import affected, names, of_status, status_cause, told
from checker.rules.drift.weighing import drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        if kept.name is not None:
            yield _status(drift, kept, kept.name)
    yield from _facts(drift)
    yield from _systems(drift)


def _status(drift: Drift, kept: Kept, name: str) -> Finding:
    system = drift.after.contracts.systems[kept.new.system]
    is_retired = name in {ref.name for ref in system.retired}
    concerned = readers(drift.before, kept.old)
    whom = affected(concerned)
    return told(
        drift,
        "status-renamed",
        Level.NOTE if is_retired else weight((), concerned),
        subject=of_status(kept.new),
        message=f'{kept.new} was called "{name}"{f"; {whom}" if whom else ""}',
        place=kept.after.place,
        label="the same meaning under another name",
        before=kept.before.place,
        was=name,
        now=kept.new.code,
        readers=names(concerned),
        cause=status_cause(kept.new),
        notes=drafts(concerned),
        fix="make sure that nobody shows the old name any more"
        if is_retired
        else f"write retired: [{name}], once nobody can show the old name any more",
    )


def _facts(drift: Drift) -> Iterator[Finding]:
    for fact in drift.statuses.facts:
        if fact.name is not None:
            yield told(
                drift,
                "status-renamed",
                Level.NOTE,
                subject=fact.new.name,
                message=f"the fact {fact.new.name} was called {fact.name}",
                place=fact.new.place,
                label="the same fact under another name",
                before=fact.old.place,
                was=fact.name,
                now=fact.new.name,
                cause=f"fact {fact.new.name}",
                fix="declare both, if they are two facts",
            )


def _systems(drift: Drift) -> Iterator[Finding]:
    for was, now in drift.names.systems.items():
        system = drift.after.contracts.systems[now]
        yield told(
            drift,
            "status-renamed",
            Level.NOTE,
            subject=now,
            message=f"the system {now} was called {was}",
            place=system.place,
            label="the same system under another name",
            before=drift.before.contracts.systems[now].place,
            was=was,
            now=now,
            cause=f"system {now}",
            fix="declare both, if they are two systems",
        )
