"""The rules about recordings: what a replayed case shows."""

from typing import Final

from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Rule
from checker.rules.replay import (
    context_changed,
    context_lost,
    contracts_disagree,
    decision_differs,
    enrichment_missing,
    payload_invalid,
    refused_by_rule,
    transformation_differs,
    undeclared_status,
    version_unknown,
)
from checker.rules.replay.attribution import cause

__all__ = ["RULES", "cause", "findings"]

# In the order of attribution: of several that hold for one message, the first is shown.
RULES: Final[tuple[Rule[SeenCase], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (
        payload_invalid,
        enrichment_missing,
        transformation_differs,
        contracts_disagree,
        refused_by_rule,
        context_lost,
        context_changed,
        decision_differs,
        version_unknown,
        undeclared_status,
    )
)


def findings(seen: SeenCase) -> tuple[Finding, ...]:
    """Everything that these rules have to say of a case; see `cause` for what belongs together."""
    if not seen.observations:
        return ()
    return tuple(finding for rule in RULES for finding in rule.check(seen))
