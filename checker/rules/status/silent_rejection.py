"""
Something was rejected, and whoever sent it is not told.

## Why
A warehouse skipped a delivery because a field was empty. It said so in a status that the ERP had no use
for, and ignored. Nothing was red anywhere; the customer called after two weeks.

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
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
      404: {outcome: failure, phase: final}
      BLOCKED: {outcome: failure, phase: final, denies: [shipped]}
  erp:
    statuses:
      planned: {}
      unset: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status:
      when:
        SHIPPED: shipped
        SKIPPED: {ignore: the warehouse looks after it}  # <- silent-rejection
        404: unset  # <- silent-rejection
        BLOCKED: refused  # <- silent-rejection
      no_answer: planned
```
The last of these rows is as it should be, and a recording shows that the ERP did not keep to it:
```jsonl recordings/2026-03.jsonl
{"recording": 1, "captured": "2026-03-03T00:00:00Z", "complete": {"erp": "full", "wms": "full"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:31Z", "system": "erp", "status": {"code": "planned"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T09:15:33Z", "system": "wms", "status": {"code": "BLOCKED"}}
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
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
      404: {outcome: failure, phase: final}
      BLOCKED: {outcome: failure, phase: final, denies: [shipped]}
  erp:
    statuses:
      planned: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
      unknown_order: {outcome: failure, phase: final}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status:
      when:
        SHIPPED: shipped
        SKIPPED: refused
        404: unknown_order
        BLOCKED: refused
      no_answer: planned
```
```jsonl recordings/2026-03.jsonl
{"recording": 1, "captured": "2026-03-03T00:00:00Z", "complete": {"erp": "full", "wms": "full"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:31Z", "system": "erp", "status": {"code": "planned"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T09:15:33Z", "system": "wms", "status": {"code": "BLOCKED"}}
{"case": "4711", "id": "e3", "kind": "status", "at": "2026-03-02T09:15:34Z", "system": "erp", "of": "e2", "status": {"code": "refused"}}
```

## How to mend
- Report a status that fails, or that denies what was refused.
- Where a rejection is only a step on the way (it will be tried again), say with `moves` how it goes on.
- Where the row is right and a recording shows that nobody kept to it, mend the system that reports.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        if not reading.is_rejection or not _is_silent(meaning, reading):
            return None
        shows = (
            f"but {status_name(reading.reports)} does not show it"
            if reading.reports
            else f"and {reading.reporter} ignores it"
        )
        return Charge(
            level=Level.NOTE if _may_still_go_well(meaning, reading) else Level.ERROR,
            message=f"{shown(reading)} is a rejection, {shows}",
            label="nobody is told of the rejection",
            fix=instead(meaning, reading),
            mends=mends(meaning, reading),
        )

    return by_row("silent-rejection", meaning, judge)


def _is_silent(meaning: Meaning, reading: Reading) -> bool:
    if reading.reports:
        return not _speaks(meaning, reading.reports)
    # A rejection that is ignored where the reporter shows one already is not lost.
    return not reading.during or not all(_shows_failure(meaning, status) for status in reading.during)


def _speaks(meaning: Meaning, status: Status) -> bool:
    said = meaning.vocabulary.says(status)
    return status.outcome is not Outcome.NONE or any(not literal.holds for literal in said)


def _shows_failure(meaning: Meaning, status: Status | None) -> bool:
    return status is not None and status.outcome is not Outcome.SUCCESS and _speaks(meaning, status)


def _may_still_go_well(meaning: Meaning, reading: Reading) -> bool:
    """Whether the rejection is open and can still turn, and no final status has been reported."""
    if reading.is_final or (reading.reports is not None and reading.reports.is_final):
        return False
    return any(_is_well(later) for word in reading.words for later in meaning.vocabulary.later(word))


def _is_well(word: Word) -> bool:
    return word.outcome is not Outcome.FAILURE and not word.denies
