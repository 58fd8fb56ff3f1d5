"""A recording as JSON Lines of format 1, as it is read again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checker.analysis.written import written
from checker.model.json import ABSENT, Json
from checker.model.recordings import Body, Case, Effect, Event, Header, Kind, Reply, Shown

FORMAT: Final = 1  # the version of the format of recordings

_HEADER: Final = {  # the keys of a header and what they are called in the model, in the documentation's order
    "set": "set",
    "captured": "captured",
    "from": "source",
    "complete": "complete",
    "masked": "masked",
    "reference": "reference",
    "clock_skew_ms": "clock_skew_ms",
    "expects": "expects",
    "expires": "expires",
}
_EVENT: Final = (  # the order of the documentation; src comes last, since it speaks of all the others
    "case",
    "id",
    "kind",
    "at",
    "until",
    "system",
    "boundary",
    "message",
    "version",
    "of",
    "attempt",
    "ids",
    "headers",
    "received_headers",
    "key",
    "attributes",
    "payload",
    "sent",
    "received",
    "body",
    "status",
    "reply",
    "effect",
    "src",
)
_BODY: Final = ("media", "charset", "text", "base64", "file", "decoded", "truncated", "state")
_SHOWN: Final = ("code", "to", "layer", "reason", "field")
_REPLY: Final = ("code", "headers", "payload", "body")
_EFFECT: Final = ("fact", "key", "before", "after")

_CONTENTS: Final = {"payload", "sent", "received", "before", "after"}  # where null is a value
_LISTS: Final = {"headers", "received_headers", "expects"}  # where no list and an empty one are two things
_SINGLE: Final = {"of", "from"}  # a list of one is written as the one


def lines(header: Header, cases: Iterable[Case]) -> Iterator[str]:
    """
    The lines of a whole recording, each with its newline; one case is in memory at a time.

    What is read from them equals what is written: every digit, what is absent apart from what is null.
    """
    yield header_line(header)
    for case in cases:
        for event in case.events:
            yield event_line(event)


def header_line(header: Header) -> str:
    """What a recording says of itself, as a line with its newline."""
    said = {key: getattr(header, name) for key, name in _HEADER.items()}
    return written({"recording": FORMAT, **_members(said)}) + "\n"


def event_line(event: Event) -> str:
    """
    One event, as a line with its newline.

    What `extra` keeps stands at the end under its own keys; a reader of this format refuses those.
    """
    members = _members({key: getattr(event, key) for key in _EVENT})
    return written({**members, **{k: v for k, v in event.extra.items() if k not in members}}) + "\n"


def _members(values: Mapping[str, object]) -> dict[str, Json]:
    """Those that are there, as JSON."""
    return {key: _json(key, value) for key, value in values.items() if _is_there(key, value)}


def _is_there(key: str, value: object) -> bool:
    if key in _CONTENTS:
        return value is not ABSENT
    if key == "src" or value is None:  # any JSON, where null is nothing
        return value is not None
    return value is not False and (key in _LISTS or value not in ((), {}))


def _json(key: str, value: object) -> Json:
    match value:
        case Kind():
            return value.value
        case (one,) if key in _SINGLE:
            return str(one)
        case Body():
            return _members({name: getattr(value, name) for name in _BODY})
        case Shown():
            return _members({name: getattr(value, name) for name in _SHOWN})
        case Reply():
            members = {name: getattr(value, name) for name in _REPLY}
            return _members({**members, "headers": value.headers or None})
        case Effect():
            return _members({name: getattr(value, name) for name in _EFFECT})
        case {} if key == "complete":
            return {system: how.value for system, how in value.items()}
        case _:
            return value  # type: ignore[return-value]  # all else of the model is JSON as it is
