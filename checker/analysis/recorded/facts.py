"""What recorded statuses and effects show, without an opinion: each with the event that shows it."""

from dataclasses import dataclass
from typing import TypeAlias

from checker.model.boundaries import Boundary
from checker.model.findings import Evidence, Step
from checker.model.places import Place
from checker.model.systems import Fact, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """
    A status as it was shown: when (as recorded, None if not), to whom, why, and where that is recorded.

    `status` is None for a code that the contract does not know.
    """

    system: str
    code: str
    status: Status | None
    at: str | None
    to: str | None
    reason: str | None
    seen: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MisleadingStatus:
    """
    A status claimed facts that were not established then, or were denied.

    `words` are the last words of the sources of truth up to then, those that deny a fact first; `denied` are
    the facts that they deny. `sources` are the systems that could have established them.

    Where it `rules_out` facts for good that are true, `words` and what `came` about establish them. Then
    `is_source` tells that it is believed itself when it rules them out, and `is_known` that they had been
    established before.
    """

    sight: Sight
    facts: tuple[Fact, ...]
    denied: tuple[Fact, ...]
    sources: tuple[str, ...]
    words: tuple[Sight, ...]
    trace: tuple[Step, ...]
    rules_out: bool = False
    came: tuple["Came", ...] = ()
    is_source: bool = False
    is_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentRejection:
    """
    A rejection that nobody who hears of it has shown: `readers` are those, `after` what they said last.

    `rows` are where the contract says what they report then; `showing` are those of the reported statuses by
    which one can tell. `may_turn` where it is open, its system can still go to a status that neither fails
    nor denies, and what the rows report is open too.
    """

    sight: Sight
    readers: tuple[str, ...]
    after: tuple[Sight, ...]
    rows: tuple[tuple[Place, str | None], ...]  # the status that a row reports, None where it ignores
    showing: tuple[str, ...]
    may_turn: bool
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexplainedStatus:
    """
    A status that no row, move or leaving message leads to from the one before (None: it is the first).

    `wanted` are the words after which it would be reported, with their rows, and were not recorded.
    """

    sight: Sight
    before: Sight | None
    wanted: tuple[tuple[str, Place], ...]
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A final status was left for another one."""

    sight: Sight
    left: Sight
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedEarly:
    """
    A final status was shown `seconds` after the word that it rests on, which is not final.

    `word` is None where nothing had been said: then the seconds count from the message.
    """

    sight: Sight
    boundary: Boundary
    word: Sight | None
    seconds: float
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAnswer:
    """
    The first answer to a message came `seconds` after it was sent.

    Without an answer `answer` is None, and the seconds are those up to the end of the recording.
    """

    boundary: Boundary
    message: str | None
    sent: Evidence
    sent_at: str | None
    answer: Evidence | None
    answer_at: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One time that a fact came about."""

    key: str | None
    at: str | None
    seen: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleEffect:
    """A fact that must come about once for an id (None: for the case) did so several times."""

    fact: Fact
    id: str | None
    came: tuple[Came, ...]
    trace: tuple[Step, ...]


RecordedFact: TypeAlias = (
    MisleadingStatus
    | SilentRejection
    | UnexplainedStatus
    | Reopened
    | ClosedEarly
    | LateAnswer
    | DoubleEffect
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """Something that can't be said of a case, since not everything was captured."""

    why: str
    seen: Evidence
    fix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that the statuses and effects of one case show."""

    facts: tuple[RecordedFact, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
