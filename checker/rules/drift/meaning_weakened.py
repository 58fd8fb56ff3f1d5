"""
A status no longer says what somebody relies on.

## Why
A middleware said COMPLETED when the warehouse had delivered. After a migration it said COMPLETED as soon as
it had taken the order itself; the name, the schema and the mapping of the portal stayed. Every check was
green, and for two weeks customers read "your goods have arrived" while the goods stood in the yard.

The rule looks at all that a status claims and denies, with what facts imply. An error where a reader who
shows something because of it says the lost part itself, or where people read the status; a warning where
somebody reads it and says nothing of the kind; a note where nobody does, or over drafts alone. What is
written once and counts for many is told once and of that: `success_claims`, the facts of a vocabulary, what
a fact implies, and a fact that can be taken back from now on. Where a status takes over the meaning that
another one had, each reader of it is broken.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  accepted: {owner: hub}
  left: {owner: wms}
  delivered: {owner: wms, implies: [left]}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [accepted]}
      done: {outcome: success, phase: final, claims: [delivered]}
  hub:
    statuses:
      RECEIVED: {claims: [accepted]}
      COMPLETED: {outcome: success, phase: final, claims: [delivered]}
  wms:
    success_claims: [delivered]
    statuses:
      PICKED: {}
      HANDED: {outcome: success, phase: final}
      PLACED: {outcome: success, phase: final}
      SIGNED: {outcome: success, phase: final, claims: [delivered]}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: taken, COMPLETED: done}, no_answer: open}}
  hub-to-wms:
    from: hub
    to: wms
    status:
      when: {PICKED: RECEIVED, HANDED: COMPLETED, PLACED: COMPLETED, SIGNED: COMPLETED}
      no_answer: RECEIVED
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  accepted: {owner: hub}
  left: {owner: wms}
  delivered: {owner: wms, implies: [left]}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [accepted]}
      done: {outcome: success, phase: final, claims: [delivered]}
  hub:
    statuses:
      RECEIVED: {claims: [accepted]}
      COMPLETED: {outcome: success, phase: final, claims: [accepted]}  # <- meaning-weakened
  wms:
    success_claims: [left]  # <- meaning-weakened
    statuses:
      PICKED: {}
      HANDED: {outcome: success, phase: final}
      PLACED: {outcome: success, phase: final}
      SIGNED: {outcome: success, phase: final, claims: [delivered]}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: taken, COMPLETED: done}, no_answer: open}}
  hub-to-wms:
    from: hub
    to: wms
    status:
      when: {PICKED: RECEIVED, HANDED: COMPLETED, PLACED: COMPLETED, SIGNED: COMPLETED}
      no_answer: RECEIVED
```

## Passes
The same is said by another route: what was implied is claimed, and what was claimed by default is written
out.
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  accepted: {owner: hub}
  left: {owner: wms}
  delivered: {owner: wms, implies: [left]}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [accepted]}
      done: {outcome: success, phase: final, claims: [delivered]}
  hub:
    statuses:
      RECEIVED: {claims: [accepted]}
      COMPLETED: {outcome: success, phase: final, claims: [delivered]}
  wms:
    success_claims: [delivered]
    statuses:
      PICKED: {}
      HANDED: {outcome: success, phase: final}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: taken, COMPLETED: done}, no_answer: open}}
  hub-to-wms: {from: hub, to: wms, status: {when: {PICKED: RECEIVED, HANDED: COMPLETED}, no_answer: RECEIVED}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  accepted: {owner: hub}
  left: {owner: wms}
  delivered: {owner: wms}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [accepted]}
      done: {outcome: success, phase: final, claims: [left, delivered]}
  hub:
    statuses:
      RECEIVED: {claims: [accepted]}
      COMPLETED: {outcome: success, phase: final, claims: [left, delivered]}
  wms:
    statuses:
      PICKED: {}
      HANDED: {outcome: success, phase: final, claims: [left, delivered]}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: taken, COMPLETED: done}, no_answer: open}}
  hub-to-wms: {from: hub, to: wms, status: {when: {PICKED: RECEIVED, HANDED: COMPLETED}, no_answer: RECEIVED}}
```

## How to mend
- Let the status say what it said, and give the new meaning a status of its own.
- Change every reader that goes by it first, then accept the change with an entry of `changes` that names
  them.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import each_once, readers, relying
from checker.analysis.drift.statuses import Kept, KeptFact, Shared
from checker.analysis.meaning.literals import Literal
from checker.model.findings import Finding
from checker.rules.drift.reasons_said import reason_cause, reason_said, said_by, sayers
from checker.rules.drift.telling import (
    affected,
    chain_steps,
    names,
    of_status,
    reworded,
    said,
    status_cause,
    told,
)
from checker.rules.drift.weighing import as_twin, drafts, weight
from checker.rules.wording import facts, listed


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        if kept.lost:
            yield _of_status(drift, kept)
    for shared in drift.statuses.shared:
        if shared.lost:
            yield _of_reason(drift, shared)
    for fact in drift.statuses.facts:
        if fact.new.revocable and not fact.old.revocable:
            yield from _of_revocable(drift, fact)


def _of_status(drift: Drift, kept: Kept) -> Finding:
    everybody = readers(drift.before, kept.old)
    rely = everybody if kept.twin else relying(drift.before, kept.old, kept.lost)
    concerned = rely or everybody
    whom = affected(concerned)
    more = kept.gained | kept.instead
    instead = f", but {facts(more)}" if more else ""
    return told(
        drift,
        "meaning-weakened",
        weight(rely, everybody),
        subject=of_status(kept.new),
        message=f"{kept.new} no longer says {facts(kept.lost)}{instead}{as_twin(kept)}"
        f"{f'; {whom}' if whom else ''}",
        place=kept.after.place,
        label=f"said {facts(kept.old.says)} before",
        before=kept.before.place,
        was=said(kept.old.says),
        now=said(kept.new.says),
        readers=names(concerned),
        trace=chain_steps(drift.before, concerned[0].chain) if concerned else (),
        cause=status_cause(kept.new),
        notes=[*reworded(kept), *drafts(concerned)],
        fix=f"let it say {facts(kept.lost)} as before, and give the new meaning a status of its own",
    )


def _of_reason(drift: Drift, shared: Shared) -> Finding:
    """One finding for all statuses that lost something because of what is written once."""
    reason = shared.reason
    rely = each_once(one for kept, lost in shared.lost for one in relying(drift.before, kept.old, lost))
    everybody = each_once(one for kept, _ in shared.lost for one in readers(drift.before, kept.old))
    concerned = rely or everybody
    whom = affected(concerned)
    lost = frozenset[Literal]().union(*(literals for _, literals in shared.lost))
    return told(
        drift,
        "meaning-weakened",
        weight(rely, everybody),
        subject=reason.name,
        message=f"{reason_said(reason)}, so that {said_by(shared.lost, 'no longer ')}"
        f"{f'; {whom}' if whom else ''}",
        place=reason.new,
        label=f"was {listed(reason.was) or 'nothing'}",
        before=reason.old,
        was=list(reason.was),
        now=list(reason.now),
        readers=names(concerned),
        trace=chain_steps(drift.before, concerned[0].chain) if concerned else (),
        cause=reason_cause(reason),
        notes=drafts(concerned),
        fix=f"let it stand as it was, or let the statuses that said {facts(lost)} claim it themselves",
    )


def _of_revocable(drift: Drift, fact: KeptFact) -> Iterator[Finding]:
    """What can be taken back is less than what stands once it is so."""
    claim = frozenset({Literal(fact.new.name)})
    saying = [one for one in drift.statuses.kept if claim <= one.old.says and claim <= one.new.says]
    if not saying:
        return
    concerned = each_once(one for kept in saying for one in relying(drift.before, kept.old, claim))
    whom = affected(concerned)
    yield told(
        drift,
        "meaning-weakened",
        weight(concerned, ()),
        subject=fact.new.name,
        message=f"{fact.new.name} can be taken back now, and could not before: "
        f"{sayers(saying)} may not stand{f'; {whom}' if whom else ''}",
        place=fact.new.place,
        label="revocable from now on",
        before=fact.old.place,
        was="stable",
        now="revocable",
        readers=names(concerned),
        cause=f"fact {fact.new.name}",
        notes=drafts(concerned),
        fix="declare what can be taken back as a fact of its own",
    )
