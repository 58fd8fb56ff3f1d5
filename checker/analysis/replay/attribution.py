"""
Whose fault it is that a message is not as it should be: sender, transformation, receiver, enrichment.

The observations come in the order of attribution: the payload, a table of another version, the enrichment,
the transformation, the two contracts that do not fit, the rules of the receiver.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from checker.analysis import jq
from checker.analysis.mapping import Made, RowError, origins
from checker.analysis.replay.crossing import Crossing, completed, differences, made_of
from checker.analysis.replay.enrichment import missing
from checker.analysis.replay.passage import is_true
from checker.analysis.replay.pointers import everywhere, tokens, value_at
from checker.analysis.replay.seen import (
    ContractsDisagree,
    EnrichmentMissing,
    Observation,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    StaleReference,
    TransformationDiffers,
)
from checker.analysis.replay.stale import NotKept, Stale
from checker.analysis.sides import Side
from checker.analysis.validity import Validator, Violation
from checker.model.json import ABSENT, Absent, Json

_Differing: TypeAlias = RowFailed | TransformationDiffers | StaleReference | NotKept


def observations(crossing: Crossing) -> Iterator[Observation | NotKept]:
    """All that can be said against one message, in the order of attribution, and what can't be judged."""
    passage, sent, received = crossing.passage, crossing.sent, crossing.received
    made, failed = made_of(passage, sent)
    arrived = received.payload if received is not None else made.result if made is not None else ABSENT
    absent = tuple(lacking(crossing, arrived))
    differing: list[_Differing] = list(_differing(crossing, made)) if made is not None else []
    if failed is not None and sent is not None:
        differing = list(_failed(crossing, sent, failed))
    if sent is not None:
        yield from _payload(crossing, sent, absent)
    stale = [one for one in differing if isinstance(one, StaleReference | NotKept)]
    yield from stale
    yield from absent
    yield from (one for one in differing if not isinstance(one, StaleReference | NotKept))
    if made is not None:
        crossed = completed(crossing, made.result) if differing else arrived
        yield from _refused(crossing, crossed, made, absent)
        yield from _demands(crossing, crossed)
    elif received is not None:
        yield from _received_alone(crossing, received, absent)


def _payload(crossing: Crossing, sent: Side, absent: Sequence[EnrichmentMissing]) -> Iterator[PayloadInvalid]:
    """What is wrong with the payload that was sent; an enrichment that is missing does not count again."""
    sends = crossing.passage.sends
    if sends is None:
        return
    payload = sent.sources.payload
    if _are_all(absent, sends, payload):
        return
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
    amiss = passage.sends.amiss(sent.sources.payload)
    if amiss is not None:
        return any(pointer in amiss for pointer, _ in places)
    violations = passage.sends.violations(sent.sources.payload)
    return any(is_about(violation, pointer) for violation in violations for pointer, _ in places)


def _are_all(absent: Sequence[EnrichmentMissing], validator: Validator, payload: Json) -> bool:
    """Whether nothing is wrong with a payload but that enrichments are missing."""
    amiss = validator.amiss(payload) if absent else None
    return amiss is not None and amiss <= {seen.spot.seen.pointer for seen in absent}


def _is_of(absent: Sequence[EnrichmentMissing], violation: Violation) -> bool:
    return any(
        seen.spot.seen.pointer is not None and is_about(violation, seen.spot.seen.pointer) for seen in absent
    )


def is_about(violation: Violation, pointer: str) -> bool:
    """Whether a violation is about what should stand at a pointer: null there, or nothing."""
    if violation.pointer == pointer:
        return True
    around, _, _ = pointer.rpartition("/")
    if violation.keyword != "required" or violation.pointer != around or not pointer:
        return False
    name = tokens(pointer)[-1]
    # The message begins with the name, cut where that is long.
    return violation.message.startswith((f"{name} ", f'"{name}" ', f"{name[:29]}…"))


def _differing(crossing: Crossing, made: Made) -> Iterator[_Differing]:
    """Where the result is not as received: by its rows, or by the version of a table alone."""
    tables, received = crossing.passage.tables, crossing.received
    if received is None or received.payload is ABSENT:
        return
    stale = Stale(crossing, tables) if tables is not None else None
    found = list(islice(differences(crossing, made.result), crossing.passage.most))
    named = stale if crossing.reference else None
    if not found and named is None:
        return
    places = [one.made_at for one in found]
    lineage = made.at(places) if named is None else made.whole()
    made_from = origins(lineage, places)
    for difference in found:
        explained = stale.explained(lineage, difference) if stale is not None else None
        if explained is not None:
            yield explained
        if not isinstance(explained, StaleReference):
            yield TransformationDiffers(
                spot=crossing.spot(difference.pointer),
                at=everywhere(difference.pointer, received.payload, made.result),
                difference=difference,
                origin=made_from[difference.made_at],
                sent=crossing.sent_seen,
            )
    if named is not None:
        yield from named.unlike_named(lineage, {one.pointer for one in found})


def _failed(crossing: Crossing, sent: Side, failed: RowError) -> Iterator[_Differing]:
    """A row that can't be applied; where only the table of now lacks the key, that is said instead."""
    tables, received = crossing.passage.tables, crossing.received
    if tables is not None and received is not None and received.payload is not ABSENT:
        mended = Stale(crossing, tables).mended(failed)
        if mended is not None:
            yield mended
        if isinstance(mended, StaleReference):
            return
    at = everywhere(failed.pointer or "", sent.payload)
    yield RowFailed(spot=crossing.spot(failed.pointer, is_sent=True), at=at, error=failed)


def _refused(
    crossing: Crossing, arrived: Json | Absent, made: Made, absent: Sequence[EnrichmentMissing]
) -> Iterator[ContractsDisagree]:
    passage, sent = crossing.passage, crossing.sent
    if passage.accepts is None or arrived is ABSENT or passage.accepts.is_valid(arrived):
        return
    if _are_all(absent, passage.accepts, arrived):
        return
    is_sent = passage.program is None and passage.is_same_schema and sent is not None
    known = (
        set(passage.sends.violations(sent.sources.payload)) if is_sent and passage.sends and sent else set()
    )
    # The same words of the same schema are the sender's fault, and a field that is missing is said.
    found = [
        violation
        for violation in passage.accepts.violations(arrived)
        if not (violation in known or _is_of(absent, violation) or may_come(crossing, violation, arrived))
    ]
    places = [violation.pointer for violation in found]
    made_from = origins(made.at(places), places) if places else {}
    for violation in found:
        yield ContractsDisagree(
            spot=crossing.spot(violation.pointer),
            at=everywhere(violation.pointer, arrived),
            value=value_at(violation.pointer, arrived),
            violation=violation,
            origin=made_from[violation.pointer],
        )


def may_come(crossing: Crossing, violation: Violation, arrived: Json) -> bool:
    """Whether a violation is about an enriched field that may be put in on the way, unseen by the capture."""
    if crossing.received is not None:
        return False
    side = Side(arrived, None, None, {})
    return any(
        is_about(violation, pointer)
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
