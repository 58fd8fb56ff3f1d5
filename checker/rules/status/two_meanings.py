"""
One status is reached in several ways that establish different things.

## Why
Two programs wrote the same "12" into an outgoing message: one when the partner had the message, the other
when it had left the adapter. Whoever read 12 took it for the first, and for half of the partners it was the
second.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  left: {owner: adapter}
  reached: {owner: sap_out, implies: [left]}
systems:
  monitor:
    external: true
    statuses:
      found: {phase: final, claims: [reached]}
      open: {}
  adapter:
    statuses:
      waiting: {}
      handled: {claims: [left]}
  sap_out:
    statuses:
      03: {}
      12: {claims: [reached]}
boundaries:
  sap-out-to-monitor:
    from: sap_out
    to: monitor
    status: {when: {found: 12, open: 03}, no_answer: 03}
  sap-out-to-adapter:
    from: sap_out
    to: adapter
    status:
      when:
        waiting: 03
        handled: 12  # <- two-meanings
      no_answer: 03
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  left: {owner: adapter}
  reached: {owner: sap_out, implies: [left]}
systems:
  monitor:
    external: true
    statuses:
      found: {phase: final, claims: [reached]}
      open: {}
  adapter:
    statuses:
      waiting: {}
      handled: {claims: [left]}
  sap_out:
    statuses:
      03: {}
      06: {claims: [left]}
      12: {claims: [reached]}
boundaries:
  sap-out-to-monitor:
    from: sap_out
    to: monitor
    status: {when: {found: 12, open: 03}, no_answer: 03}
  sap-out-to-adapter:
    from: sap_out
    to: adapter
    status:
      when:
        waiting: 03
        handled: 06
      no_answer: 03
```

## How to mend
- Give each meaning a status of its own.
- Let the status say only what all its writers establish.
"""

from collections.abc import Iterator

from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.meanings import learned_from_others, other_meaning
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related
from checker.rules.charges import Charge, by_row, instead, mends
from checker.rules.wording import facts, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    """
    Only what a reporter says of its own facts stands alone.

    Of others' facts the row that lacks the evidence is blamed for just that, and names this rule too.
    """

    def judge(reading: Reading) -> Charge | None:
        other = other_meaning(meaning, reading, learned_from_others(meaning, reading))
        return _charge(meaning, reading, *other) if other else None

    return by_row("two-meanings", meaning, judge, (*meaning.readings, *meaning.leavings))


def _charge(meaning: Meaning, reading: Reading, literal: Literal, other: Reading) -> Charge:
    status = f"{status_name(reading.reports)} means" if reading.reports else "it means"
    return Charge(
        level=Level.ERROR,
        message=f"{status} {literal} where it comes from {shown(other)}, "
        f"but only {facts(reading.evidence)} where it comes from {shown(reading)}",
        label=f"{literal} is not known here",
        related=(Related(place=other.place, says=f"here it means {literal}"),),
        fix=f"{instead(meaning, reading)}: give each meaning a status of its own",
        mends=mends(meaning, reading),
        literal=literal,
    )
