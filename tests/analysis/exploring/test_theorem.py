"""
What the rules pass is never unsound when it is explored. `brute.test_soundness` holds brute force to the same.

Random contract sets, as they are and with the claims taken out that the rules blame. The other way round the rules
may complain where no run shows anything: they judge a row without asking whether it can be reached. How often is
printed (`pytest -s`), and held to nothing.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from checker.analysis.exploring import explored
from checker.analysis.meaning import meaning
from checker.model.contracts import ContractSet
from checker.model.limits import Limits
from tests.analysis.exploring.mending import complaints, mended
from tests.analysis.exploring.models import random_model
from tests.analysis.exploring.written import as_yaml

MODELS = int(os.environ.get("SEAMPROOF_MODELS", "600"))
CHUNKS = 6


def explorer_finds(contracts: ContractSet) -> set[str]:
    """The stable facts that some status claims in a run in which they were never true, in 20,000 states."""
    found = explored(meaning(contracts), Limits(states=20_000))
    return {each.fact for each in found.unfounded if not contracts.facts[each.fact].revocable}


def _claims(contracts: ContractSet) -> int:
    statuses = (status for system in contracts.systems.values() for status in system.statuses.values())
    return sum(len(status.claims) for status in statuses)


def _passed(chunk: int) -> Iterator[ContractSet]:
    for number in range(chunk, MODELS, CHUNKS):
        contracts = random_model(number)
        passed = mended(contracts)
        if passed is not None:
            yield passed


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_run_shows_a_false_claim_of_a_stable_fact_where_the_rules_are_silent(chunk: int) -> None:
    claims = walked = 0
    for contracts in _passed(chunk):
        assert explorer_finds(contracts) == set(), as_yaml(contracts)
        claims += _claims(contracts)
        walked += 1
    assert walked > MODELS // CHUNKS // 2
    assert claims > walked  # what was proved is not empty


@pytest.mark.exhaustive
def test_runs_show_false_claims_where_the_rules_complain() -> None:
    counted: Counter[str] = Counter()
    for number in range(0, MODELS, CHUNKS):
        contracts = random_model(number)
        says = "complains" if complaints(contracts) else "is silent"
        shows = "some run is wrong" if explorer_finds(contracts) else "no run is wrong"
        counted[f"the check {says}, {shows}"] += 1
    print(dict(counted))
    assert counted["the check is silent, some run is wrong"] == 0
    assert counted["the check complains, some run is wrong"] > MODELS // CHUNKS // 5
