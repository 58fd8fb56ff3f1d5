"""Rules about how much of a contract its recordings exercise."""

from typing import Final

from checker.model.findings import Rule
from checker.rules.coverage import coverage_low
from checker.rules.coverage.gate import Gate

__all__ = ["RULES", "Gate"]

RULES: Final[tuple[Rule[Gate], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (coverage_low,)
)
