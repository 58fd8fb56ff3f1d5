"""One record of a recording as an Event."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from checker.load.recordings import fields
from checker.load.recordings.fields import WrongError
from checker.model.json import Json
from checker.model.recordings import Body, Effect, Event, Kind, Reply, Shown
from checker.model.systems import Layer

_BODY: Final = fields.record(
    {
        "media": fields.text,
        "charset": fields.text,
        "text": fields.text,
        "base64": fields.text,
        "file": fields.text,
        "decoded": fields.texts,
        "truncated": fields.flag,
        "state": fields.text,
    }
)
_SHOWN: Final = fields.record(
    {
        "code": fields.name,
        "to": fields.name,
        "layer": fields.one_of(Layer),
        "reason": fields.text,
        "field": fields.text,
    },
    required=("code",),
)
_EFFECT: Final = fields.record(
    {"fact": fields.name, "key": fields.text, "before": fields.anything, "after": fields.anything},
    required=("fact",),
)


def _body(value: Json) -> Body:
    members = _BODY(value)
    contents = [key for key in ("text", "base64", "file", "state") if key in members]
    if len(contents) != 1:
        raise WrongError(
            "a body has one of text, base64, file and state"
            + (f", not {' and '.join(contents)}" * bool(contents)),
            'write what was captured, or {"state": "not-recorded"}',
        )
    if members.get("state", "not-recorded") != "not-recorded":
        raise WrongError("the only state of a body is not-recorded", 'write "not-recorded"', "/state")
    return Body(**members)  # type: ignore[arg-type]  # the readers above gave each key its type


def _shown(value: Json) -> Shown:
    members = _SHOWN(value)
    if "layer" in members:
        members["layer"] = value["layer"]  # type: ignore[call-overload,index]  # read as an object just now
    return Shown(**members)  # type: ignore[arg-type]


_REPLY: Final = fields.record(
    {"code": fields.text, "headers": fields.headers, "payload": fields.anything, "body": _body}
)


def _reply(value: Json) -> Reply:
    members = _REPLY(value)
    if "payload" in members and "body" in members:
        raise WrongError("a reply has a payload or a body, not both", "delete one of the two", "/body")
    return Reply(**members)  # type: ignore[arg-type]


def _effect(value: Json) -> Effect:
    return Effect(**_EFFECT(value))  # type: ignore[arg-type]


Reader: TypeAlias = Callable[[Json], object]

_READ: Final[Mapping[str, Reader]] = {
    "case": fields.name,
    "id": fields.name,
    "kind": fields.one_of(Kind),
    "at": fields.time,
    "until": fields.time,
    "system": fields.name,
    "boundary": fields.name,
    "message": fields.name,
    "version": fields.text,
    "of": fields.texts,
    "attempt": fields.count,
    "ids": fields.mapped(fields.text),
    "headers": fields.headers,
    "received_headers": fields.headers,
    "payload": fields.anything,
    "sent": fields.anything,
    "received": fields.anything,
    "body": _body,
    "status": _shown,
    "reply": _reply,
    "effect": _effect,
    "key": fields.text,
    "attributes": fields.mapped(fields.anything),
    "src": fields.anything,
}
_EVERY: Final = frozenset(_READ) - {
    "payload",
    "sent",
    "received",
    "received_headers",
    "body",
    "status",
    "reply",
    "effect",
}
_REPORT: Final = _EVERY | {"payload", "body", "status"}
_MESSAGE: Final = _EVERY | {"payload", "body", "reply"}
_KEYS: Final = {  # what is said of each kind; another key would be read by nobody
    Kind.SENT: _MESSAGE,
    Kind.RECEIVED: _MESSAGE,
    Kind.EXCHANGE: _EVERY | {"sent", "received", "reply", "received_headers"},
    Kind.STATUS: _REPORT,
    Kind.STEP: _REPORT,
    Kind.EFFECT: _EVERY | {"payload", "body", "effect"},
    Kind.NOTE: _REPORT | {"effect", "reply"},
}
_REQUIRED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SENT: ("boundary",),
    Kind.RECEIVED: ("boundary",),
    Kind.EXCHANGE: ("boundary",),
    Kind.STATUS: ("system", "status"),
    Kind.STEP: (),
    Kind.EFFECT: ("effect",),
    Kind.NOTE: (),
}
_KINDS: Final = {kind.value: kind for kind in Kind}
_ALWAYS: Final = ("case", "id", "kind")
_CONTENTS: Final = {"payload", "body"}
_ONE_OF: Final = {Kind.EXCHANGE: frozenset({"sent", "received", "reply"})}


def event(record: Mapping[str, Json], line: int) -> Event | tuple[WrongError, ...]:
    """The event that a record is, or all that is wrong with it, with JSON Pointers into the record."""
    kind = _kind(record)
    plan = None
    if kind is not None and record.keys() <= _READ.keys():  # so that nothing foreign stays in the cache
        plan = _plan(tuple(record), kind)
    if plan is None:
        return tuple(_wrongs(record, kind))
    values = dict(record)
    try:
        for key, read in plan:
            values[key] = read(record[key])  # type: ignore[assignment]  # from here on they are no JSON
    except WrongError:
        return tuple(_wrongs(record, kind))
    return Event(line=line, **values)  # type: ignore[arg-type]  # the readers gave each key its type


def _kind(record: Mapping[str, Json]) -> Kind | None:
    kind = record.get("kind")
    return _KINDS.get(kind) if type(kind) is str else None


@lru_cache(maxsize=1024)
def _plan(keys: tuple[str, ...], kind: Kind) -> tuple[tuple[str, Reader], ...] | None:
    """
    What is to be read in a record of this kind with these keys; None if one is missing or out of place.

    Most records of a recording are built alike, so this is worked out for the first of them.
    """
    if any(True for _ in _misplaced(dict.fromkeys(keys), kind)):
        return None
    return tuple((key, _READ[key]) for key in keys if _READ[key] is not fields.anything)


def _wrongs(record: Mapping[str, Json], kind: Kind | None) -> Iterator[WrongError]:
    """All that is wrong with a record."""
    for key, value in record.items():
        if (read := _READ.get(key)) is None:
            yield WrongError(*fields.unknown_key(key, _READ), pointer=fields.token(key))
            continue
        try:
            read(value)
        except WrongError as wrong:
            wrong.pointer = fields.token(key) + wrong.pointer
            yield wrong
    yield from _misplaced(record, kind)


def _misplaced(record: Mapping[str, Json], kind: Kind | None) -> Iterator[WrongError]:
    """What is missing or out of place in a record."""
    for key in (*_ALWAYS, *(_REQUIRED[kind] if kind else ())):
        if key not in record:
            of_kind = f' of kind "{kind.value}"' if kind and key not in _ALWAYS else ""
            yield WrongError(f'this event{of_kind} has no "{key}"', f'write "{key}"')
    if kind is None:
        return
    for key in record:
        if key in _READ and key not in _KEYS[kind]:
            others = " or ".join(f'"{other.value}"' for other in Kind if key in _KEYS[other])
            yield WrongError(
                f'"{key}" is not read in an event of kind "{kind.value}"',
                f"move it to an event of kind {others}, or delete it",
                fields.token(key),
            )
    if record.keys() >= _CONTENTS:
        yield WrongError("an event has a payload or a body, not both", "delete one of the two", "/body")
    if kind in _ONE_OF and _ONE_OF[kind].isdisjoint(record):
        keys = ", ".join(sorted(_ONE_OF[kind]))
        yield WrongError(f'this event of kind "{kind.value}" has none of {keys}', "write what was captured")
