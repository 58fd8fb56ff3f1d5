"""
No parts at all count as a success.

## Why
A nightly job asked "are all lines shipped?" of an order whose lines had been lost by an import. Of no lines
all are shipped, so the order was complete, invoiced and closed.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: line}
systems:
  line:
    statuses:
      open: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    moves: {open: [shipped]}
  order:
    statuses:
      open: {}
      complete: {outcome: success, phase: final, claims: [shipped]}
      nothing_to_do: {outcome: success, phase: final, claims: []}
boundaries:
  order-to-line:
    from: order
    to: line
    answers: always
    status:
      parts:
        expected: complete
        rows:
          - {any: [open], report: open}
          - {all: [shipped], report: complete}
          - {none: true, report: nothing_to_do}  # <- empty-success
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: line}
systems:
  line:
    statuses:
      open: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    moves: {open: [shipped]}
  order:
    statuses:
      open: {}
      complete: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  order-to-line:
    from: order
    to: line
    answers: always
    status:
      parts:
        expected: complete
        rows:
          - {any: [open], report: open}
          - {all: [shipped], report: complete}
          - {none: true, report: open}
```

## How to mend
- Report an open status for `none`, so that somebody looks.
"""

from collections.abc import Iterator

from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome
from checker.rules.charges import declarations, subject
from checker.rules.wording import quoted


def check(meaning: Meaning) -> Iterator[Finding]:
    for table in meaning.parts.values():
        reading = table.of_no_parts
        if reading and reading.reports and reading.reports.outcome is Outcome.SUCCESS:
            reporter, status = reading.reporter, reading.reports
            yield Finding(
                rule="empty-success",
                level=Level.WARNING,
                set=meaning.contracts.name,
                subject=subject(reading),
                message=f"{reporter} says {quoted(status)} of no {table.boundary.read_system} at all",
                place=reading.place,
                label="of no parts, all are done",
                related=declarations(meaning, reading),
                fix=f"add the row {{none: true, report: STATUS}} above, with an open status of {reporter}",
            )
