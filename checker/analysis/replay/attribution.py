"""
Whose fault it is that a message is not as it should be: sender, transformation, receiver, enrichment.

The observations come in the order of attribution: the payload, the enrichment, the transformation, the two
contracts that do not fit, the rules of the receiver.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from checker.analysis import jq
from checker.analysis.comparison import Difference
from checker.analysis.mapping import RowError, Traced
from checker.analysis.replay.enrichment import covers, filled, missing
from checker.analysis.replay.passage import Passage, is_true
from checker.analysis.replay.pointers import everywhere, tokens, value_at
from checker.analysis.replay.seen import (
    ContractsDisagree,
    EnrichmentMissing,
    Observation,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    Spot,
    TransformationDiffers,
)
from checker.analysis.sides import Side
from checker.analysis.validity import Violation
from checker.model.findings import Evidence
from checker.model.json import ABSENT, Absent, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """
    One message as recorded. `sent` and `received` are None where that side is not recorded.

    `sent_seen` and `seen` say where each side stands in the recording; `seen` is that of what was received,
    or of what was sent where nothing else is recorded.
    """

    passage: Passage
    sent: Side | None
    received: Side | None
    sent_at: str | None
    sent_seen: Evidence
    seen: Evidence

    def spot(self, pointer: str | None = None, *, is_sent: bool = False) -> Spot:
        seen = self.sent_seen if is_sent else self.seen
        return Spot(
            boundary=self.passage.boundary,
            message=self.passage.message,
            seen=replace(seen, pointer=pointer) if pointer is not None else seen,
        )


def observations(crossing: Crossing) -> Iterator[Observation]:
    """All that can be said against one message, in the order of attribution."""
    passage, sent, received = crossing.passage, crossing.sent, crossing.received
    made, failed = traced(passage, sent)
    arrived = received.payload if received is not None else made.result if made is not None else ABSENT
    absent = tuple(lacking(crossing, arrived))
    if sent is not None:
        yield from _payload(crossing, sent, absent)
    yield from absent
    if failed is not None and sent is not None:
        at = everywhere(failed.pointer or "", sent.payload)
        yield RowFailed(spot=crossing.spot(failed.pointer, is_sent=True), at=at, error=failed)
    if made is not None:
        differing = [
            _differing(crossing, made, one)
            for one in islice(differences(crossing, made.result), passage.most)
        ]
        yield from differing
        crossed = completed(crossing, made.result) if differing else arrived
        yield from _refused(crossing, crossed, made, absent)
        yield from _demands(crossing, crossed)
    elif received is not None:
        yield from _received_alone(crossing, received, absent)


def traced(passage: Passage, sent: Side | None) -> tuple[Traced | None, RowError | None]:
    """The result with its lineage, or why there is none; neither where that can't be known."""
    if sent is None or sent.payload is ABSENT or passage.is_unmade:
        return None, None
    if passage.program is None:
        return Traced(result=sent.payload, origins={}), None
    try:
        return passage.program.traced(sent.sources), None
    except RowError as error:
        return None, error


def _payload(crossing: Crossing, sent: Side, absent: Sequence[EnrichmentMissing]) -> Iterator[PayloadInvalid]:
    """What is wrong with the payload that was sent; an enrichment that is missing does not count again."""
    sends = crossing.passage.sends
    if sends is None:
        return
    payload = sent.sources.payload
    for violation in sends.violations(payload):
        if _is_of(absent, violation):
            continue
        yield PayloadInvalid(
            spot=crossing.spot(violation.pointer, is_sent=True),
            at=everywhere(violation.pointer, payload),
            value=value_at(violation.pointer, payload),
            violation=violation,
            is_guess=crossing.passage.is_external,
        )


def lacking(crossing: Crossing, arrived: Json | Absent) -> Iterator[EnrichmentMissing]:
    """
    The enriched fields that are not there.

    Where what was received is not recorded, only those count that should have been there when it was sent:
    the sender enriches it itself, or its own schema asks for it. Others may have come on the way.
    """
    passage, received = crossing.passage, crossing.received
    if arrived is ABSENT:
        return
    side = received if received is not None else Side(arrived, None, None, {})
    for enrich in passage.message.enriches:
        places = list(missing(enrich, side))
        if received is not None or enrich.source.name in passage.sender_names or _is_asked(crossing, places):
            for pointer, value in places:
                yield EnrichmentMissing(
                    spot=crossing.spot(pointer), at=everywhere(pointer, arrived), value=value, enrich=enrich
                )


