"""
A failure is reported as a success.

## Why
A flow in the middleware caught the error of the ERP, logged it and ended in the regular way, so the message
showed as completed. The orders that the ERP had refused were found at the end of the month, by the missing
revenue.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
systems:
  erp:
    statuses:
      51: {outcome: failure, phase: final}
      53: {outcome: success, phase: final, claims: [posted]}
      60: {phase: final, denies: [posted]}
  hub:
    success_claims: [posted]
    statuses:
      sent: {}
      done: {outcome: success, phase: final}
      ended: {outcome: success, phase: final, claims: []}
      refused: {outcome: failure, phase: final, claims: []}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    status:
      when:
        51: ended  # <- masked-failure
        53: done
        60: done  # <- masked-failure
      no_answer: sent
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
systems:
  erp:
    statuses:
      51: {outcome: failure, phase: final}
      53: {outcome: success, phase: final, claims: [posted]}
      60: {phase: final, denies: [posted]}
  hub:
    success_claims: [posted]
    statuses:
      sent: {}
      done: {outcome: success, phase: final}
      refused: {outcome: failure, phase: final, claims: []}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    status:
      when:
        51: refused
        53: done
        60: refused
      no_answer: sent
```

## How to mend
- Report a status with `outcome: failure`.
- With several parts or systems, put the row for failures above the one for success.
"""

from collections.abc import Iterator

from checker.analysis.meaning.literals import Literal, Literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import facts, quoted


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None or status.outcome is not Outcome.SUCCESS:
            return None
        denials = _denials_of_success(meaning, reading, status)
        for word in reading.words:
            if why := _why(word, reading, denials):
                return Charge(
                    level=Level.ERROR,
                    message=f"{word} {why}, and {status.system} reports {quoted(status)}, a success",
                    label="a failure becomes a success here",
                    fix=instead(meaning, reading),
                    mends=mends(meaning, reading),
                    literal=next(iter(sorted(word.says & denials)), None),
                )
        return None

    return by_row("masked-failure", meaning, judge)


def _why(word: Word, reading: Reading, denials: Literals) -> str | None:
    if word.outcome is Outcome.FAILURE:
        return "is a failure"
    # Of a combination, a "not so far" that another system has overtaken is no longer known.
    known = word.says & reading.evidence if reading.kind is Kind.COMBINATION else word.says
    denied = known & denials
    return f"says {facts(denied)}" if denied else None


def _denials_of_success(meaning: Meaning, reading: Reading, status: Status) -> Literals:
    """The denials of what a success of the reporter, or of the face of it that shows it, claims."""
    systems = meaning.contracts.systems
    claimed = (*systems[reading.reporter].success_claims, *systems[status.system].success_claims)
    return frozenset(Literal(ref.name, False) for ref in claimed)
