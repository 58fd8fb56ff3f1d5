"""The whole way of one message, step by step: for whoever holds a payload and asks what becomes of it."""

from dataclasses import dataclass
from itertools import islice

from checker.analysis import jq
from checker.analysis.comparison import Difference
from checker.analysis.follow import Sources
from checker.analysis.mapping import Origin, RowError, origins
from checker.analysis.replay.attribution import lacking, may_come
from checker.analysis.replay.crossing import Crossing, completed, differences, made_of
from checker.analysis.replay.messages import UNDECLARED_PAYLOAD
from checker.analysis.replay.passage import Passage, is_true
from checker.analysis.sides import Side
from checker.analysis.validity import Violation
from checker.model.boundaries import Boundary, Enrich, Message, Requirement
from checker.model.findings import Evidence, Skipped
from checker.model.json import ABSENT, Absent, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """A difference to what was received, with the row that made the field and what it read (None: no row)."""

    difference: Difference
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A violation at the receiver, with the row that made the field and what it read (None: no row)."""

    violation: Violation
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """Something that the receiver requires and that does not hold; `why` where the program itself failed."""

    requirement: Requirement
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """An enriched field where nothing stands, or null (`is_null`)."""

    enrich: Enrich
    pointer: str
    is_null: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """
    What becomes of one message. Each part is empty where all is well.

    `sent` are violations of the sender's schema. `result` is what the declared transformation makes of the
    payload, ABSENT where it can't be told: then `failed` has the row and the value that it fails on, or
    `skipped` the steps that are not run. `is_changed` is false where the contract declares no
    transformation. `accepted` are violations of the receiver's schema: by what was received, if that was
    given and is as declared, else by the result (an enriched field that may come on the way is left out).
    `has_sends`, `has_accepts` and `has_received` say what there was to hold it against.
    """

    boundary: Boundary
    message: Message
    sent: tuple[Violation, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    result: Json | Absent = ABSENT
    is_changed: bool = False
    failed: RowError | None = None
    differences: tuple[Unlike, ...] = ()
    accepted: tuple[Refused, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    has_sends: bool = False
    has_accepts: bool = False
    has_received: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing can be said against it, and everything could be judged."""
        return not (
            self.sent
            or self.lacking
            or self.failed
            or self.differences
            or self.accepted
            or self.unmet
            or self.skipped
        )


def walk(passage: Passage, sources: Sources, received: Json | Absent, *, sent_at: str | None) -> Walk:
    """
    Takes one message through what is declared for it.

    Raises:
        CannotCheckError: a program of the contract needs more time or memory than it may have.

    """
    sent = Side(sources.payload, sources.headers, sources.key, sources.attributes)
    here = Evidence(recording="", line=1)
    crossing = Crossing(
        passage=passage,
        sent=sent,
        received=None if received is ABSENT else Side(received, None, None, {}),
        sent_at=sent_at,
        sent_seen=here,
        seen=here,
    )
    result, failed = made_of(passage, sent)
    unlike: tuple[Unlike, ...] = ()
    if result is not None:
        found = list(islice(differences(crossing, result.result), passage.most))
        places = [one.made_at for one in found]
        made_from = origins(result.at(places), places)
        unlike = tuple(Unlike(difference=one, origin=made_from[one.made_at]) for one in found)
    made = result.result if result is not None else ABSENT
    arrived = received
    if result is not None and (received is ABSENT or unlike):
        arrived = completed(crossing, result.result)
    accepted: tuple[Refused, ...] = ()
    if passage.accepts is not None and arrived is not ABSENT:
        violations = [
            one for one in passage.accepts.violations(arrived) if not may_come(crossing, one, arrived)
        ]
        refused = [one.pointer for one in violations]
        blamed = origins(result.at(refused), refused) if result is not None else {}
        accepted = tuple(Refused(violation=one, origin=blamed.get(one.pointer)) for one in violations)
    return Walk(
        boundary=passage.boundary,
        message=passage.message,
        sent=_of_sender(passage, sources.payload),
        lacking=tuple(
            Lacking(enrich=one.enrich, pointer=one.spot.seen.pointer or "", is_null=one.value is None)
            for one in lacking(crossing, made if received is ABSENT else received)
        ),
        result=made,
        is_changed=passage.program is not None or passage.is_unmade,
        failed=failed,
        differences=unlike,
        accepted=accepted,
        unmet=() if arrived is ABSENT else _unmet(passage, arrived),
        skipped=passage.skipped,
        has_sends=passage.sends is not None,
        has_accepts=passage.accepts is not None,
        has_received=received is not ABSENT,
    )


def _of_sender(passage: Passage, payload: Json) -> tuple[Violation, ...]:
    if not passage.message.has_payload:
        return (UNDECLARED_PAYLOAD,)
    return passage.sends.violations(payload) if passage.sends is not None else ()


def _unmet(passage: Passage, arrived: Json) -> tuple[Unmet, ...]:
    found: list[Unmet] = []
    for requirement, program in passage.requires:
        try:
            if not is_true(program(arrived)):
                found.append(Unmet(requirement=requirement))
        except jq.FailedError as error:
            found.append(Unmet(requirement=requirement, why=str(error)))
    return tuple(found)