def _is_asked(crossing: Crossing, places: Sequence[tuple[str, Json | Absent]]) -> bool:
    """Whether the schema of what was sent asks for an enriched field of a message that nothing changes."""
    passage, sent = crossing.passage, crossing.sent
    if sent is None or passage.program is not None or passage.sends is None:
        return False
    violations = passage.sends.violations(sent.sources.payload)
    return any(_names(violation, pointer) for violation in violations for pointer, _ in places)


def _is_of(absent: Sequence[EnrichmentMissing], violation: Violation) -> bool:
    return any(
        seen.spot.seen.pointer is not None and _names(violation, seen.spot.seen.pointer) for seen in absent
    )


def _names(violation: Violation, pointer: str) -> bool:
    """Whether a violation is about what should stand at a pointer: null there, or nothing."""
    if violation.pointer == pointer:
        return True
    around, _, _ = pointer.rpartition("/")
    if violation.keyword != "required" or violation.pointer != around or not pointer:
        return False
    name = tokens(pointer)[-1]
    # The message begins with the name, cut where that is long.
    return violation.message.startswith((f"{name} ", f'"{name}" ', f"{name[:29]}…"))


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


def _differing(crossing: Crossing, made: Traced, difference: Difference) -> TransformationDiffers:
    received = crossing.received.payload if crossing.received is not None else ABSENT
    return TransformationDiffers(
        spot=crossing.spot(difference.pointer),
        at=everywhere(difference.pointer, received, made.result),
        difference=difference,
        origin=made.origin(difference.made_at),
        sent=crossing.sent_seen,
    )


def _refused(
    crossing: Crossing, arrived: Json | Absent, made: Traced, absent: Sequence[EnrichmentMissing]
) -> Iterator[ContractsDisagree]:
    passage, sent = crossing.passage, crossing.sent
    if passage.accepts is None or arrived is ABSENT:
        return
    is_sent = passage.program is None and passage.is_same_schema and sent is not None
    known = (
        set(passage.sends.violations(sent.sources.payload)) if is_sent and passage.sends and sent else set()
    )
    for violation in passage.accepts.violations(arrived):
        # The same words of the same schema are the sender's fault, and a field that is missing is said.
        if violation in known or _is_of(absent, violation) or may_come(crossing, violation, arrived):
            continue
        yield ContractsDisagree(
            spot=crossing.spot(violation.pointer),
            at=everywhere(violation.pointer, arrived),
            value=value_at(violation.pointer, arrived),
            violation=violation,
            origin=made.origin(violation.pointer),
        )


def may_come(crossing: Crossing, violation: Violation, arrived: Json) -> bool:
    """Whether a violation is about an enriched field that may be put in on the way, unseen by the capture."""
    if crossing.received is not None:
        return False
    side = Side(arrived, None, None, {})
    return any(
        _names(violation, pointer)
        for enrich in crossing.passage.message.enriches
        for pointer, _ in missing(enrich, side)
    )


def _demands(crossing: Crossing, arrived: Json | Absent) -> Iterator[RefusedByRule]:
    if arrived is ABSENT:
        return
    for requirement, program in crossing.passage.requires:
        try:
            if is_true(program(arrived)):
                continue
        except jq.FailedError as error:
            yield RefusedByRule(spot=crossing.spot(), requirement=requirement, why=str(error))
        else:
            yield RefusedByRule(spot=crossing.spot(), requirement=requirement)


def _received_alone(
    crossing: Crossing, received: Side, absent: Sequence[EnrichmentMissing]
) -> Iterator[Observation]:
    """Where nobody can tell what should have been received: the receiver's own schema and rules."""
    passage, payload = crossing.passage, received.sources.payload
    for violation in passage.accepts.violations(payload) if passage.accepts is not None else ():
        if not _is_of(absent, violation):
            yield PayloadInvalid(
                spot=crossing.spot(violation.pointer),
                at=everywhere(violation.pointer, payload),
                value=value_at(violation.pointer, payload),
                violation=violation,
                is_guess=False,
                is_received=True,
            )
    yield from _demands(crossing, payload)
