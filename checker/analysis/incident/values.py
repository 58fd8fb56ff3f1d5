"""
What is told of a case, for every reader alike.

Sentences quote foreign values escaped for a line of text; whoever prints them escapes them for his place.
"""

from dataclasses import dataclass
from enum import Enum

from checker.model.findings import Accepted, Evidence, Finding, Report, Skipped, Step
from checker.model.places import Place
from checker.model.recordings import Kind


class Tone(Enum):
    """What a sentence means for whoever looks for a fault."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"  # nobody can say, and why
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to be said of an event, or of the case beside its five answers."""

    says: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """
    One event in the order of the case.

    `step` is its line in every trace. `lane` is the system whose event it is (None: nobody can say), `to`
    the one that a message goes to. `told` says what happened.
    """

    step: Step
    event: str
    kind: Kind
    lane: str | None
    to: str | None
    told: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A piece of evidence: what it shows, where that was seen, and where the contract speaks of it."""

    says: str
    seen: Evidence | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one of the five questions; where it `is_known` not to be known, `says` has the reason."""

    question: str
    says: str
    is_known: bool = True
    evidence: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """
    A case, explained.

    `name` is what people call it (`Order 4711`). `verdict` is one sentence. `lanes` are the systems in the
    order of the contract, `words` the names in it that the contract explains. `asides` are retries, traces,
    transport answers and clocks.
    """

    set: str
    case: str
    name: str
    recording: str
    verdict: str
    lanes: tuple[str, ...]
    moments: tuple[Moment, ...]
    answers: tuple[Answer, ...]
    asides: tuple[Remark, ...]
    words: tuple[tuple[str, str], ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    An incident with the findings of a check of its case.

    `hides` says where masking changes what is found, and what that means for what is told.
    """

    incident: Incident
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    hides: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """
    What is told of captures: each case with findings in full, of the others how many there are.

    `briefly` are cases with findings beyond those that are told in full. `report` is that of the check.
    """

    told: tuple[Told, ...]
    briefly: tuple[Told, ...]
    healthy: int
    report: Report
