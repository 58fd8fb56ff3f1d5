"""
A status claims something that nothing establishes.

## Why
An order desk showed "done" as soon as the IDoc had status 03. That says the data went to the port, and no
more: the messages stood in a queue for three days, nobody looked there, and the customers had their
confirmations.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  in_port: {owner: sap_out}
  posted: {owner: sap_in}
systems:
  sap_in:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
  sap_out:
    statuses:
      03: {claims: [in_port]}
      12: {claims: [in_port]}
  desk:
    success_claims: [posted]
    statuses:
      waiting: {}
      sent: {claims: [in_port]}
      done: {outcome: success, phase: final}
boundaries:
  desk-to-sap-out:
    from: desk
    to: sap_out
    leaves: {when: waiting, enters: 03}
    status:
      when:
        03: sent
        12: done  # <- overclaim
      no_answer: waiting
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  in_port: {owner: sap_out}
  posted: {owner: sap_in}
systems:
  sap_in:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
  sap_out:
    statuses:
      03: {claims: [in_port]}
      41: {outcome: success, phase: final, claims: [posted]}
  desk:
    success_claims: [posted]
    statuses:
      waiting: {}
      sent: {claims: [in_port]}
      done: {outcome: success, phase: final}
boundaries:
  sap-out-to-sap-in:
    from: sap_out
    to: sap_in
    status: {when: {53: 41}, no_answer: 03}
  desk-to-sap-out:
    from: desk
    to: sap_out
    status:
      when:
        03: sent
        41: done
      no_answer: waiting
```

## How to mend
- Report a status that says no more than is known.
- Take the claim from its source of truth: add the boundary over which its status comes back.
- Declare `implies`, if one fact really cannot be without the other.
"""

from collections.abc import Iterator

from checker.analysis.meaning.founded import unfounded
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Mend
from checker.model.systems import Status
from checker.rules.charges import Charge, by_row, from_source, instead, mends, two_meanings
from checker.rules.wording import fact_names, facts, listed, said_directly, shown, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    def judge(reading: Reading) -> Charge | None:
        status = reading.reports
        claims = frozenset(literal for literal in unfounded(meaning.vocabulary, reading) if literal.holds)
        if status is None or not claims:
            return None
        said = said_directly(status, claims)
        owners = listed(dict.fromkeys(str(meaning.contracts.facts[claim.fact].owner) for claim in said))
        return Charge(
            level=Level.ERROR,
            message=f"{status_name(status)} says {facts(said)}, but all it has is {_basis(reading)}",
            label=f"source of truth of {fact_names(said)}: {owners}",
            fix=_fix(meaning, reading, said[0]),
            mends=_mends(meaning, reading, said[0]),
            literal=said[0],
            also=two_meanings(meaning, reading, claims),
        )

    return by_row("overclaim", meaning, judge, (*meaning.readings, *meaning.leavings))


def _basis(reading: Reading) -> str:
    known = frozenset(literal for literal in reading.evidence if literal.holds)
    if reading.is_silence:
        return f"{shown(reading)}, which proves nothing"
    return f"{shown(reading)}, which establishes {f'only {facts(known)}' if known else 'no fact'}"


def _fix(meaning: Meaning, reading: Reading, claim: Literal) -> str:
    if reading.kind is Kind.LEAVING:
        return f"let {reading.reporter} enter a status that says no more than the message does"
    if before := _said_already(meaning, reading, claim):
        return f"let this row count only while {status_name(before)} is shown, which says {claim} already"
    return f"{instead(meaning, reading)}, and {from_source(meaning, reading, claim)}"


def _mends(meaning: Meaning, reading: Reading, claim: Literal) -> tuple[Mend, ...]:
    """Only what `_fix` says to do."""
    is_other = reading.kind is Kind.LEAVING or _said_already(meaning, reading, claim)
    return () if is_other else mends(meaning, reading)


def _said_already(meaning: Meaning, reading: Reading, claim: Literal) -> Status | None:
    """Another status in which the row counts and which claims the fact; a stable fact stays true."""
    if meaning.vocabulary.is_revocable(claim.fact) or not reading.evidence:
        return None
    others = (status for status in reading.during if status and status != reading.reports)
    return next((status for status in others if claim in meaning.vocabulary.says(status)), None)
