"""While what a status can be entered: whether a fact of the system holds then."""

from collections.abc import Iterator, Mapping

from checker.analysis.meaning.literals import Literal, Literals
from checker.analysis.meaning.whole import Meaning
from checker.model.systems import Fact

BEFORE_ALL = False  # no fact holds before anything has happened


def entered_while(meaning: Meaning, fact: Fact) -> Mapping[str, frozenset[bool]]:
    """
    For each status of a fact's owner: can it be entered while the fact holds, while it does not, or both?

    A status that speaks of the fact settles it; a silent one hands on what was the case before. Ways are
    moves, starting, leaving messages, and rows in the statuses in which they count.
    """
    owner = fact.owner.name
    claim = Literal(fact.name)
    entered: dict[str, set[bool]] = {code: set() for code in meaning.contracts.systems[owner].statuses}
    steps = list(_steps(meaning, owner, claim))
    grew = True
    while grew:
        grew = False
        for source, target, settled in steps:
            values = {settled} if settled is not None else _left_with(meaning, owner, source, claim, entered)
            if not values <= entered[target]:
                entered[target] |= values
                grew = True
    return {code: frozenset(values) for code, values in entered.items()}


def _steps(meaning: Meaning, owner: str, claim: Literal) -> Iterator[tuple[str | None, str, bool | None]]:
    """From which status (None: from none) to which, and what is known of the fact then (None: as it was)."""
    for start in meaning.initial[owner]:
        yield None, start.status.code, None
    for move in meaning.contracts.systems[owner].moves:
        yield move.source, move.target, None
    for reading in (*meaning.readings, *meaning.leavings):
        if reading.reports and reading.reports.system == owner:
            settled = _settled(reading.evidence, claim)
            for before in reading.during or (None,):
                if before is None or before.system == owner:
                    yield before.code if before else None, reading.reports.code, settled


def _left_with(
    meaning: Meaning, owner: str, source: str | None, claim: Literal, entered: Mapping[str, set[bool]]
) -> set[bool]:
    """Whether the fact holds as a status is left."""
    if source is None:
        return {BEFORE_ALL}
    said = _settled(meaning.vocabulary.word(owner, source).says, claim)
    return set(entered[source]) if said is None else ({said} if entered[source] else set())


def _settled(said: Literals, claim: Literal) -> bool | None:
    if claim in said:
        return True
    return False if claim.negated in said else None
