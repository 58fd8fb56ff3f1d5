"""The commonest case, one exchange against which nothing can be said, without noting anything down."""

from collections.abc import Iterable, Mapping

from checker.analysis import jq
from checker.analysis.coverage import NOTHING, Still
from checker.analysis.follow import Sources
from checker.analysis.mapping import RowError
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.seen import MessageName, SeenCase
from checker.errors import CannotCheckError
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT
from checker.model.recordings import Case, Event, Kind


def quick_ones(
    passages: Iterable[Passage], decided: frozenset[str], news: frozenset[str]
) -> Mapping[MessageName, Passage]:
    """
    The messages of which an exchange by itself shows all there is to see in its two payloads.

    Those that come over a boundary in `decided` may have been sent the wrong way, and those of `news` show
    a status.
    """
    return {
        one.key: one
        for one in passages
        if not (
            one.boundary.carries
            or one.boundary.answer_within is not None
            or one.boundary.name in decided
            or one.boundary.name in news
            or one.skipped
            or (one.program is not None and one.program.uses_jq)
            or one.matches
            or one.message.enriches
            or one.message.version_at is not None
            or not one.message.has_payload
        )
    }


def quickly_seen(
    ones: Mapping[MessageName, Passage], contracts: ContractSet, case: Case, still: Still | None = None
) -> SeenCase | None:
    """What is to be seen in a case, if that is nothing; None where somebody has to look closely."""
    event = case.events[0]
    if event.kind is not Kind.EXCHANGE or event.boundary is None or event.message is None:
        return None
    passage = ones.get((event.boundary, event.message))
    if passage is None or not _is_usual(event, passage, contracts):
        return None
    if case.header.reference and passage.is_otherwise(case.header.reference):
        return None
    payload = event.sent
    if payload is ABSENT or event.received is ABSENT:
        return None
    sources: Sources | None = None
    try:
        if passage.program is None:
            result = payload
        else:
            sources = Sources(payload, event.headers or (), event.key, event.attributes)
            result = passage.program.run(sources)
        if not passage.fits(payload, result, event.received, event.at):
            return None
    except (RowError, CannotCheckError, jq.FailedError):
        return None
    left = still.messages.get(passage.key) if still is not None else None
    return SeenCase(
        set=contracts.name,
        case=case.name,
        recording=case.recording,
        replayed=1,
        validated=passage.verdicts,
        compared=1,
        compared_messages=passage.keys,
        exercised=NOTHING if left is None else left.exercised_by(payload, event.received, sources),
    )


def _is_usual(event: Event, passage: Passage, contracts: ContractSet) -> bool:
    """Whether an event says nothing beside its payloads that has to be judged."""
    version = passage.message.version
    return (
        event.status is None
        and event.reply is None
        and event.effect is None
        and (event.system is None or event.system in contracts.systems)
        and (version is None or event.version is None or event.version == version)
    )
