"""
A status denies something that may well be so.

## Why
A shop took a payment that was still pending for a failed one, told the customer that nothing had been
charged, and offered the order again. Both payments went through.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  refunded: {owner: psp}
  charged: {owner: psp}
systems:
  psp:
    statuses:
      pending: {}
      settled: {outcome: success, phase: final, claims: [charged, refunded]}
      refused: {outcome: failure, phase: final, denies: [charged, refunded]}
  commerce:
    statuses:
      waiting: {}
      failed: {outcome: failure, denies: [refunded]}
      closed: {outcome: failure, phase: final}
boundaries:
  commerce-to-psp:
    from: commerce
    to: psp
    status:
      when:
        pending: failed  # <- false-denial
        settled: closed  # <- false-denial
        refused: failed
      no_answer: waiting
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  refunded: {owner: psp}
  charged: {owner: psp}
systems:
  psp:
    statuses:
      pending: {}
      settled: {outcome: success, phase: final, claims: [charged, refunded]}
      refused: {outcome: failure, phase: final, denies: [charged, refunded]}
  commerce:
    statuses:
      waiting: {denies: [refunded]}
      given: {outcome: success, phase: final, claims: [refunded]}
      failed: {outcome: failure, denies: [refunded]}
boundaries:
  commerce-to-psp:
    from: commerce
    to: psp
    status:
      when:
        pending: waiting
        settled: given
        refused: failed
      no_answer: {ignore: "a nightly list of open refunds finds them"}
```

## How to mend
- Report an open status without outcome until the source of truth says no.
- Take the refusal from the status that rules it out.
"""

from collections.abc import Iterator

from checker.analysis.meaning.founded import unfounded
from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome, Status
from checker.rules.charges import Charge, by_row, instead, mends, two_meanings
from checker.rules.wording import fact_names, facts, listed, said_directly, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        if status is None:
            return None
        return _denies(meaning, reading, status) or _fails(meaning, reading, status)

    return by_row("false-denial", meaning, judge, (*meaning.readings, *meaning.leavings))


def _denies(meaning: Meaning, reading: Reading, status: Status) -> Charge | None:
    denials = frozenset(literal for literal in unfounded(meaning.vocabulary, reading) if not literal.holds)
    if not denials:
        return None
    said = said_directly(status, denials)
    owners = listed(dict.fromkeys(str(meaning.contracts.facts[denial.fact].owner) for denial in said))
    return Charge(
        level=Level.ERROR,
        message=f"{status_name(status)} says {facts(said)}, but {shown(reading)} leaves that open",
        label=f"source of truth of {fact_names(said)}: {owners}",
        fix=instead(meaning, reading),
        mends=mends(meaning, reading),
        literal=said[0],
        also=two_meanings(meaning, reading, denials),
    )


def _fails(meaning: Meaning, reading: Reading, status: Status) -> Charge | None:
    if reading.kind is Kind.LEAVING or not reading.succeeds or status.outcome is not Outcome.FAILURE:
        return None
    return Charge(
        level=Level.ERROR,
        message=f"{status_name(status)} is a failure, but {shown(reading)} is a success",
        label="a success becomes a failure here",
        fix=instead(meaning, reading),
        mends=mends(meaning, reading),
    )
