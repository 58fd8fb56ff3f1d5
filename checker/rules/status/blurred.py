"""
Different outcomes become one status, so that a reader can no longer tell them apart.

## Why
A gateway translated every code it did not know to "UNKNOWN", for 200 as for 409. Whoever saw it could only
try again; half of the time it had worked.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  stored: {owner: api}
systems:
  api:
    statuses:
      200: {outcome: success, phase: final, claims: [stored]}
      409: {outcome: failure, phase: final, denies: [stored]}
      404: {outcome: failure, phase: final, denies: [stored]}
  gateway:
    statuses:
      NOT_FOUND: {outcome: failure, phase: final}
      UNKNOWN: {outcome: unknown}
boundaries:
  gateway-to-api:
    from: gateway
    to: api
    status:
      when:
        200: UNKNOWN
        404: NOT_FOUND
        409: UNKNOWN  # <- blurred
      no_answer: UNKNOWN
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  stored: {owner: api}
systems:
  api:
    statuses:
      200: {outcome: success, phase: final, claims: [stored]}
      409: {outcome: failure, phase: final, denies: [stored]}
      404: {outcome: failure, phase: final, denies: [stored]}
  gateway:
    statuses:
      OK: {outcome: success, phase: final}
      NOT_FOUND: {outcome: failure, phase: final}
      CONFLICT: {outcome: failure, phase: final}
      UNKNOWN: {outcome: unknown}
boundaries:
  gateway-to-api:
    from: gateway
    to: api
    status:
      when:
        200: OK
        404: NOT_FOUND
        409: CONFLICT
      no_answer: UNKNOWN
```

## How to mend
- Give each outcome a status of its own, or pass the original code on beside it.
"""

from collections.abc import Iterator

from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row
from checker.rules.wording import quoted, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    first: dict[Status, Reading] = {}
    for reading in meaning.readings:
        if reading.reports and _is_settled(reading):
            first.setdefault(reading.reports, reading)

    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None or not _is_settled(reading):
            return None
        other = first[status]
        outcome, before = reading.words[0].outcome, other.words[0].outcome
        if outcome is before:
            return None
        return Charge(
            level=Level.NOTE,
            message=f"{status_name(status)} stands for {shown(other)} ({before.value}) "
            f"and for {shown(reading)} ({outcome.value})",
            label="another outcome becomes the same status",
            related=(Related(place=other.place, says=f"{shown(other)} becomes {quoted(status)} here"),),
            fix=f"give {shown(reading)} a status of its own",
        )

    return by_row("blurred", meaning, judge)


def _is_settled(reading: Reading) -> bool:
    """A single status whose outcome will not change and is known."""
    if reading.kind not in (Kind.ROW, Kind.OTHERWISE):
        return False
    word = reading.words[0]
    return word.is_final and word.outcome is not Outcome.UNKNOWN
