"""
Nothing says what is shown when no answer ever comes.

## Why
A hub called the ERP over a network that now and then lost an answer. For that nobody had written a row, so
orders kept the status they happened to have: "sent" here, nothing at all there. A hundred and forty orders
never reached the ERP; month end found them.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      64: {}
      53: {outcome: success, phase: final, claims: [posted]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      sent: {}
      done: {outcome: success, phase: final, claims: [posted]}
      gone: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    status: {when: {64: sent, 53: done}}  # <- no-answer-unsaid
  hub-to-wms:
    from: hub
    to: wms
    status: {when: {SHIPPED: gone}}  # <- no-answer-unsaid
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      64: {}
      53: {outcome: success, phase: final, claims: [posted]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
  hub:
    statuses:
      sent: {}
      done: {outcome: success, phase: final, claims: [posted]}
      gone: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    status: {when: {64: sent, 53: done}, no_answer: sent}
  hub-to-wms:
    from: hub
    to: wms
    answers: always
    status: {when: {SHIPPED: gone}}
```

## How to mend
- Add a `no_answer` row with an open status, or `{ignore: "why"}` where another way finds what is missing.
- Write `answers: always` beside `from` and `to` where a call cannot end without an answer.
"""

from collections.abc import Iterator

from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.remedies import honest_status
from checker.analysis.meaning.whole import Meaning
from checker.model.boundaries import Boundary, Expected, StatusTable
from checker.model.findings import EntryMend, Finding, Level
from checker.model.systems import ABSENT_STATUS, NO_ANSWER, Status


def check(meaning: Meaning) -> Iterator[Finding]:
    for boundary, table, honest in unanswered(meaning):
        row = f"no_answer: {honest.code}" if honest else "no_answer with an open status"
        mends = (EntryMend(to=table.place, keys=("no_answer",), value=honest.code),) if honest else ()
        yield Finding(
            rule="no-answer-unsaid",
            level=Level.WARNING,
            set=meaning.contracts.name,
            subject=boundary.name,
            message=f"nothing says what {boundary.reporter} shows when {boundary.read_system} never answers",
            place=table.place,
            label="no row for no_answer",
            fix=f"add {row}, or write answers: always beside from and to, if no call ends without an answer",
            mends=mends,
        )


def unanswered(meaning: Meaning) -> Iterator[tuple[Boundary, StatusTable, Status | None]]:
    """The tables without a row for no answer, with the status that can truthfully be reported then."""
    for boundary in meaning.contracts.boundaries.values():
        table = boundary.status
        if table is not None and not boundary.always_answers and not _is_said(meaning, boundary, table):
            yield boundary, table, _honest(meaning, boundary, table)


def _is_said(meaning: Meaning, boundary: Boundary, table: StatusTable) -> bool:
    if table.of == "sender" or table.no_answer or table.nobody_reads is not None:
        return True
    combined = meaning.combinations.get(boundary.reporter)
    return _parts_read_absent(table) or (combined is not None and boundary.read_system in combined.heard)


def _parts_read_absent(table: StatusTable) -> bool:
    """Whether parts without an answer are seen: they are expected, or a row names `absent`."""
    if table.parts is None:
        return False
    is_named = any(ref.code == ABSENT_STATUS for row in table.parts.rows for ref in row.shown)
    return is_named or isinstance(table.parts.expected, Expected)


def _honest(meaning: Meaning, boundary: Boundary, table: StatusTable) -> Status | None:
    reading = Reading(
        kind=Kind.NO_ANSWER,
        boundary=boundary.name,
        words=(Word(boundary.read_system, NO_ANSWER),),
        reporter=boundary.reporter,
        reports=None,
        place=table.place,
    )
    return honest_status(meaning, reading)
