"""What a receiver refuses of what arrives now, and took of what arrived before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.analysis import jq
from checker.analysis.drift.output_changes import OutputChange, What
from checker.analysis.drift.way import Side, Way
from checker.analysis.mapping import Traced
from checker.analysis.replay.attribution import is_about
from checker.analysis.replay.enrichment import filled, missing
from checker.analysis.replay.passage import is_true
from checker.analysis.replay.pointers import everywhere, value_at
from checker.analysis.sides import Side as Recorded
from checker.analysis.validity import Violation
from checker.model.boundaries import Requirement
from checker.model.json import ABSENT, Absent, Json


@dataclass(frozen=True, slots=True)
class _Objection:
    """Why a receiver does not take a message: a rule of its own, or how its schema is broken."""

    by: Requirement | Violation


def takes(side: Side, result: Json, received: Json | Absent) -> bool:
    """Whether the receiver takes what arrives; what comes on the way is there, or may be."""
    return next(_objections(side, _arrived(side, result, received), received), None) is None


def refusals(
    way: Way,
    results: tuple[Json, Json],
    received: Json | Absent,
    made: Traced | None,
    changes: Sequence[OutputChange],
) -> Iterator[OutputChange]:
    """
    Each place for which the receiver refuses a message now, where it took the message before. `made` and
    `changes` tell of the result of now; None and nothing where both sides make the same.
    """
    arrived = _arrived(way.new, results[1], received)
    if not takes(way.old, results[0], received):
        return
    for objection in _objections(way.new, arrived, received):
        match objection.by:
            case Requirement() as demand:
                yield OutputChange(
                    what=What.REFUSED,
                    boundary=way.boundary.name,
                    message=way.new.message.name,
                    pointer="",
                    row=demand.place,
                    because=demand.because,
                    is_sensitive=True,  # the rule is about the whole message
                    cause=f"demand {way.name} {demand.jq}" if not changes else changes[0].cause,
                )
            case Violation() as violation:
                yield _refused(way, violation, arrived, made, changes)


def _refused(
    way: Way, violation: Violation, arrived: Json, made: Traced | None, changes: Sequence[OutputChange]
) -> OutputChange:
    change = next((one for one in changes if _breaks(violation, one, arrived)), None)
    if change is not None:
        because = _discreet(violation) if change.is_sensitive else violation.message
        return replace(change, what=What.REFUSED, because=because)
    origin = made.origin(violation.pointer) if made is not None else None
    step = way.new.steps.by_place.get(origin.row) if origin is not None else None
    accepts = way.new.message.accepts
    place = step.place if step else accepts.place if accepts and not changes else way.new.place
    is_sensitive = way.is_sensitive(step) if step else bool(way.sensitive)
    pointer = everywhere(violation.pointer, arrived)
    return OutputChange(
        what=What.REFUSED,
        boundary=way.boundary.name,
        message=way.new.message.name,
        pointer=pointer,
        was=ABSENT,
        now=value_at(violation.pointer, arrived),
        row=place,
        because=_discreet(violation) if is_sensitive else violation.message,
        is_sensitive=is_sensitive,
        cause=f"shape {way.name}" if not changes else way.cause(None, step, pointer),
    )


def _breaks(violation: Violation, change: OutputChange, arrived: Json) -> bool:
    """Whether a violation is about the place of a change, or about something in it."""
    if change.what in (What.CAME, What.WENT):
        return True
    at = everywhere(violation.pointer, arrived)
    if not isinstance(change.now, Absent):
        return at == change.pointer or at.startswith(f"{change.pointer}/")
    around, _, name = change.pointer.rpartition("/")
    return at == around and is_about(violation, f"{violation.pointer}/{name}")


def _discreet(violation: Violation) -> str:
    """A violation without the value."""
    return f"what stands there is not as `{violation.keyword}` asks"


def _arrived(side: Side, result: Json, received: Json | Absent) -> Json:
    enriches = side.message.enriches
    return filled(result, received, enriches) if enriches and not isinstance(received, Absent) else result


def _objections(side: Side, arrived: Json, received: Json | Absent) -> Iterator[_Objection]:
    if side.accepts is not None and not side.accepts.is_valid(arrived):
        on_the_way = _may_come(side, arrived) if isinstance(received, Absent) else []
        for violation in side.accepts.violations(arrived):
            if not any(is_about(violation, pointer) for pointer in on_the_way):
                yield _Objection(violation)
    for requirement, program in side.requires:
        try:
            is_met = is_true(program(arrived))
        except jq.FailedError:
            is_met = False
        if not is_met:
            yield _Objection(requirement)


def _may_come(side: Side, arrived: Json) -> list[str]:
    """Enriched fields that are not there yet: they may be put in on the way, unseen by the capture."""
    recorded = Recorded(arrived, None, None, {})
    return [pointer for enrich in side.message.enriches for pointer, _ in missing(enrich, recorded)]
