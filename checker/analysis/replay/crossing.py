"""One message as it was recorded on both sides, and the result of its transformation held against that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from checker.analysis.comparison import Difference
from checker.analysis.mapping import Made, RowError, Traced
from checker.analysis.replay.enrichment import covers, filled
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.seen import Spot
from checker.analysis.sides import Side
from checker.model.findings import Evidence
from checker.model.json import ABSENT, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """
    One message as recorded. `sent` and `received` are None where that side is not recorded.

    `sent_seen` and `seen` say where each side stands in the recording; `seen` is that of what was received,
    or of what was sent where nothing else is recorded. `reference` has the version of each table that the
    recording names.
    """

    passage: Passage
    sent: Side | None
    received: Side | None
    sent_at: str | None
    sent_seen: Evidence
    seen: Evidence
    reference: Mapping[str, str] = field(default_factory=dict)

    def spot(self, pointer: str | None = None, *, is_sent: bool = False) -> Spot:
        seen = self.sent_seen if is_sent else self.seen
        return Spot(
            boundary=self.passage.boundary,
            message=self.passage.message,
            seen=replace(seen, pointer=pointer) if pointer is not None else seen,
        )


def made_of(passage: Passage, sent: Side | None) -> tuple[Made | None, RowError | None]:
    """The result and what finds its lineage, or why there is none; neither where that can't be known."""
    if sent is None or sent.payload is ABSENT or passage.is_unmade:
        return None, None
    if passage.program is None:
        return Made.traced(Traced(result=sent.payload, origins={})), None
    try:
        return passage.program.making(sent.sources), None
    except RowError as error:
        return None, error


def completed(crossing: Crossing, result: Json) -> Json:
    """A result with what came on the way, as far as it was recorded."""
    received = crossing.received
    if received is None or received.payload is ABSENT:
        return result
    return filled(result, received.payload, crossing.passage.message.enriches)


def differences(crossing: Crossing, result: Json) -> Iterator[Difference]:
    """Where the result is not as received, but for what came on the way."""
    passage, received = crossing.passage, crossing.received
    if received is None or received.payload is ABSENT:
        return
    arrived = received.payload
    found = passage.comparison.differences(result, arrived, sent_at=crossing.sent_at)
    for difference in found.differences:
        is_filled = difference.expected is ABSENT or difference.expected is None
        enriches = passage.message.enriches if is_filled else ()
        if any(covers(enrich, difference.pointer, arrived) for enrich in enriches):
            continue
        yield difference
