"""What follows from a contract set alone, and from what recordings have shown of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from checker.analysis import waivers
from checker.analysis.exploring import Exploration, accounts, explored
from checker.analysis.meaning import Meaning, meaning
from checker.analysis.overview import overview
from checker.analysis.tally import Tally, Uses
from checker.model.findings import Skipped
from checker.pipeline.judged import Judged
from checker.rules import causes, contract, exploring, status

NO_TABLE: Final = "it has no status table, so what comes back is not declared"


def judge_contract(judged: Judged) -> None:
    """All that statuses mean and all that runs show, and what is known of each fact."""
    contracts, limits = judged.contracts, judged.options.limits
    runs = explored(meaning(contracts, limits), limits)
    meant = meaning(contracts, limits, runs.later) if runs.later else runs.meaning
    declared = exploring.with_runs((found for rule in status.RULES for found in rule.check(meant)), runs)
    standing, _ = waivers.parted(declared, contracts, judged.options.today)
    rules = [*(rule.id for rule in status.RULES), *(rule.id for rule in exploring.RULES)]
    judged.take((*declared, *exploring.findings(runs)), order=rules, cause=exploring.cause(standing, runs))
    judged.rules.update(rules)
    judged.states = runs.states if contracts.boundaries else 0
    _say_what_is_known(judged, runs, meant)
    judged.overview = overview(contracts, meant)


def _say_what_is_known(judged: Judged, runs: Exploration, meant: Meaning) -> None:
    """Of each fact whether it is proved; and what was not looked at."""
    name = judged.contracts.name
    for account in accounts(runs) if judged.contracts.boundaries else ():
        if account.is_known:
            judged.proved.append(f"{name}, {account.says}")
        else:
            fact, _, why = account.says.partition(": ")
            judged.unknown[account.fact] = why
            judged.skip(Skipped(check=f"{name}, {fact}", why=why))
    for skipped in _left_out(runs, meant):
        judged.skip(replace(skipped, check=f"{name}, {skipped.check}"))


def _left_out(runs: Exploration, meant: Meaning) -> Iterable[Skipped]:
    """What was too large to judge, and which runs were not explored, where there are any."""
    yield from meant.skipped
    for boundary in meant.contracts.boundaries.values():
        if boundary.status is None:
            yield Skipped(check=boundary.name, why=NO_TABLE, place=boundary.place)
    if not meant.contracts.boundaries:
        return
    yield from runs.skipped
    if not runs.is_complete:
        why = "they are judged by each system's own moves alone, since not all runs were explored"
        yield Skipped(check="finality, revocation and rejections", why=why)


def judge_declarations(judged: Judged) -> None:
    """The rules about what is written in the set; those about tolerances ask what the recordings used."""
    is_whole = judged.is_read  # a tolerance may be used by a line that could not be read
    uses = Uses(contracts=judged.contracts, tally=judged.tally if is_whole else Tally())
    judged.take(
        (finding for rule in contract.RULES for finding in rule.check(uses)),
        order=[rule.id for rule in contract.RULES],
        cause=causes.row,
    )
    judged.rules.update(rule.id for rule in contract.RULES)
