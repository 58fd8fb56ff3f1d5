"""Rules about recorded incidents that are kept as tests: what they expect, and how long they are kept."""

from typing import Final

from checker.analysis.expectations import Expectation
from checker.model.findings import Rule
from checker.rules.expectation import expected_missing, recording_expired

RULES: Final[tuple[Rule[Expectation], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (expected_missing, recording_expired)
)
