"""
A status that nothing leads to.

## Why
A portal had a status "returned", and the team that answered the phones was trained on it. No row had ever
reported it: returns had been planned, and then done by e-mail.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  wms:
    statuses:
      QUEUED: {}
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      PARKED: {}  # <- unused-status
    moves: {QUEUED: [SHIPPED]}
  portal:
    statuses:
      ordered: {}
      sent: {outcome: success, phase: final, claims: [shipped]}
      returned: {}  # <- unused-status
boundaries:
  portal-to-wms:
    from: portal
    to: wms
    status:
      when: {QUEUED: ordered, SHIPPED: sent}
      otherwise: ordered
      no_answer: ordered
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  wms:
    statuses:
      QUEUED: {}
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      PARKED: {}
    moves: {QUEUED: [SHIPPED, PARKED]}
  portal:
    statuses:
      ordered: {}
      sent: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  portal-to-wms:
    from: portal
    to: wms
    status:
      when: {QUEUED: ordered, SHIPPED: sent}
      otherwise: ordered
      no_answer: ordered
```

## How to mend
- Delete the status, or add the row or move that leads to it.
- Name it in `initial`, if a system can begin there.
"""

from collections.abc import Iterator

from checker.analysis.meaning.starts import reported
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level


def check(meaning: Meaning) -> Iterator[Finding]:
    reached = _reached(meaning)
    for system in meaning.contracts.systems.values():
        if system.part_of or system.is_external:
            continue
        for status in system.statuses.values():
            if str(status) not in reached:
                yield Finding(
                    rule="unused-status",
                    level=Level.NOTE,
                    set=meaning.contracts.name,
                    subject=str(status),
                    message=f'{system.name} never shows "{status.code}": no row, move or message leads to it',
                    place=status.place,
                    label="nothing leads here",
                    fix="delete it, or add the row or move that leads to it",
                )


def _reached(meaning: Meaning) -> frozenset[str]:
    """All that something leads to, as SYSTEM/STATUS."""
    reached = {str(start.status) for starts in meaning.initial.values() for start in starts}
    reached |= {str(leaving.reports) for leaving in meaning.leavings}
    for system in meaning.contracts.systems.values():
        reached |= {f"{system.name}/{move.target}" for move in system.moves}
        reached |= {str(row.report) for row in system.combines if row.report}
    for boundary in meaning.contracts.boundaries.values():
        reached |= {str(ref) for ref in reported(boundary.status)} if boundary.status else set()
    return frozenset(reached)
