"""A promise that became less, as a value."""

from dataclasses import dataclass
from enum import Enum

from checker.model.json import Json
from checker.model.places import Place


class Promise(Enum):
    """Which promise became less."""

    CARRIED = "carried"  # an id or context is no longer carried
    CONTINUED = "continued"  # it is made anew, or comes from elsewhere
    IDEMPOTENT = "idempotent"  # what comes twice is one
    RETRIED = "retried"  # it is tried again, more often, or after more
    DELIVERED = "delivered"  # how often it arrives
    ORDERED = "ordered"  # in which order it arrives


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessened:
    """
    A promise that became less: `was` and `now` as the contract would write them, `what` as a sentence.

    `subject` is the boundary, with the id for one that is carried, or the fact for one that must not come
    about twice. `readers` relied on it. `breaks` says that what they rely on is gone, and not only that it
    may fail more easily.
    """

    promise: Promise
    subject: str
    boundary: str | None
    readers: tuple[str, ...]
    what: str
    was: Json
    now: Json
    breaks: bool = False
    place: Place
    related: Place | None = None
