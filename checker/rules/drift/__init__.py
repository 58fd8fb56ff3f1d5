"""Rules about drift: what changed since a baseline, and whom it breaks."""

from collections.abc import Hashable, Iterator

from checker.analysis.drift import Drift
from checker.model.findings import Finding, Rule
from checker.rules.drift import (
    composed_meaning_changed,
    constant_from_data,
    context_dropped,
    context_reminted,
    delivery_weakened,
    end_unreachable,
    field_lost,
    final_left,
    idempotency_removed,
    meaning_strengthened,
    meaning_weakened,
    move_added,
    move_removed,
    now_fails,
    now_succeeds,
    order_weakened,
    outcome_changed,
    output_changed,
    output_refused,
    owner_moved,
    owner_removed,
    phase_changed,
    propagation_stopped,
    reference_changed,
    rejection_path_removed,
    retry_widened,
    row_retargeted,
    rows_merged,
    schema_default_changed,
    schema_format_changed,
    schema_gap,
    schema_refused_by_old,
    schema_refuses_old,
    schema_undecided,
    schema_undeclared_only,
    status_added,
    status_removed,
    status_renamed,
    status_reused,
    told_earlier,
    untested_mapping,
    weakened_check,
    words_only,
)

# Of what comes of one change the first of the worst is shown, and names the others: what tells most of whom
# it breaks stands first.
RULES: tuple[Rule[Drift], ...] = tuple(
    Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"), page=module.__doc__ or "", check=module.check
    )
    for module in (
        schema_gap,
        schema_refuses_old,
        schema_refused_by_old,
        schema_undecided,
        schema_undeclared_only,
        schema_format_changed,
        schema_default_changed,
        reference_changed,
        output_refused,
        constant_from_data,
        field_lost,
        output_changed,
        now_fails,
        now_succeeds,
        untested_mapping,
        owner_moved,
        status_removed,
        status_reused,
        status_added,
        status_renamed,
        meaning_weakened,
        meaning_strengthened,
        owner_removed,
        outcome_changed,
        final_left,
        phase_changed,
        told_earlier,
        rejection_path_removed,
        propagation_stopped,
        rows_merged,
        row_retargeted,
        composed_meaning_changed,
        words_only,
        move_added,
        move_removed,
        end_unreachable,
        context_dropped,
        context_reminted,
        idempotency_removed,
        retry_widened,
        delivery_weakened,
        order_weakened,
        weakened_check,
    )
)


def findings(drift: Drift) -> Iterator[Finding]:
    """All that the rules have to say, each thing once a rule."""
    for rule in RULES:
        yield from rule.check(drift)


def cause(found: Finding) -> Hashable:
    """What comes of one change."""
    return (found.set, found.shift.cause if found.shift else found.subject)
