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

from checker.analysis.meaning.parts import PartsTable
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Mend
from checker.model.systems import Outcome, Quantifier
from checker.rules.charges import declarations, instead, mends, subject
from checker.rules.wording import quoted


def check(meaning: Meaning) -> Iterator[Finding]:
    for table in meaning.parts.values():
        reading = table.of_no_parts
        if reading and reading.reports and reading.reports.outcome is Outcome.SUCCESS:
            reporter, status = reading.reporter, reading.reports
            mended = _mends(meaning, table, reading)
            none = f"add the row {{none: true, report: STATUS}} above, with an open status of {reporter}"
            yield Finding(
                rule="empty-success",
                level=Level.WARNING,
                set=meaning.contracts.name,
                subject=subject(reading),
                message=f"{reporter} reports {quoted(status)}, a success, where there is no "
                f"{table.boundary.read_system} at all",
                place=reading.place,
                label="holds where there are no parts",
                related=declarations(meaning, reading),
                fix=instead(meaning, reading) if mended else none,
                mends=mended,
            )


def _mends(meaning: Meaning, table: PartsTable, reading: Reading) -> tuple[Mend, ...]:
    """Where a row is about no parts and nothing else: another row would have to come before this one."""
    rows = (row for row in table.parts.rows if row.place == reading.place)
    is_of_none = any(row.quantifier is Quantifier.NONE for row in rows)
    return mends(meaning, reading) if is_of_none else ()
