"""Statuses of a fact that may have been shown and were not captured."""

from collections.abc import Iterator, Sequence

from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import Standing
from checker.analysis.telling import listed


def otherwise(known: Known, standings: Sequence[Standing], clause: str, question: str) -> str:
    """
    The clause, if all that could contradict it was captured; else that nobody knows, and why.

    `, and no status says otherwise`, or `; whether a status says otherwise is not known: not every status of
    hub was captured`.
    """
    missing = unheard(known, standings)
    if not missing:
        return f", and {clause}"
    return f"; whether {question} is not known: {of_whom(known, missing)}"


def of_whom(known: Known, missing: Sequence[str]) -> str:
    if not known.case.is_whole:
        return "the case could not be read whole"
    return f"not every status of {listed(missing, 'or')} was captured"


def unheard(known: Known, standings: Sequence[Standing]) -> tuple[str, ...]:
    """The systems of the case that have statuses of these facts, and of which not every one was captured."""
    facts = {one.fact.name for one in standings}
    concerned = set(_concerned(known))
    missing = [
        known.body(name)
        for name in known.record.incomplete(known.contracts.systems)
        if known.body(name) in concerned and _speaks(known, name, facts)
    ]
    return tuple(dict.fromkeys(missing))


def _speaks(known: Known, system: str, facts: set[str]) -> bool:
    vocabulary = known.record.declared.vocabulary
    return any(
        literal.fact in facts
        for code in known.contracts.systems[system].statuses
        for literal in vocabulary.word(system, code).says
    )


def _concerned(known: Known) -> Iterator[str]:
    """The systems that have an event, and those of the flows whose messages are in the case."""
    for event in known.timeline.events:
        lane = known.lane(event)
        if lane is not None:
            yield lane
    crossed = {one.boundary.name for one in known.crossings}
    passed = set(crossed)
    for flow in known.contracts.flows.values():
        names = {boundary.name for boundary in flow.boundaries}
        if not names or names & crossed:
            yield known.body(flow.reader.name)
            passed |= names
    for name in passed & known.contracts.boundaries.keys():
        boundary = known.contracts.boundaries[name]
        yield known.body(boundary.sender.name)
        yield known.body(boundary.receiver.name)
