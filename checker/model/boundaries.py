"""Where one system hands a message to another: what crosses, how it changes, what is reported back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from checker.model.conditions import Condition
from checker.model.paths import Path
from checker.model.places import Place, Ref
from checker.model.schemas import Schema
from checker.model.systems import Quantifier, StatusRef
from checker.model.transformations import CodeStep, Function, Transformation


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """In which order and how often messages arrive; `order` is None where the contract does not say."""

    order: Literal["any", "fifo", "versioned"] | None = None
    per: Path | None = None  # fifo: within which key
    by: Path | None = None  # versioned: by which field
    times: Literal["at-most-once", "at-least-once", "exactly-once"] | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """A message leaves while its sender shows one of `when`; its receiver then enters one of `enters`."""

    when: tuple[StatusRef, ...]
    enters: tuple[StatusRef, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    after: tuple[StatusRef, ...]
    attempts: int | None
    idempotent: bool
    key: Path | None
    place: Place = field(compare=False)


class Context(Enum):
    """What travels beside messages by a standard, which says where it stands: it needs no paths."""

    W3C = "w3c"
    BAGGAGE = "baggage"
    B3 = "b3"
    CLOUD_EVENTS = "cloudevents"


class Tracing(Enum):
    """What the sender makes of a W3C trace context that it received."""

    CONTINUE = "continue"  # the same trace, and a span of its own
    RESTART = "restart"  # another trace
    PASS_THROUGH = "pass-through"  # the very context: the sender takes no part in the trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """
    What must survive the crossing: a context of a standard, or (None) an id with its path on both sides.

    `tracing` is for a W3C trace context alone, with the reason in `because` where it is not continued.
    """

    name: str
    context: Context | None = None
    tracing: Tracing = Tracing.CONTINUE
    because: str | None = None
    sent: Path | None = None
    received: Path | None = None
    then: tuple[Function, ...] = ()
    place: Place = field(compare=False)

    @property
    def is_w3c(self) -> bool:
        return self.context is Context.W3C


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrich:
    """A field of what is received that must come from elsewhere and be there."""

    path: Path
    source: Ref  # the system it comes from
    by: Path | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the receiver demands beyond its schema: a jq program that gives true."""

    jq: str
    because: str
    place: Place = field(compare=False)


class Tolerance(Enum):
    """How two values may differ and still be the same."""

    TIMESTAMP = "timestamp"
    UUID = "uuid"
    DECIMAL = "decimal"
    SET = "set"
    SAME_AS = "same-as"
    EMPTY_OR_MISSING = "empty-or-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """
    One place of what is received that need not be exactly as made, and why.

    `within` is in seconds; `of` is the time or field compared with ("sent" for the time of sending).
    `because` is None only for a row that stands for a `made:` row of the transformation.
    """

    at: Path
    tolerance: Tolerance
    because: str | None
    within: float | None = None
    of: Path | Literal["sent"] | None = None
    scale: int | None = None
    key: tuple[str, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """
    One message of a boundary. `sends` and `accepts` are None where the contract gives no schema.

    `has_payload` is false for `payload: none`. `where` is empty where the message is the only one.
    """

    name: str
    where: tuple[Condition, ...] = ()
    case: Path | None = None
    version: str | None = None
    version_at: Path | None = None
    key: Path | None = None
    sends: Schema | None = None
    accepts: Schema | None = None
    has_payload: bool = True
    transform: Transformation | None = None
    implementation: CodeStep | None = None
    enriches: tuple[Enrich, ...] = ()
    requires: tuple[Requirement, ...] = ()
    compare: tuple[Compare, ...] = ()
    sensitive: tuple[Path, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """
    How a reply or message says what status it stands for; the first row that holds wins.

    `code` is a transport code, "5xx" for a class of them. Exactly one of `status`, `status_at` (a path at
    which the code stands), `is_no_answer` is given.
    """

    code: str | None
    where: tuple[Condition, ...]
    status: StatusRef | None = None
    status_at: Path | None = None
    is_no_answer: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    When D (whose status is read) shows `shown` while U (which reports) shows one of `during`, U reports.

    `shown` is None for `otherwise`; its code may be "no_answer" or "absent". `during` is None where no
    `while` was written: then the row counts in every status of U that is not final, and while U shows
    nothing yet. Exactly one of `report` and `ignore` (the reason) is given.
    """

    shown: StatusRef | None
    report: StatusRef | None
    ignore: str | None = None
    during: tuple[StatusRef, ...] | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsRow:
    """A row over the statuses of all parts; the first that holds wins."""

    quantifier: Quantifier
    shown: tuple[StatusRef, ...]
    report: StatusRef | None
    ignore: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Which parts must be there: listed in what was sent (`at`), or in a reference table."""

    at: Path | None = None
    key: str | None = None
    reference: Ref | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    The way from many parts to one status.

    `expected` is "complete" where a report lists all parts, None where nothing says which must be there.
    """

    at: Path | None
    key: str | None
    read: tuple[ReadRow, ...]
    expected: Expected | Literal["complete"] | None
    rows: tuple[PartsRow, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTable:
    """What one side reports when the other shows a status. `otherwise`, `no_answer`, `absent`: see Row."""

    of: Literal["sender", "receiver"] = "receiver"
    read: tuple[ReadRow, ...] = ()
    rows: tuple[Row, ...] = ()
    otherwise: tuple[Row, ...] = ()
    no_answer: tuple[Row, ...] = ()
    absent: tuple[Row, ...] = ()
    parts: Parts | None = None
    nobody_reads: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """
    Where `sender` hands messages to `receiver`. Durations are in seconds.

    `status` is None where the boundary tells its sender nothing.
    """

    name: str
    sender: Ref
    receiver: Ref
    via: str | None = None
    delivery: Delivery | None = None
    always_answers: bool = False
    answer_within: float | None = None
    settles_after: float | None = None
    leaves: Leaves | None = None
    retry: Retry | None = None
    is_draft: bool = False
    carries: tuple[Carry, ...] = ()
    messages: Mapping[str, Message] = field(default_factory=dict)
    status: StatusTable | None = None
    place: Place = field(compare=False)

    @property
    def read_system(self) -> str:
        """D: the system whose status is read here."""
        return self.sender.name if self.status and self.status.of == "sender" else self.receiver.name

    @property
    def reporter(self) -> str:
        """U: the system that reports here."""
        return self.receiver.name if self.status and self.status.of == "sender" else self.sender.name
