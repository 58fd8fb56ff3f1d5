"""
A status says more than it did, and may still be shown in the old sense.

## Why
An ERP had shown 53 once an order message was stored. The contract was changed to say that 53 means a posted
sales order, since the new release posts at once. Two plants ran the old release for another quarter, sent
53 for orders that waited in a list, and the portal told their customers that these were confirmed.

The rule looks at all that a status claims and denies, with what facts imply. An error where a reader who
shows something because of it says the new part itself, or where people read the status; a warning where
somebody reads it and says nothing of the kind. A note where nobody reads it, where every row that led to it
knew the new part already, or over drafts alone. `success_claims`, the facts of a vocabulary, what a fact
implies, and a fact that can't be taken back any more are told once.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  stored: {owner: erp}
  posted: {owner: erp, implies: [stored]}
  shipped: {owner: erp}
systems:
  portal:
    statuses:
      open: {}
      stored: {claims: [stored]}
      confirmed: {claims: [posted]}
      done: {outcome: success, phase: final, claims: [shipped]}
  erp:
    statuses:
      53: {claims: [stored]}
      62: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {53: stored, 62: confirmed, GI: done}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  stored: {owner: erp}
  posted: {owner: erp, implies: [stored]}
  shipped: {owner: erp, implies: [posted]}  # <- meaning-strengthened
systems:
  portal:
    statuses:
      open: {}
      stored: {claims: [stored]}
      confirmed: {claims: [posted]}
      done: {outcome: success, phase: final, claims: [shipped]}
  erp:
    statuses:
      53: {claims: [posted]}  # <- meaning-strengthened
      62: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {53: confirmed, 62: confirmed, GI: done}, no_answer: open}
```

## Passes
What follows from a claim anyway is written out:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  stored: {owner: erp}
  posted: {owner: erp, implies: [stored]}
systems:
  portal:
    statuses:
      open: {}
      stored: {claims: [stored]}
      confirmed: {claims: [posted]}
  erp:
    statuses:
      53: {claims: [stored]}
      62: {claims: [posted]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {53: stored, 62: confirmed}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  stored: {owner: erp}
  posted: {owner: erp, implies: [stored]}
systems:
  portal:
    statuses:
      open: {}
      stored: {claims: [stored]}
      confirmed: {claims: [posted, stored]}
  erp:
    statuses:
      53: {claims: [stored]}
      62: {claims: [stored, posted]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {53: stored, 62: confirmed}, no_answer: open}}
```

## How to mend
- Give what says more a status of its own, and let the old one mean what it meant.
- Where it always held when the status was shown, accept the change and say so in `because`.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import each_once, readers, relying
from checker.analysis.drift.statuses import Kept, KeptFact, Shared
from checker.analysis.meaning.literals import Literal, Literals
from checker.model.findings import Finding, Level
from checker.rules.drift.reasons_said import reason_cause, reason_said, said_by, sayers
from checker.rules.drift.telling import affected, names, of_status, reworded, said, status_cause, told
from checker.rules.drift.weighing import as_twin, drafts, weight
from checker.rules.wording import facts, listed


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        if kept.gained and not kept.lost:
            yield _of_status(drift, kept)
    for shared in drift.statuses.shared:
        if shared.gained:
            yield _of_reason(drift, shared)
    for fact in drift.statuses.facts:
        if fact.old.revocable and not fact.new.revocable:
            yield from _of_stable(drift, fact)


def _of_status(drift: Drift, kept: Kept) -> Finding:
    is_known = _was_known(drift, kept, kept.gained) and not kept.twin
    everybody = readers(drift.after, kept.new)
    rely = everybody if kept.twin else relying(drift.after, kept.new, kept.gained)
    concerned = rely or everybody
    whom = affected(concerned)
    known = ", which was known whenever it was reported" if is_known else ", and may still be shown as before"
    return told(
        drift,
        "meaning-strengthened",
        Level.NOTE if is_known else weight(rely, everybody),
        subject=of_status(kept.new),
        message=f"{kept.new} now says {facts(kept.gained)}{as_twin(kept) or known}"
        f"{f'; {whom}' if whom else ''}",
        place=kept.after.place,
        label=f"said {facts(kept.old.says) or 'nothing'} before",
        before=kept.before.place,
        was=said(kept.old.says),
        now=said(kept.new.says),
        readers=names(concerned),
        cause=status_cause(kept.new),
        notes=[*reworded(kept), *drafts(concerned)],
        fix=f"give what says {facts(kept.gained)} a status of its own",
    )


def _of_reason(drift: Drift, shared: Shared) -> Finding:
    """One finding for all statuses that say more because of what is written once."""
    reason = shared.reason
    new = [(kept, gained) for kept, gained in shared.gained if not _was_known(drift, kept, gained)]
    rely = each_once(one for kept, gained in new for one in relying(drift.after, kept.new, gained))
    everybody = each_once(one for kept, _ in new for one in readers(drift.after, kept.new))
    concerned = rely or everybody
    whom = affected(concerned)
    return told(
        drift,
        "meaning-strengthened",
        weight(rely, everybody),
        subject=reason.name,
        message=f"{reason_said(reason)}, so that {said_by(new or shared.gained)} as well"
        f"{f'; {whom}' if whom else ''}",
        place=reason.new,
        label=f"was {listed(reason.was) or 'nothing'}",
        before=reason.old,
        was=list(reason.was),
        now=list(reason.now),
        readers=names(concerned),
        cause=reason_cause(reason),
        notes=drafts(concerned),
        fix="make sure that it held whenever this was said, or declare what is new beside it",
    )


def _of_stable(drift: Drift, fact: KeptFact) -> Iterator[Finding]:
    """What could be taken back, and now stands for good, is more."""
    claim = frozenset({Literal(fact.new.name)})
    saying = [one for one in drift.statuses.kept if claim <= one.old.says and claim <= one.new.says]
    if not saying:
        return
    concerned = each_once(one for kept in saying for one in relying(drift.after, kept.new, claim))
    whom = affected(concerned)
    yield told(
        drift,
        "meaning-strengthened",
        weight(concerned, ()),
        subject=fact.new.name,
        message=f"{fact.new.name} can never be taken back now, and could before: "
        f"{sayers(saying)} may still be shown as before"
        f"{f'; {whom}' if whom else ''}",
        place=fact.new.place,
        label="stable from now on",
        before=fact.old.place,
        was="revocable",
        now="stable",
        readers=names(concerned),
        cause=f"fact {fact.new.name}",
        notes=drafts(concerned),
        fix="declare what stands for good as a fact of its own",
    )


def _was_known(drift: Drift, kept: Kept, gained: Literals) -> bool:
    """Whether it was only ever shown where all that it says now was known."""
    meaning = drift.before.meaning
    leading = [
        one for one in (*meaning.readings, *meaning.leavings) if one.reports and one.reports == kept.before
    ]
    by_itself = {move.target for move in meaning.contracts.systems[kept.old.system].moves}
    by_itself |= {start.status.code for start in meaning.starts[kept.old.system] if start.status}
    return bool(leading) and kept.old.code not in by_itself and all(gained <= one.evidence for one in leading)
