"""
What replay saw in a case: facts without an opinion, each with the place in the recording.

In a Spot and in `pointer`, list indices are as recorded; `at` has `*` for them, so that ten thousand records
with the same fault are one thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis.comparison import Difference
from checker.analysis.context import Broken
from checker.analysis.mapping import Origin, RowError
from checker.analysis.recorded.facts import RecordedFact
from checker.analysis.replay.readers import Readers
from checker.analysis.validity import Violation
from checker.model.boundaries import Boundary, Enrich, Message, Requirement
from checker.model.contracts import Reference
from checker.model.coverage import Thing
from checker.model.findings import Evidence, Skipped
from checker.model.json import Absent, Json
from checker.model.places import Place
from checker.model.systems import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The message that something was seen in; `message` is None where nobody can say which it is."""

    boundary: Boundary
    message: Message | None
    seen: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadInvalid:
    """
    A payload breaks the schema of the side it was recorded on; `value` is what stands at the pointer.

    That is the sender's, or where `is_received` the receiver's: then what was sent is not recorded.
    """

    spot: Spot
    at: str
    value: Json | Absent
    violation: Violation
    is_guess: bool  # the sender is a third party, and its schema a guess of ours
    is_received: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentMissing:
    """Nothing, or null, stands where the contract says that another system puts something."""

    spot: Spot
    at: str
    value: Json | Absent
    enrich: Enrich


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFailed:
    """The declared transformation can't be applied to a payload: `error` says which row, and on what."""

    spot: Spot
    at: str
    error: RowError


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformationDiffers:
    """
    The declared transformation gives something else than was received.

    `origin` is the row that made it (None: none did), `sent` where the payload it was made from is recorded.
    """

    spot: Spot
    at: str
    difference: Difference
    origin: Origin | None
    sent: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleReference:
    """
    What was received is as by one version of a table, and not as by another.

    `version` is a kept one, which the recording names (`is_named`), or of which it does not say that it was
    another. `is_by_version` says that what was received is as by that version, and not by the table of now;
    else it is the other way round. `then` and `now` are what the two have for the key, ABSENT where they do
    not have it.
    """

    spot: Spot
    at: str
    table: Reference
    version: str
    is_named: bool
    is_by_version: bool
    key: tuple[str, ...]
    then: Json | Absent
    now: Json | Absent
    received: Json | Absent
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractsDisagree:
    """What the declared transformation makes of a valid payload breaks the receiver's schema."""

    spot: Spot
    at: str
    value: Json | Absent
    violation: Violation
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedByRule:
    """Both schemas allow it, and something that the receiver requires does not hold; `why` if it failed."""

    spot: Spot
    requirement: Requirement
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextBroken:
    """An id or trace context did not survive between `since`, where it was last seen, and the spot."""

    spot: Spot
    broken: Broken
    since: Evidence
    by: str  # the system that had it and did not pass it on, or that got the message without it


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDiffers:
    """`system` sent a message on over `taken`, and its table says `expected`: nothing where no row holds."""

    spot: Spot
    system: str
    expected: tuple[str, ...]
    taken: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUnknown:
    """A message says that it is of a version that the contract does not describe."""

    spot: Spot
    version: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMixed:
    """Messages of one case, or the two sides of one, say that they are of another version each."""

    spot: Spot
    version: str
    other: str
    seen: Evidence  # where the other version stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a message was answered: a status that was read or shown, or (None) a code that nobody reads."""

    code: str
    status: Status | None
    at: str | None
    seen: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredDifferently:
    """
    One message came twice, and the second answer does not agree with the first.

    `came` is where it was recorded the first time, `key` tells it from others (empty where only its attempts
    do), `place` is where the contract says that it may come again.
    """

    spot: Spot
    key: tuple[str, ...]
    first: Answer
    again: Answer
    came: Evidence
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeclaredStatus:
    """
    A system showed a code that the contract does not know; `near` is the declared one that comes nearest.

    `place` is the `read` row that read it, or the system. `is_reply` where the code is that of a reply
    which no `read` row of `boundary` covers. `readers` is where it would have to be written, None where that
    is not plain.
    """

    system: str
    code: str
    seen: Evidence
    place: Place
    near: str | None = None
    boundary: str | None = None
    is_reply: bool = False
    readers: Readers | None = None


Observation: TypeAlias = (
    PayloadInvalid
    | EnrichmentMissing
    | RowFailed
    | TransformationDiffers
    | StaleReference
    | ContractsDisagree
    | RefusedByRule
    | ContextBroken
    | DecisionDiffers
    | VersionUnknown
    | VersionMixed
    | AnsweredDifferently
    | UndeclaredStatus
    | RecordedFact
)
StatusName: TypeAlias = tuple[str, str]  # system, code
MessageName: TypeAlias = tuple[str, str]  # boundary, message
RowName: TypeAlias = tuple[str, str, int]  # boundary, message, number of the `compare` row


@dataclass(slots=True, kw_only=True)  # not frozen: there is one for each case, as of Event
class SeenCase:
    """
    One replayed case of the contract set `set`.

    `observations` stand in the order of attribution. `replayed` counts messages taken through what is
    declared for them, `validated` verdicts on payloads, `compared` results held against what was
    received. `rows` has the `compare` rows whose place was there: how often, 2 standing for more often
    than the row says. `messages` maps the events of one message to one name of theirs, for findings that
    share a cause. `exercised` has what was asked for of the contract and is in this case. `skipped` has what
    could not be judged.
    """

    set: str
    case: str
    recording: str
    observations: tuple[Observation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    replayed: int = 0
    validated: int = 0
    compared: int = 0
    statuses: frozenset[StatusName] = frozenset()
    compared_messages: frozenset[MessageName] = frozenset()
    rows: Mapping[RowName, int] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    exercised: frozenset[Thing] = frozenset()
