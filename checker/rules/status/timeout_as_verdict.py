"""
No answer, or an answer that leaves the outcome unknown, is reported as if it were one.

## Why
A refund ran into a timeout and was shown as failed, although the payment provider had taken it. The support
desk refunded by hand. Next morning the first refund arrived as well, and its late success was turned away
because the status was already final.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  refunded: {owner: psp}
systems:
  psp:
    statuses:
      done: {outcome: success, phase: final, claims: [refunded]}
      broken: {outcome: unknown}
      refused: {outcome: failure, phase: final, denies: [refunded]}
  shop:
    success_claims: [refunded]
    statuses:
      asked: {}
      unclear: {}
      given: {outcome: success, phase: final}
      failed: {outcome: failure, phase: final, denies: [refunded]}
      stopped: {outcome: failure}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        done: given
        broken: stopped  # <- timeout-as-verdict
        refused: failed
      no_answer: failed  # <- timeout-as-verdict
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  refunded: {owner: psp}
systems:
  psp:
    statuses:
      done: {outcome: success, phase: final, claims: [refunded]}
      broken: {outcome: unknown}
      refused: {outcome: failure, phase: final, denies: [refunded]}
  shop:
    success_claims: [refunded]
    statuses:
      asked: {}
      unclear: {}
      given: {outcome: success, phase: final}
      failed: {outcome: failure, phase: final, denies: [refunded]}
boundaries:
  shop-to-psp:
    from: shop
    to: psp
    status:
      when:
        done: given
        broken: unclear
        refused: failed
      no_answer: asked
```

## How to mend
- Report an open status without outcome, and ask again until somebody knows.
- Give the record a place where open ones are seen, so that asking again does not depend on memory.
"""

from collections.abc import Iterator

from checker.analysis.meaning.founded import lacking
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import facts, said_directly, shown, status_name

VERDICTS = (Outcome.SUCCESS, Outcome.FAILURE)


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None or not reading.is_mute:
            return None
        more = lacking(meaning.vocabulary, reading, status)
        if not more and not _is_new_verdict(reading, status):
            return None
        said = said_directly(status, more) if more else ()
        return Charge(
            level=Level.ERROR,
            message=_message(reading, status, more),
            label="nobody knows how it went" if not reading.is_silence else "no answer proves nothing",
            fix=f"{instead(meaning, reading)}, and ask {_whom(meaning, reading)} again",
            mends=mends(meaning, reading),
            literal=said[0] if said else None,
        )

    return by_row("timeout-as-verdict", meaning, judge)


def _is_new_verdict(reading: Reading, status: Status) -> bool:
    """Whether it is a success or failure that not every status in which the row counts is already."""
    if status.outcome not in VERDICTS:
        return False
    return not reading.during or any(
        before is None or before.outcome is not status.outcome for before in reading.during
    )


def _whom(meaning: Meaning, reading: Reading) -> str:
    """Who can be asked again: the system itself, where a face of it answered."""
    return meaning.vocabulary.system_of(reading.words[0].system)


def _message(reading: Reading, status: Status, more: Literals) -> str:
    says = f"says {facts(said_directly(status, more))}" if more else f"is a {status.outcome.value}"
    if reading.is_silence:
        who = reading.words[0].system
        if reading.kind is Kind.ABSENT:
            report = f"the report of {who} does not mention it"
            return f"{status_name(status)} {says} because {report}; silence proves nothing"
        silent = "did not answer" if reading.kind is Kind.NO_ANSWER else "is absent"
        return f"{status_name(status)} {says} because {who} {silent}; no answer proves nothing"
    return f"{status_name(status)} {says}, but {shown(reading)} leaves the outcome unknown"
