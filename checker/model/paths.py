"""Paths into payloads: JSON Pointers (RFC 6901) with `*`, `NAME=VALUE` and paths from an element."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from checker.model.places import Place


class Start(Enum):
    """What a path starts from."""

    PAYLOAD = "payload"  # a leading slash: the whole payload
    ELEMENT = "element"  # no leading slash, or `../`: this element of `each`, or `up` elements around it
    HEADER = "header"  # header:NAME, found whatever its case
    KEY = "key"  # key: the record key of the message
    ATTRIBUTE = "attribute"  # attribute:NAME


@dataclass(frozen=True, slots=True)
class Member:
    """The member of an object with this name, or, in a source, the item of a list with this index."""

    name: str


@dataclass(frozen=True, slots=True)
class Every:
    """`*`: each element of a list or object."""


@dataclass(frozen=True, slots=True)
class Having:
    """`NAME=VALUE`: the element of a list whose member NAME is the text VALUE, or a scalar written so."""

    name: str
    value: str


Step: TypeAlias = Member | Every | Having


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A path as it was written (`text`) and as it is followed. `name` is that of a header or attribute."""

    text: str
    start: Start
    steps: tuple[Step, ...] = ()
    up: int = 0
    name: str = ""
    place: Place = field(compare=False)

    @property
    def is_plain(self) -> bool:
        """Names at most one place: no `*` on the way."""
        return not any(isinstance(step, Every) for step in self.steps)

    def __str__(self) -> str:
        return self.text
