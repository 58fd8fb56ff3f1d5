"""What becomes of a status from system to system: tables composed, backwards to the source and forwards."""

from checker.analysis.composed.news import Hop, News, news
from checker.analysis.composed.people import people_read
from checker.analysis.composed.relation import Relation, along, composed, tables
from checker.analysis.composed.standing import Standing, standing
from checker.analysis.composed.support import Gap, Support, support
from checker.analysis.composed.why import Why, why

__all__ = [
    "Gap",
    "Hop",
    "News",
    "Relation",
    "Standing",
    "Support",
    "Why",
    "along",
    "composed",
    "news",
    "people_read",
    "standing",
    "support",
    "tables",
    "why",
]
