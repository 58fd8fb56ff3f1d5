"""What was captured: events, the cases they belong to, and what a recording says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place


class Kind(Enum):
    """What happened in an event."""

    SENT = "sent"  # a message, always before the transformation
    RECEIVED = "received"  # a message, after it
    EXCHANGE = "exchange"  # both in one line
    STATUS = "status"
    STEP = "step"
    EFFECT = "effect"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """
    What was captured that is not JSON, or that was not captured.

    `state` is "not-recorded" where nothing was captured and None where `text`, `base64` or `file` has it.
    """

    media: str | None = None
    charset: str | None = None
    text: str | None = None
    base64: str | None = None
    file: str | None = None
    decoded: tuple[str, ...] = ()
    truncated: bool = False
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A status that was shown: `to` names the system that was told."""

    code: str
    to: str | None = None
    layer: str | None = None
    reason: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer on the same connection; `payload` is ABSENT where it had none or was not JSON."""

    code: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    payload: Json | Absent = ABSENT
    body: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """
    Something that changed in the world; what stood there is `before`, what stands there now `after`.

    A fact that is false afterwards, or of which nothing is left, came to an end.
    """

    fact: str
    key: str | None = None
    before: Json | Absent = ABSENT
    after: Json | Absent = ABSENT

    @property
    def holds(self) -> bool:
        """Whether the fact is true afterwards."""
        is_gone = self.after is None and self.before is not ABSENT and self.before is not None
        return self.after is not False and not is_gone


# Not frozen, for speed alone: there are as many as lines, and a frozen one takes five times as long to make.
# Nobody changes one.
@dataclass(slots=True, kw_only=True)
class Event:
    """
    One line of a recording. `line` counts from 1 in the file of its case, or in `file` where the case was put
    together from several.

    Payloads are ABSENT where the event has none; `sent` and `received` are those of an exchange. Times are
    RFC 3339 texts as captured. `extra` keeps keys that the format does not know.
    """

    case: str
    id: str
    kind: Kind
    at: str | None = None
    until: str | None = None
    system: str | None = None
    boundary: str | None = None
    message: str | None = None
    version: str | None = None
    of: tuple[str, ...] = ()
    attempt: int | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] | None = None
    received_headers: tuple[tuple[str, str], ...] | None = None
    payload: Json | Absent = ABSENT
    sent: Json | Absent = ABSENT
    received: Json | Absent = ABSENT
    body: Body | None = None
    status: Shown | None = None
    reply: Reply | None = None
    effect: Effect | None = None
    key: str | None = None
    attributes: Mapping[str, Json] = field(default_factory=dict)
    src: Json = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    line: int = field(default=0, compare=False)
    file: str | None = field(default=None, compare=False)


class Complete(Enum):
    """How much of a system was captured."""

    FULL = "full"
    STATUS = "status"  # every status, no payloads
    SAMPLED = "sampled"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a recording says of itself in its optional first line; `expires` is an ISO 8601 date."""

    set: str | None = None
    captured: str | None = None
    source: tuple[str, ...] = ()
    complete: Mapping[str, Complete] = field(default_factory=dict)
    masked: Mapping[str, str] = field(default_factory=dict)
    reference: Mapping[str, str] = field(default_factory=dict)
    clock_skew_ms: Mapping[str, float] = field(default_factory=dict)
    expects: tuple[str, ...] | None = None
    expires: str | None = None


@dataclass(slots=True, kw_only=True)  # not frozen, as Event
class Case:
    """
    Everything recorded of one business transaction, in the order of the file `recording`.

    `is_whole` is false where something of it could not be read: then `of` may name an event that is not here.
    """

    name: str
    events: tuple[Event, ...]
    recording: str = field(compare=False)
    header: Header = field(default_factory=Header, compare=False)
    is_whole: bool = field(default=True, compare=False)

    def place(self, event: Event) -> Place:
        """Where an event was captured."""
        return Place(file=event.file or self.recording, line=max(event.line, 1), column=1)
