"""What recorded statuses and effects show: who said what when, and what was true at that moment."""

from collections.abc import Iterable

from checker.analysis.recorded.answers import late_answers
from checker.analysis.recorded.declared import Declared, compiled
from checker.analysis.recorded.effects import double_effects
from checker.analysis.recorded.facts import RecordedFact, Unjudged
from checker.analysis.recorded.finality import closed_early, reopened
from checker.analysis.recorded.record import record
from checker.analysis.recorded.rejections import silent_rejections
from checker.analysis.recorded.said import How, Report, Said, Unanswered
from checker.analysis.recorded.truth import misleading
from checker.analysis.recorded.unexplained import unexplained
from checker.model.recordings import Case

__all__ = ["Declared", "How", "RecordedFact", "Report", "Said", "Unanswered", "Unjudged", "compiled", "shown"]


def shown(
    declared: Declared,
    case: Case,
    said: Iterable[Said],
    reports: Iterable[Report] = (),
    unanswered: Iterable[Unanswered] = (),
) -> tuple[RecordedFact | Unjudged, ...]:
    """All that a case shows of statuses and effects, and what can't be judged in it."""
    recorded = record(declared, case, said, reports, unanswered)
    return (
        *silent_rejections(recorded),
        *double_effects(recorded),
        *unexplained(recorded),
        *misleading(recorded),
        *late_answers(recorded),
        *reopened(recorded),
        *closed_early(recorded),
    )
