"""What recorded statuses and effects show: who said what when, and what was true at that moment."""

from checker.analysis.recorded.answers import late_answers
from checker.analysis.recorded.declared import Declared, compiled
from checker.analysis.recorded.effects import double_effects
from checker.analysis.recorded.facts import RecordedFact, Unjudged
from checker.analysis.recorded.finality import closed_early, reopened
from checker.analysis.recorded.record import Record, record
from checker.analysis.recorded.rejections import silent_rejections
from checker.analysis.recorded.said import How, Report, Said, Unanswered
from checker.analysis.recorded.truth import misleading
from checker.analysis.recorded.unexplained import unexplained

__all__ = [
    "Declared",
    "How",
    "Record",
    "RecordedFact",
    "Report",
    "Said",
    "Unanswered",
    "Unjudged",
    "compiled",
    "record",
    "shown",
]


def shown(recorded: Record) -> tuple[RecordedFact | Unjudged, ...]:
    """All that a case shows of statuses and effects, and what can't be judged in it."""
    return (
        *silent_rejections(recorded),
        *double_effects(recorded),
        *unexplained(recorded),
        *misleading(recorded),
        *late_answers(recorded),
        *reopened(recorded),
        *closed_early(recorded),
    )
