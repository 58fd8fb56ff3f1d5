"""
A success is reported before its source of truth knows of it.

## Why
To make orders look faster, a shop was changed to say "shipped" as soon as the ERP had posted the order;
until then it had waited for goods issue. Nobody noticed, since nearly every posted order is shipped. For
three weeks customers were told that their parcels had left, while some had never been picked.

It is an error when a status is now reported for something that does not establish what it claims, and until
now everything that led to it did. That the status itself says more than before is told by
`meaning-strengthened`. Where neither people nor another system can see the difference, it is a note.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: wms, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      in_work: {claims: [posted]}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      64: {}
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-erp: {from: shop, to: erp, status: {when: {64: open, 53: in_work, GI: shipped}, no_answer: open}}
  erp-to-wms: {from: erp, to: wms, status: {when: {picked: 53, left: GI}, no_answer: 64}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp}
  shipped: {owner: wms, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      in_work: {claims: [posted]}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  erp:
    statuses:
      64: {}
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      picked: {}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    status:
      when:
        64: open
        53: shipped  # <- told-earlier
        GI: shipped
      no_answer: open
  erp-to-wms: {from: erp, to: wms, status: {when: {picked: 53, left: GI}, no_answer: 64}}
```

## Passes
Another status leads to the same success, and establishes what it claims:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  picked: {owner: wms}
  shipped: {owner: wms, implies: [picked]}
systems:
  shop:
    statuses:
      open: {}
      in_work: {claims: [picked]}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      handed_over: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  wms:
    statuses:
      picked: {claims: [picked]}
      collected: {outcome: success, phase: final, claims: [shipped]}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {picked: in_work, collected: handed_over, left: shipped}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  picked: {owner: wms}
  shipped: {owner: wms, implies: [picked]}
systems:
  shop:
    statuses:
      open: {}
      in_work: {claims: [picked]}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      handed_over: {outcome: success, phase: final, claims: [shipped]}
    initial: open
  wms:
    statuses:
      picked: {claims: [picked]}
      collected: {outcome: success, phase: final, claims: [shipped]}
      left: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {picked: in_work, collected: shipped, left: shipped}, no_answer: open}
```

## How to mend
- Report the status once the source of truth has said so, as before.
- If readers are to hear earlier, give what is known earlier a status of its own that claims only that.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.row_change import RowChange
from checker.analysis.meaning.literals import NOTHING, Literals
from checker.analysis.meaning.readings import Reading
from checker.model.findings import Finding
from checker.model.systems import Status
from checker.rules.drift.rows_said import seen, told_of_row, what_is_read, while_clause
from checker.rules.wording import fact_names, facts, listed, status_name


def check(drift: Drift) -> Iterator[Finding]:
    for change in drift.rows:
        if change.is_rejection:
            continue  # nobody will say so later either
        for reading in change.new.readings:
            if reading.reports and (early := _early(drift, reading, reading.reports)):
                yield _told(drift, change, reading.reports, early)
                break


def _early(drift: Drift, reading: Reading, status: Status) -> Literals:
    """What is claimed now before it is known, and was known before whenever it was claimed."""
    earlier = drift.before.status(status.system, status.code)
    if earlier is None:
        return NOTHING
    says = drift.after.says(status)
    refused = {literal.negated for word in reading.words for literal in word.says}
    unknown = says - refused - reading.evidence - drift.after.meaning.vocabulary.owned(reading.reporter, says)
    leading = [
        one
        for one in (*drift.before.meaning.readings, *drift.before.meaning.leavings)
        if one.reports == earlier
    ]
    known = frozenset.intersection(*(one.evidence for one in leading)) if leading else NOTHING
    return frozenset(literal for literal in unknown & known & drift.before.says(earlier) if literal.holds)


def _told(drift: Drift, change: RowChange, status: Status, early: Literals) -> Finding:
    own = drift.after.contracts.facts
    owners = listed(dict.fromkeys(own[literal.fact].owner.name for literal in sorted(early)))
    name = status_name(status)
    reported = "entered because of" if change.is_leaving else "reported for"
    return told_of_row(
        drift,
        "told-earlier",
        change,
        seen(drift, change),
        subject=str(status),
        message=f"{name} says {facts(early)}, and is now {reported} {what_is_read(change)}"
        f"{while_clause(change)}, before {owners} has said so",
        label=f"source of truth of {fact_names(early)}: {owners}",
        fix=f"report {name} once {owners} has said so, as before",
    )
