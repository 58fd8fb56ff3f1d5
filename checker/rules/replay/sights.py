"""How the rules about recordings tell of statuses, moments and stretches of time."""

from collections.abc import Iterable

from checker.analysis.recorded.facts import MisleadingStatus, Sight
from checker.analysis.telling import at, lasting, listed
from checker.model.findings import Evidence
from checker.model.text import plain, shown

__all__ = ["at", "evidence", "lasting", "said", "subject", "truth"]


def said(sight: Sight, among: Iterable[str | None] = ()) -> str:
    """`hub said "COMPLETED" to portal at 09:15:33.050`; with the day, where `among` has another day."""
    to = f" to {sight.to}" if sight.to is not None else ""
    return f"{sight.system} said {shown(sight.code)}{to}{at(sight.at, among)}"


def truth(one: MisleadingStatus) -> str:
    """What the source of truth had said when a status claimed something else, or says against a denial."""
    if one.rules_out:
        told = listed(
            f"{word.system} said {shown(word.code)}{at(word.at, [one.sight.at])}" for word in one.words
        )
        when = at(one.came[0].at, [one.sight.at]) if one.came else ""
        return told or f"{listed(fact.name for fact in one.facts)} came about{when}"
    word = _telling(one)
    if word is None:
        owners = dict.fromkeys(fact.owner.name for fact in one.facts)
        sources = [name for name in owners if name in one.sources] or list(one.sources)
        return f"{listed(sources)} had said nothing of it"
    had = "had said" if one.denied else "had only said"
    return f"{word.system} {had} {shown(word.code)}{at(word.at, [one.sight.at])}"


def _telling(one: MisleadingStatus) -> Sight | None:
    """The word that denies a fact, else the last one of a source of truth."""
    if one.denied:
        return one.words[0]
    owners = {fact.owner.name for fact in one.facts}
    return next((word for word in one.words if word.system in owners), None)


def subject(sight: Sight) -> str:
    return f"{sight.system}/{plain(sight.code)}"


def evidence(*sights: Sight) -> tuple[Evidence, ...]:
    return tuple(sight.seen for sight in sights)
