"""In how many recorded cases is to be seen what a finding is about."""

from dataclasses import replace
from typing import Final

from checker.analysis.coverage import Inventory, Watched
from checker.model.findings import Finding, Seen
from checker.pipeline.judged import Judged
from checker.rules import exploring, status

_OF_CONTRACTS: Final = frozenset(
    [*(rule.id for rule in status.RULES), *(rule.id for rule in exploring.RULES)]
)


def watched(judged: Judged, inventory: Inventory) -> Watched:
    """The rows and statuses that are blamed so far: what the contract alone shows."""
    blamed = judged.standing
    places = [finding.place for finding in blamed if finding.place is not None]
    return Watched(inventory, places, [finding.subject for finding in blamed])


def seen(finding: Finding, judged: Judged) -> Seen | None:
    """None where nothing was replayed, or no recording was asked of what it is about."""
    tally = judged.tally
    watched = tally.still.watched if tally.still is not None else None
    if not tally.cases:
        return None
    if finding.seen is not None:
        return replace(finding.seen, of=tally.cases)
    if watched is None or finding.rule not in _OF_CONTRACTS or finding.shift is not None:
        return None
    row = watched.by_place.get(finding.place) if finding.place is not None else None
    if row is not None:
        return Seen(cases=tally.in_cases.get(row, 0), of=tally.cases, what="row")
    system, _, code = finding.subject.partition("/")
    shown = watched.statuses.get((system, code))
    if shown is not None:
        return Seen(cases=tally.in_cases.get(shown, 0), of=tally.cases, what="status")
    return None
