"""One recorded case, explained: what happened in which order, five answers, and one sentence."""

from checker.analysis.incident.explained import explained
from checker.analysis.incident.values import Answer, Explanation, Incident, Moment, Point, Remark, Told, Tone

__all__ = ["Answer", "Explanation", "Incident", "Moment", "Point", "Remark", "Told", "Tone", "explained"]
