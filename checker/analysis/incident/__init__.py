"""One recorded case, explained: what happened in which order, five answers, and one sentence."""

from checker.analysis.incident.explained import explained
from checker.analysis.incident.values import Answer, Incident, Moment, Point, Remark, Tone

__all__ = ["Answer", "Incident", "Moment", "Point", "Remark", "Tone", "explained"]
