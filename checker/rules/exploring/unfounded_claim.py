"""
A run shows a status that claims what was never true in it.

## Why
A build was merged with no test ever run: "skipped" had been let through as if it were "passed". Everybody
had agreed to that rule once. Seen as a run, four steps long, nobody would have: the tests are skipped, the
gate opens, and "tests passed" was never true of anything.

The error about the row (`overclaim`, `contradiction`, `timeout-as-verdict`, `hearsay` …) carries the run as
its trace. Alone it stands where that error was accepted: what follows from a decision is to be seen as well.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  tests_passed: {owner: ci}
systems:
  ci:
    statuses:
      queued: {}
      success: {outcome: success, phase: final, claims: [tests_passed]}
      neutral: {phase: final}
      skipped: {phase: final}
    moves: {queued: [success, neutral, skipped]}
  gate:
    success_claims: [tests_passed]
    statuses:
      wait: {}
      open: {outcome: success, phase: final}
      ajar: {outcome: success, phase: final}
boundaries:
  gate-to-ci:
    from: gate
    to: ci
    status:
      when:
        queued: wait
        success: open
        neutral: ajar  # <- unfounded-claim
        skipped: open  # <- unfounded-claim
      no_answer: wait
accept:
  - {rule: overclaim, at: gate/*, because: "neutral and skipped count as passed, by decision of 2026-02"}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  tests_passed: {owner: ci}
systems:
  ci:
    statuses:
      queued: {}
      success: {outcome: success, phase: final, claims: [tests_passed]}
      neutral: {phase: final}
      skipped: {phase: final}
    moves: {queued: [success, neutral, skipped]}
  gate:
    success_claims: [tests_passed]
    statuses:
      wait: {}
      open: {outcome: success, phase: final}
      waived: {phase: final, means: Merged although no test has passed}
boundaries:
  gate-to-ci:
    from: gate
    to: ci
    status:
      when:
        queued: wait
        success: open
        neutral: waived
        skipped: waived
      no_answer: wait
```

## How to mend
- Report a status that says no more than is known.
- Where the claim is a policy, give the policy a status of its own, or let the status claim nothing.
"""

from collections.abc import Iterator

from checker.analysis.exploring.exploration import Exploration
from checker.analysis.meaning.literals import Literal
from checker.model.findings import Finding, Level, Related
from checker.model.systems import Status
from checker.rules.wording import fact_names, facts, listed, quoted, said_directly, status_name


def check(exploration: Exploration) -> Iterator[Finding]:
    meaning = exploration.meaning
    claimed: dict[tuple[object, Status], set[Literal]] = {}
    for claim in exploration.unfounded:
        if not claim.is_derived:
            claimed.setdefault((claim.place, claim.status), set()).add(Literal(claim.fact))
    for claim in exploration.unfounded:
        false = claimed.pop((claim.place, claim.status), None)
        if false is None or claim.is_derived:
            continue
        said = said_directly(claim.status, frozenset(false))
        owners = listed(dict.fromkeys(str(meaning.contracts.facts[literal.fact].owner) for literal in said))
        yield Finding(
            rule="unfounded-claim",
            level=Level.ERROR,
            set=meaning.contracts.name,
            subject=str(claim.status),
            message=f"{status_name(claim.status)} says {facts(said)} in a run in which that was never true",
            place=claim.place,
            label=f"source of truth of {fact_names(said)}: {owners}",
            related=(
                Related(place=claim.status.place, says=f"{status_name(claim.status)} is declared here"),
            ),
            trace=claim.trace,
            fix=f"report a status here that does not say {facts(said)}, "
            f"or let {quoted(claim.status)} not say it",
        )
