"""What a foreign capture has to tell, before anybody has said what of the contract it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.recordings import Body, Reply

Handle: TypeAlias = tuple[str, str]
"""How captures call something: the kind of name and the name, as ("span", "0af7…/b7ad…")."""


class What(Enum):
    """What kind of thing was captured."""

    CALL = "call"  # a request, and what came back on the same connection
    MESSAGE = "message"  # a message in a queue, a topic, a webhook
    SPAN = "span"  # a piece of work, as a tracer saw it
    LOG = "log"  # what a system says of its own processing
    CHANGE = "change"  # a row of a table, before and after
    DOCUMENT = "document"  # whatever else: only a rule can tell


@dataclass(slots=True, kw_only=True)  # not frozen, as Event
class Captured:
    """
    One thing out of a capture, with all that the format says of it and nothing that it does not.

    `side` is where it was seen, None where the format does not tell. Times are RFC 3339 texts with the digits
    of the capture, None where it has none. `fields` are what the format calls its parts, as texts: `where` of
    a capture rule looks at them, and its other keys may name them. `headers` are None where the format has
    none or did not capture them; `payload` is ABSENT and `body` None where there is nothing. `whole` is the
    record that the payload stood in, ABSENT where it is all of it.

    `name` is what others may call it; `follows` are the names of what it was caused by, `shares` names that
    all of one transaction have, such as a trace-id. `before` and `after` are of a change, whose payload is
    the row as it was left, or as it was before it went. `is_sample` says that somebody made it up as an
    example: it is evidence of nothing. `rest` keeps what has no other place.
    """

    format: str
    what: What
    place: Place
    side: Literal["sent", "received"] | None = None
    system: str | None = None
    at: str | None = None
    until: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] | None = None
    payload: Json | Absent = ABSENT
    whole: Json | Absent = ABSENT
    body: Body | None = None
    key: str | None = None
    attributes: Mapping[str, Json] = field(default_factory=dict)
    reply: Reply | None = None
    before: Json | Absent = ABSENT
    after: Json | Absent = ABSENT
    name: Handle | None = None
    follows: tuple[Handle, ...] = ()
    shares: tuple[Handle, ...] = ()
    is_sample: bool = False
    rest: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was read: its format, its records, and how many things in it were recognised."""

    file: str
    form: str
    records: int
    recognised: int
