"""
The explorer against a second implementation, which walks channels with messages in flight.

`SEAMPROOF_MODELS=20000` in the environment walks that many random models instead of some hundreds (about six
minutes on one core). A model on which the two differ is made as small as it can be, and printed.
"""

import os
from collections.abc import Iterator, Set
from itertools import islice

import pytest

from checker.analysis.exploring import explored
from checker.analysis.meaning import meaning
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT
from tests.analysis.exploring.brute.ends import flapping, past, stale, stuck
from tests.analysis.exploring.brute.runs import Runs, TooManyError, every_run
from tests.analysis.exploring.models import every_tiny_model, random_model
from tests.analysis.exploring.shrinking import smallest
from tests.analysis.exploring.written import as_yaml

MODELS = int(os.environ.get("SEAMPROOF_MODELS", "600"))
CHUNKS = 10
LARGEST = 2000 if MODELS > 5000 else 400  # states of a model; what is larger is left out, and counted


def differences(contracts: ContractSet, runs: Runs) -> Iterator[str]:
    """What one of the two shows and the other does not."""
    exploration = explored(meaning(contracts), DEFAULT)
    assert exploration.is_complete
    assert tuple(exploration.systems) == runs.systems
    yield from _both("reaches", exploration.together(), runs.together)
    unfounded = {(each.status.system, each.status.code, each.fact) for each in exploration.unfounded}
    yield from _both("finds unfounded", unfounded, runs.unfounded)
    every = {(each.word.system, each.word.code, each.literal.fact) for each in exploration.stale}
    yield from _some("finds out of date", every, past(runs, contracts))
    lasting = {
        (each.word.system, each.word.code, each.literal.fact) for each in exploration.stale if each.for_ever
    }
    yield from _some("finds stale", lasting, stale(runs, contracts))
    late = {
        (each.late.system, each.late.code, each.turned.code if each.turned else None, each.back.code)
        for each in exploration.flapping
    }
    yield from _some("finds flapping", late, flapping(runs))
    quiet = {each.system for each in exploration.stuck}
    yield from _some("finds stuck", quiet, {each.reporter for each in stuck(runs, contracts)})


def _both(what: str, explorer: Set[object], brute: Set[object]) -> Iterator[str]:
    yield from (f"only the explorer {what} {each}" for each in sorted(map(str, explorer - brute)))
    yield from (f"only the brute force {what} {each}" for each in sorted(map(str, brute - explorer)))


def _some(what: str, explorer: Set[object], brute: Set[object]) -> Iterator[str]:
    """The explorer says one thing of one cause; brute force has all, also those that only follow from it."""
    yield from (f"only the explorer {what} {each}" for each in sorted(map(str, explorer - brute)))
    if brute and not explorer:
        yield f"only the brute force {what} {sorted(map(str, brute))}"


def _differs(contracts: ContractSet) -> bool:
    try:
        return any(differences(contracts, every_run(contracts, most=LARGEST)))
    except TooManyError:
        return False


def _explained(contracts: ContractSet) -> str:
    small = smallest(contracts, _differs)
    return "\n".join([*differences(small, every_run(small, most=LARGEST)), as_yaml(small)])


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_explorer_reaches_what_brute_force_reaches(chunk: int) -> None:
    too_large = walked = 0
    for number in range(chunk, MODELS, CHUNKS):
        contracts = random_model(number)
        try:
            runs = every_run(contracts, most=LARGEST)
        except TooManyError:
            too_large += 1
            continue
        walked += 1
        if any(differences(contracts, runs)):
            pytest.fail(f"model {number}\n{_explained(contracts)}")
    assert too_large < walked / 4


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(3))
def test_the_explorer_reaches_what_brute_force_reaches_in_every_tiny_model(chunk: int) -> None:
    for contracts in islice(every_tiny_model(), chunk, None, 3):
        if any(differences(contracts, every_run(contracts))):
            pytest.fail(_explained(contracts))
