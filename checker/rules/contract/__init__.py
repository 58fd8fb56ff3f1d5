"""Rules about what stands in a contract set beside its statuses, and what recordings used of it."""

from typing import Final

from checker.analysis.tally import Uses
from checker.model.findings import Rule
from checker.rules.contract import means_missing, tolerance_on_identity, tolerance_unused

RULES: Final[tuple[Rule[Uses], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (tolerance_on_identity, tolerance_unused, means_missing)
)
