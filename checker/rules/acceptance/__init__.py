"""Rules about the waivers of a contract: one that no longer means anything is no harmless leftover."""

from typing import Final

from checker.analysis.waivers import Waiver
from checker.model.findings import Rule
from checker.rules.acceptance import acceptance_ended, acceptance_unused

RULES: Final[tuple[Rule[Waiver], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (acceptance_ended, acceptance_unused)
)
