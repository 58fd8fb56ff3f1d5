"""The rules about recordings: what a replayed case shows."""

from typing import Final

from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Rule
from checker.rules.exploring import double_effect as effect_in_runs
from checker.rules.replay import (
    closed_early,
    context_changed,
    context_lost,
    contracts_disagree,
    decision_differs,
    double_effect,
    duplicate_answered_differently,
    enrichment_missing,
    late_answer,
    misleading_status,
    payload_invalid,
    refused_by_rule,
    reopened,
    silent_rejection,
    stale_reference,
    transformation_differs,
    undeclared_status,
    unexplained_status,
    version_mixed,
    version_unknown,
)
from checker.rules.replay.attribution import cause
from checker.rules.status import silent_rejection as rejection_in_rows

__all__ = ["RULES", "cause", "findings"]

# Of a rule that looks at contracts and at recordings, the page is with its other half.
_PAGES: Final = {silent_rejection: rejection_in_rows, double_effect: effect_in_runs}

# In the order of attribution: of several that hold for one message, the first is shown.
RULES: Final[tuple[Rule[SeenCase], ...]] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"),
        page=(_PAGES.get(module, module).__doc__ or "").strip(),
        check=module.check,
    )
    for module in (
        payload_invalid,
        stale_reference,
        enrichment_missing,
        transformation_differs,
        contracts_disagree,
        refused_by_rule,
        context_lost,
        context_changed,
        decision_differs,
        version_unknown,
        version_mixed,
        duplicate_answered_differently,
        # what statuses show, in the order of the rules about statuses
        silent_rejection,
        double_effect,
        unexplained_status,
        undeclared_status,
        misleading_status,
        late_answer,
        reopened,
        closed_early,
    )
)


def findings(seen: SeenCase) -> tuple[Finding, ...]:
    """Everything that these rules have to say of a case; see `cause` for what belongs together."""
    if not seen.observations:
        return ()
    return tuple(finding for rule in RULES for finding in rule.check(seen))
