"""What a run that ends in silence tells its reader to do."""

from pathlib import Path

from checker.analysis.exploring import explored
from checker.analysis.meaning import meaning
from checker.load.sets import contract_sets
from checker.rules.exploring import stuck

NEVER_BEGINS = """
contract: example
format: 1
version: 1.0.0
facts: {done: {owner: job}}
systems:
  job: {statuses: {runs: {}, ended: {outcome: success, phase: final, claims: [done]}}, moves: {runs: [ended]}}
  ci: {statuses: {waits: {}, passed: {outcome: success, phase: final, claims: [done]}}}
boundaries:
  ci-to-job: {from: ci, to: job, answers: always, status: {while: [waits], when: {runs: waits, ended: passed}}}
"""


def test_a_reader_that_no_row_can_begin_is_told_to_say_what_it_starts_in(tmp_path: Path) -> None:
    (tmp_path / "contract.yaml").write_text(NEVER_BEGINS, encoding="utf-8")
    (contracts,) = contract_sets([str(tmp_path)])
    (found,) = stuck.check(explored(meaning(contracts)))
    assert (found.subject, found.fix) == (
        "ci",
        "say what ci starts in (initial: waits), or "
        'let what follows from job "ended" count while ci shows nothing yet',
    )
