"""Whether the recordings of a set exercise as much of its contract as was asked for."""

from checker.model.coverage import Kind
from checker.pipeline.judged import Judged
from checker.rules import causes, coverage
from checker.rules.coverage import Gate


def judge_coverage(judged: Judged) -> None:
    """Only where all of the recordings could be read: what is missing may stand in what could not be."""
    asked = judged.options.min_coverage
    covered = judged.coverage if asked and not judged.mistakes else None
    if covered is None:
        return
    gate = Gate(coverage=covered, asked=asked)
    judged.take(
        (finding for rule in coverage.RULES for finding in rule.check(gate)),
        order=[rule.id for rule in coverage.RULES],
        cause=causes.row,
    )
    if asked.keys() >= {*Kind}:
        judged.rules.update(rule.id for rule in coverage.RULES)
