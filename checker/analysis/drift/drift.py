"""Two states of one contract set, held against each other."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from checker.analysis.drift.checks import Weakened, weakened
from checker.analysis.drift.composition import Widened, widened
from checker.analysis.drift.decisions import Decisions, decisions
from checker.analysis.drift.lessened import Lessened
from checker.analysis.drift.message_checks import weakened_messages
from checker.analysis.drift.naming import renames
from checker.analysis.drift.output_changes import OutputChange, Untested
from checker.analysis.drift.outputs import Outputs
from checker.analysis.drift.promises import lessened
from checker.analysis.drift.reference import RowOfTable, changed_tables
from checker.analysis.drift.renaming import Renames, renamed
from checker.analysis.drift.replies import Replies, replies
from checker.analysis.drift.row_change import RowChange
from checker.analysis.drift.rows import row_changes
from checker.analysis.drift.sequences import Sequences, sequences
from checker.analysis.drift.several import several
from checker.analysis.drift.shapes import Shape, shapes
from checker.analysis.drift.state import State, state
from checker.analysis.drift.statuses import Statuses, statuses
from checker.model.contracts import ContractSet
from checker.model.findings import Skipped
from checker.model.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """
    All that changed from `before` to `after`.

    `before` is told in the names of `after`: `names` has what was called otherwise. `baseline` is how people
    call the older side. `outputs` and `untested` are empty where no recordings were looked at.
    """

    baseline: str
    today: date
    before: State = field(repr=False)
    after: State = field(repr=False)
    names: Renames
    statuses: Statuses
    rows: tuple[RowChange, ...]
    widened: tuple[Widened, ...]
    decisions: Decisions
    replies: Replies
    sequences: Sequences
    lessened: tuple[Lessened, ...]
    weakened: tuple[Weakened, ...]
    tables: tuple[RowOfTable, ...]
    shapes: tuple[Shape, ...]
    outputs: tuple[OutputChange, ...]
    untested: tuple[Untested, ...]
    skipped: tuple[Skipped, ...]


def compared(
    old: ContractSet,
    new: ContractSet,
    *,
    baseline: str,
    today: date,
    look: Callable[[Outputs], None],
    limits: Limits = DEFAULT,
    more_weakened: tuple[Weakened, ...] = (),
) -> Drift:
    """
    Everything that changed. `look` shows the recordings of both sides to what runs both transformations.

    Raises:
        ContractError: a program of either side can't be used.
        MissingExtraError: one is in jq, which is not installed.

    """
    names = renames(old, new)
    earlier = renamed(old, names)
    declared, new = new, _still_promised(earlier, new)
    before, after = state(earlier, limits), state(new, limits)
    outputs = Outputs(earlier, new, limits, names)
    look(outputs)
    many = several(before, after, limits.states)
    rows = (*row_changes(before, after, many.apart, is_known=many.is_known), *many.changes)
    sent, understood = decisions(before, after, limits.states), replies(before, after, limits.states)
    return Drift(
        baseline=baseline,
        today=today,
        before=before,
        after=after,
        names=names,
        statuses=statuses(before, after, names),
        rows=rows,
        widened=widened(before, after),
        decisions=sent,
        replies=understood,
        sequences=sequences(before, after, rows),
        lessened=lessened(earlier, new),
        weakened=(*weakened(earlier, declared, names), *weakened_messages(earlier, new), *more_weakened),
        tables=tuple(changed_tables(earlier, new)),
        shapes=shapes(earlier, new, outputs.sent, limits),
        outputs=outputs.changes,
        untested=outputs.untested,
        skipped=(
            *_not_explored(before, after),
            *many.skipped,
            *sent.skipped,
            *understood.skipped,
            *outputs.skipped,
        ),
    )


def _still_promised(old: ContractSet, new: ContractSet) -> ContractSet:
    """The set in which no boundary is a draft that was none before: what is broken now was promised then."""
    promised = {name for name, boundary in old.boundaries.items() if not boundary.is_draft}
    boundaries = {
        name: replace(boundary, is_draft=boundary.is_draft and name not in promised)
        for name, boundary in new.boundaries.items()
    }
    return replace(new, boundaries=boundaries)


def _not_explored(before: State, after: State) -> tuple[Skipped, ...]:
    """What can still be reached is only known where all runs of both sides are."""
    if before.runs.is_complete and after.runs.is_complete:
        return ()
    most = max(before.runs.states, after.runs.states)
    return (
        Skipped(
            check=f"ends that {after.contracts.name} no longer reaches",
            why=f"there are more than {most:,} states, and not all runs of both sides were explored",
            was_asked=True,
            fix=f"explore more with --states {most * 10}",
        ),
    )
