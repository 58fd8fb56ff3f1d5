"""
A row that the rows above it leave nothing for.

## Why
A gate had a row "any check cancelled: closed" below "any check failed or cancelled: waiting". It had been
added after an incident, was reviewed and praised, and never did anything.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  passed: {owner: ci}
systems:
  ci:
    statuses:
      success: {outcome: success, phase: final, claims: [passed]}
      failure: {outcome: failure, phase: final, denies: [passed]}
      cancelled: {outcome: failure, phase: final, denies: [passed]}
  gate:
    statuses:
      closed: {outcome: failure}
      open: {outcome: success, claims: [passed]}
      cancelled: {outcome: failure, denies: [passed]}
boundaries:
  gate-to-ci:
    from: gate
    to: ci
    answers: always
    status:
      read:
        - {code: 2xx, status: success}
        - {code: 200, where: {/ok: false}, status: failure}  # <- unreachable-row
      parts:
        expected: complete
        rows:
          - {any: [failure, cancelled], report: closed}
          - {all: [success], report: open}
          - {any: [cancelled], report: cancelled}  # <- unreachable-row
          - {none: true, report: closed}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  passed: {owner: ci}
systems:
  ci:
    statuses:
      success: {outcome: success, phase: final, claims: [passed]}
      failure: {outcome: failure, phase: final, denies: [passed]}
      cancelled: {outcome: failure, phase: final, denies: [passed]}
  gate:
    statuses:
      closed: {outcome: failure}
      open: {outcome: success, claims: [passed]}
      cancelled: {outcome: failure}
boundaries:
  gate-to-ci:
    from: gate
    to: ci
    answers: always
    status:
      read:
        - {code: 200, where: {/ok: false}, status: failure}
        - {code: 2xx, status: success}
      parts:
        expected: complete
        rows:
          - {any: [cancelled], report: cancelled}
          - {any: [failure], report: closed}
          - {all: [success], report: open}
          - {none: true, report: closed}
```

## How to mend
- Put the narrower row above the wider one.
- Delete it, if the rows above say what is meant.
"""

from collections.abc import Iterator

from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related


def check(meaning: Meaning) -> Iterator[Finding]:
    for row in meaning.unreachable:
        yield Finding(
            rule="unreachable-row",
            level=Level.WARNING,
            set=meaning.contracts.name,
            subject=row.subject,
            message="this row is never used: the rows above it already cover all that it names",
            place=row.place,
            label="the rows above leave nothing for it",
            related=tuple(Related(place=place, says="this row comes first") for place in row.above),
            fix="put it above the wider row, or delete it",
        )
