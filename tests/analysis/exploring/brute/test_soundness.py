"""What the rules pass is never unsound in any run that brute force walks; no explorer is needed for that."""

import os

import pytest

from tests.analysis.exploring.brute.runs import TooManyError, every_run
from tests.analysis.exploring.mending import complaints, mended
from tests.analysis.exploring.models import random_model
from tests.analysis.exploring.written import as_yaml

MODELS = int(os.environ.get("SEAMPROOF_MODELS", "600"))
CHUNKS = 6


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_run_shows_a_false_claim_of_a_stable_fact_where_the_rules_are_silent(chunk: int) -> None:
    walked = claims = 0
    for number in range(chunk, MODELS, CHUNKS):
        contracts = mended(random_model(number))
        if contracts is None:
            continue
        try:
            runs = every_run(contracts, most=400)
        except TooManyError:
            continue
        false = {fact for _, _, fact in runs.unfounded if not contracts.facts[fact].revocable}
        assert false == set(), as_yaml(contracts)
        walked += 1
        claims += sum(
            len(status.claims) for each in contracts.systems.values() for status in each.statuses.values()
        )
    assert walked > MODELS // CHUNKS * 0.8
    assert claims > walked  # what was proved is not empty


@pytest.mark.exhaustive
@pytest.mark.parametrize("left_out", ["overclaim", "hearsay"])
def test_each_premise_is_needed(left_out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = "hearsay" if left_out == "overclaim" else "overclaim"
    monkeypatch.setattr("tests.analysis.exploring.mending.PREMISES", (kept,))
    shown = 0
    for number in range(150):
        contracts = mended(random_model(number))
        assert contracts is None or not complaints(contracts)
        try:
            runs = every_run(contracts, most=200) if contracts else None
        except TooManyError:
            continue
        shown += bool(
            runs and contracts and any(not contracts.facts[fact].revocable for _, _, fact in runs.unfounded)
        )
    assert shown > 5
