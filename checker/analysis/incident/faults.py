"""All that is wrong in a case, sorted by what it means for whoever asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from checker.analysis.incident.claims import Claim, Truth, claims
from checker.analysis.incident.known import Known, OfPayload
from checker.analysis.incident.values import Point
from checker.analysis.recorded.facts import (
    ClosedEarly,
    DoubleEffect,
    LateAnswer,
    MisleadingStatus,
    Reopened,
    SilentRejection,
    UnexplainedStatus,
)
from checker.analysis.replay.seen import (
    AnsweredDifferently,
    ContextBroken,
    ContractsDisagree,
    DecisionDiffers,
    EnrichmentMissing,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    StaleReference,
    TransformationDiffers,
    UndeclaredStatus,
    VersionMixed,
    VersionUnknown,
)
from checker.analysis.telling import lasting, listed
from checker.model.findings import Evidence
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.text import plain, shown

T = TypeVar("T")
Hidden: TypeAlias = tuple[str, Evidence | None]  # a sentence on what can't be shown, and where it was seen
_FIELDS = 3
_SENTENCE = 300  # characters of a sentence that quotes a schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """
    What misleads: `false` are claims that never were true, `early` those that became true later, `denials`
    final denials of what is true, with those that only passed one on. One for each status, at its first time.
    """

    false: tuple[Claim, ...]
    early: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    payloads: tuple[OfPayload, ...]
    silent: tuple[SilentRejection, ...]
    doubled: tuple[DoubleEffect, ...]
    reopened: tuple[Reopened, ...]
    unexplained: tuple[UnexplainedStatus, ...]  # but for those that mislead, of which more is known
    others: tuple[Point, ...]

    @property
    def misleading(self) -> tuple[Claim, ...]:
        """Statuses that say what is not so."""
        return (*self.false, *self.early, *self.denials)

    @property
    def is_none(self) -> bool:
        return not (
            self.misleading
            or self.payloads
            or self.silent
            or self.doubled
            or self.reopened
            or self.unexplained
            or self.others
        )


def faults(known: Known, hidden: Sequence[Hidden] = ()) -> Faults:
    seen = known.seen.observations
    sights = [one.sight for one in seen if isinstance(one, MisleadingStatus)]
    told = {sight.seen.event for sight in sights}
    misled = {(sight.seen.event, sight.system, sight.code) for sight in sights}
    judged = [
        claim
        for said in known.record.answers
        if (said.event.id, said.system, said.code) in misled
        for claim in claims(known, said)
    ]
    denials = [one for one in judged if not one.literal.holds and one.truth is Truth.FALSE]
    passed_on = _passed_on(known) if denials or any(isinstance(one, Reopened) for one in seen) else ()
    order = {event.id: number for number, event in enumerate(known.timeline.events)}
    payloads = [one for one in seen if isinstance(one, OfPayload)]
    return Faults(
        false=_first(one for one in judged if one.literal.holds and _is_false(one)),
        early=_first(one for one in judged if one.truth is Truth.EARLY),
        denials=_first((*denials, *passed_on)),
        payloads=tuple(sorted(payloads, key=lambda one: order.get(one.spot.seen.event or "", 0))),
        silent=tuple(one for one in seen if isinstance(one, SilentRejection)),
        doubled=tuple(one for one in seen if isinstance(one, DoubleEffect)),
        reopened=tuple(one for one in seen if isinstance(one, Reopened)),
        unexplained=tuple(
            one for one in seen if isinstance(one, UnexplainedStatus) and one.sight.seen.event not in told
        ),
        others=(
            *(Point(says=says, seen=where) for says, where in hidden),
            *(point for one in seen if (point := _other(known, one)) is not None),
        ),
    )


def _passed_on(known: Known) -> Iterator[Claim]:
    """Denials that repeat a false one: no finding of their own, and yet what the business may have read."""
    for said in known.record.said:
        if not said.is_repeated:
            yield from (one for one in claims(known, said) if one.truth is Truth.PASSED_ON)


def _is_false(one: Claim) -> bool:
    return one.truth in (Truth.FALSE, Truth.UNFOUNDED)


def _first(judged: Iterable[Claim]) -> tuple[Claim, ...]:
    found: dict[tuple[str, str], Claim] = {}
    for one in judged:
        found.setdefault((one.said.system, one.said.code), one)
    return tuple(found.values())


def of_payload(one: OfPayload) -> Point:
    """What is wrong with a message, whose fault it is, and by which line of the contract."""
    boundary, at = one.spot.boundary, plain(getattr(one, "at", ""), longest=_SENTENCE) or "the payload"
    sender, receiver = boundary.sender.name, boundary.receiver.name
    name = one.spot.message.name if one.spot.message is not None else boundary.name
    match one:
        case PayloadInvalid():
            broken = f"{at}: {_quoted(one.violation.message)}"
            whose = "the schema that we assume for it" if one.is_guess else "its own schema"
            says = f"{sender} sent {name} against {whose}: {broken}"
            if one.is_received:
                says = f"what {receiver} received as {name} breaks its schema: {broken}"
            place = boundary.place
        case EnrichmentMissing():
            what = "is null" if one.value is None else "is absent"
            says = f"{at} {what} in the {name} that {sender} handed to {receiver}, "
            says += f"and {one.enrich.source} has to put it in"
            place = one.enrich.place
        case RowFailed():
            says = f"the declared transformation can't be applied to the {name} from {sender}: "
            says += _quoted(one.error.message)
            place = one.error.place
        case TransformationDiffers():
            says = f"{receiver} received {shown(one.difference.received)} at {at} of the {name}, "
            says += f"and the declared transformation {_made(one)}"
            place = one.origin.row if one.origin is not None else boundary.place
        case StaleReference():
            says = f"{receiver} received {shown(one.received)} at {at} of the {name}, {_of_table(one)}"
            place = one.origin.row
        case ContractsDisagree():
            says = f"the transformation gives {shown(one.value)} at {at}, as declared, "
            says += f"and {receiver} does not take it: {_quoted(one.violation.message)}"
            place = one.origin.row if one.origin is not None else boundary.place
        case RefusedByRule():
            says = f"{receiver} requires what does not hold for the {name}: "
            says += _quoted(one.requirement.because)
            place = one.requirement.place
    return Point(says=says, seen=one.spot.seen, place=place)


def _of_table(one: StaleReference) -> str:
    """`as by the table currencies of version "2025-12", which has …; now it has …`."""
    version = f'version "{plain(one.version)}" of the table {one.table.name}'
    key = listed(map(shown, one.key))
    then, now = _has(one.then, key), _has(one.now, key)
    if one.is_by_version:
        return f"as by {version}, which {then}, and the table of now {now}"
    return f"as by the table {one.table.name} of now, which {now}, and {version}, which was in force, {then}"


def _has(value: Json | Absent, key: str) -> str:
    return f"does not have {key}" if value is ABSENT else f"has {shown(value)} for {key}"


def _made(one: TransformationDiffers) -> str:
    """`makes "EUR" from /currency "EUR"`."""
    expected = one.difference.expected
    made = "leaves it out" if expected is ABSENT else f"makes {shown(expected)}"
    read = one.origin.sources[:_FIELDS] if one.origin is not None else ()
    sources = listed(f"{plain(each.pointer or each.path)} {shown(each.value)}" for each in read)
    return f"{made} from {sources}" if sources else made


def _other(known: Known, one: object) -> Point | None:
    """What is neither of a payload nor of what statuses claim."""
    match one:
        case ContextBroken(spot=spot, broken=broken, by=by):
            lost = "was lost" if broken.is_lost else f"was {broken.fate.value}"
            says = (
                f"{broken.what} {lost} between {spot.boundary.sender} and {spot.boundary.receiver}, by {by}"
            )
            return Point(says=says, seen=spot.seen, place=broken.place)
        case DecisionDiffers(spot=spot, system=system, expected=expected, taken=taken, place=place):
            says = (
                f"{system} sent it over {listed(taken) or 'no boundary'}, where its table says "
                f"{listed(expected) or 'none'}"
            )
            return Point(says=says, seen=spot.seen, place=place)
        case VersionUnknown(spot=spot, version=version, known=declared):
            name = spot.message.name if spot.message is not None else spot.boundary.name
            says = f"{name} says it is of version {shown(version)}, and {shown(declared)} is declared"
            return Point(says=says, seen=spot.seen, place=spot.boundary.place)
        case VersionMixed(spot=spot, version=version, other=other):
            name = spot.message.name if spot.message is not None else spot.boundary.name
            says = f"{name} says it is of version {shown(version)}, and elsewhere in the case {shown(other)}"
            return Point(says=says, seen=spot.seen, place=spot.boundary.place)
        case AnsweredDifferently(spot=spot, first=first, again=again, place=place):
            says = (
                f"{spot.boundary.receiver} answered one message in two ways: {shown(first.code)}"
                f"{known.at(first.at)} and {shown(again.code)}{known.at(again.at)}"
            )
            return Point(says=says, seen=spot.seen, place=place)
        case UndeclaredStatus(system=system, code=code, seen=seen, place=place):
            return Point(says=f"{system} said {shown(code)}, which nobody declared", seen=seen, place=place)
        case LateAnswer(boundary=boundary, seconds=seconds, sent=sent, answer=answer):
            did = "answered only after" if answer is not None else "had not answered after"
            within = lasting(boundary.answer_within or 0)
            says = f"{boundary.receiver} {did} {lasting(seconds)}, and {boundary.sender} waits for {within}"
            return Point(says=says, seen=answer or sent, place=boundary.place)
        case ClosedEarly(sight=sight, boundary=boundary, seconds=seconds):
            says = (
                f"{known.said(sight)} is final {lasting(seconds)} after what it rests on, which settles "
                f"in {lasting(boundary.settles_after or 0)}"
            )
            return Point(says=says, seen=sight.seen, place=boundary.place)
        case _:
            return None


def declared_at(claim: Claim, known: Known) -> Place | None:
    status = known.record.declared.status(claim.said.system, claim.said.code)
    return status.place if status is not None else None


def _quoted(sentence: str) -> str:
    return plain(sentence, longest=_SENTENCE)
