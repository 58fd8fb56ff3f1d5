"""
A fact has another source of truth.

## Why
"Paid" had been known by the accounting system. When the payment provider was connected, somebody made that
the owner of `paid`. The provider calls a payment paid when it is authorised; accounting when the money is
there. The portal went on taking it from accounting, the reports from the provider, and the two were never
equal again.

An error where somebody relies on what a status says of the fact, a warning where statuses speak of it and
nobody relies on that, a note where none does. From a system to a face of it, or back, nothing has moved.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  paid: {owner: erp}
systems:
  portal:
    statuses:
      open: {}
      ordered: {claims: [posted]}
      paid: {outcome: success, phase: final, claims: [paid]}
  erp:
    statuses:
      53: {claims: [posted]}
      CL: {outcome: success, phase: final, claims: [paid]}
  psp:
    external: true
    statuses:
      pending: {}
      captured: {outcome: success, phase: final, claims: [paid]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {53: ordered, CL: paid}, no_answer: open}}
  portal-to-psp: {from: portal, to: psp, status: {when: {pending: open, captured: paid}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp}
  paid: {owner: psp}  # <- owner-moved
systems:
  portal:
    statuses:
      open: {}
      ordered: {claims: [posted]}
      paid: {outcome: success, phase: final, claims: [paid]}
  erp:
    statuses:
      53: {claims: [posted]}
      CL: {outcome: success, phase: final, claims: [paid]}
  psp:
    external: true
    statuses:
      pending: {}
      captured: {outcome: success, phase: final, claims: [paid]}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {53: ordered, CL: paid}, no_answer: open}}
  portal-to-psp: {from: portal, to: psp, status: {when: {pending: open, captured: paid}, no_answer: open}}
```

## Passes
The face of a system knows what the system knows:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  taken: {owner: erp}
  posted: {owner: erp}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [taken]}
      ordered: {outcome: success, phase: final, claims: [posted]}
  erp:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
      64: {}
  erp_http: {part_of: erp, statuses: {202: {claims: [taken]}, 503: {outcome: unknown}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status:
      when: {53: ordered, 64: open, erp_http/202: taken, erp_http/503: open}
      no_answer: open
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  taken: {owner: erp_http}
  posted: {owner: erp}
systems:
  portal:
    statuses:
      open: {}
      taken: {claims: [taken]}
      ordered: {outcome: success, phase: final, claims: [posted]}
  erp:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
      64: {}
  erp_http: {part_of: erp, statuses: {202: {claims: [taken]}, 503: {outcome: unknown}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status:
      when: {53: ordered, 64: open, erp_http/202: taken, erp_http/503: open}
      no_answer: open
```

## How to mend
- Declare what the other system knows as a fact of its own: authorised is not paid.
- Let every reader take it from the new owner first, then accept the change with an entry of `changes`.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.model.findings import Finding
from checker.rules.drift.claimants import claimants
from checker.rules.drift.telling import affected, names, told
from checker.rules.drift.weighing import drafts


def check(drift: Drift) -> Iterator[Finding]:
    for fact in drift.statuses.facts:
        was, now = fact.old.owner.name, fact.new.owner.name
        if was == now or _is_one_body(drift, was, now):
            continue
        said = claimants(drift, fact.new.name)
        whom = affected(said.concerned)
        yield told(
            drift,
            "owner-moved",
            said.level,
            subject=fact.new.name,
            message=f"the source of truth of {fact.new.name} was {was}, and is {now}"
            f"{f'; {whom}' if whom else ''}",
            place=fact.new.place,
            label=f"owned by {was} before",
            before=fact.old.place,
            was=was,
            now=now,
            readers=names(said.concerned),
            cause=f"fact {fact.new.name}",
            notes=drafts(said.concerned),
            fix=f"let every reader take it from {now}, then accept it; or leave it with {was}",
        )


def _is_one_body(drift: Drift, was: str, now: str) -> bool:
    """Whether the two are faces of one system, or one is a face of the other, on both sides."""
    return all(
        was in side.contracts.systems
        and now in side.contracts.systems
        and side.meaning.vocabulary.system_of(was) == side.meaning.vocabulary.system_of(now)
        for side in (drift.before, drift.after)
    )
