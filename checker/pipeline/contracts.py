"""What follows from a contract set alone, and from what recordings have shown of it."""

from dataclasses import replace

from checker.analysis.meaning import meaning, not_explored, proofs
from checker.analysis.replay import Tally
from checker.analysis.replay.tally import Uses
from checker.pipeline.judged import Judged
from checker.rules import causes, contract, status


def judge_contract(judged: Judged) -> None:
    """All status rules, and what is proved of each fact."""
    contracts = judged.contracts
    meant = meaning(contracts)
    judged.take(
        (finding for rule in status.RULES for finding in rule.check(meant)),
        order=[rule.id for rule in status.RULES],
        cause=causes.row,
    )
    judged.rules.update(rule.id for rule in status.RULES)
    judged.proved += [f"{contracts.name}, {proof.says}" for proof in proofs(meant) if proof.is_proved]
    for skipped in not_explored(meant):
        judged.skip(replace(skipped, check=f"{contracts.name}, {skipped.check}"))


def judge_declarations(judged: Judged) -> None:
    """The rules about what is written in the set; those about tolerances ask what the recordings used."""
    is_whole = not judged.mistakes  # a tolerance may be used by a line that could not be read
    uses = Uses(contracts=judged.contracts, tally=judged.tally if is_whole else Tally())
    judged.take(
        (finding for rule in contract.RULES for finding in rule.check(uses)),
        order=[rule.id for rule in contract.RULES],
        cause=causes.row,
    )
    judged.rules.update(rule.id for rule in contract.RULES)
