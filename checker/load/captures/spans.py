"""
A span of any tracer as a captured thing, by what OpenTelemetry, Zipkin and Jaeger have in common.

A tracer never captures what a message holds: whether there was anything is not recorded, and only a rule
that names an attribute finds a payload. A status that is unset says nothing: tracers leave it so for what
went well, and for what failed and was handled (semantic-conventions, docs/general/recording-errors.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from checker.load.captures import contents, members, semantics
from checker.load.captures.contents import NOT_RECORDED, NOTHING, Content
from checker.load.captures.members import UnusableError
from checker.load.captures.propagation import is_span_id, is_trace_id, named_by, span, trace
from checker.model.captures import Captured, Handle, What
from checker.model.json import Json
from checker.model.places import Place
from checker.model.recordings import Reply

FIELDS: Final[Mapping[str, str]] = {
    "name": "the name of the span",
    "kind": "client, server, producer, consumer or internal; empty where it is not told",
    "status": "unset, ok or error",
    "message": "what it says about its status",
    "service": "the service that it is of",
    "peer": "the service on the other side, where it is told",
    "scope": "the library that made it",
    "trace": "the id of its trace, in 32 hex digits",
    "event": "of something logged within a span, its name; `name` and the like are those of the span",
    **semantics.FIELDS,
}

_SIDES: Final[Mapping[str, Literal["sent", "received"]]] = {
    "client": "sent",
    "producer": "sent",
    "server": "received",
    "consumer": "received",
}
_TRACE_BYTES: Final = 16
_SPAN_BYTES: Final = 8


@dataclass(slots=True, kw_only=True)
class Span:
    """
    What a tracer says of a span. `causes` are spans that it follows, its parent first; `attributes` are all
    that is known of it, `service` the system, `peer` the one on the other side, `rest` what has no other
    place.
    """

    trace_id: str | None
    span_id: str | None
    causes: tuple[Handle, ...] = ()
    name: str = ""
    kind: str = ""
    status: str = "unset"
    message: str = ""
    service: str | None = None
    peer: str = ""
    scope: str = ""
    at: str | None = None
    until: str | None = None
    attributes: Mapping[str, Json] = field(default_factory=dict)
    rest: Mapping[str, Json] = field(default_factory=dict)


def captured(one: Span, form: str, place: Place) -> Captured:
    """The span as it was seen on its side: where the work was begun, or where it was taken up."""
    known = semantics.known(one.attributes)
    side = _SIDES.get(one.kind)
    headers = semantics.headers(one.attributes, "request")
    name = _name(one)
    causes = one.causes
    if side == "received" and (sender := named_by(headers)) and sender != name:
        causes = (*causes, sender)
    content = NOTHING if side is None else _content(semantics.size(one.attributes, "request"))
    return Captured(
        format=form,
        what=What.SPAN,
        side=side,
        place=place,
        system=one.service or None,
        at=one.at,
        until=one.until,
        fields={**_fields(one), **known},
        headers=headers,
        body=content.body,
        key=known.get("kafka.message.key") or None,
        attributes=one.attributes,
        reply=_reply(one, known) if side else None,
        name=name,
        follows=tuple(dict.fromkeys(causes)),
        shares=tuple(dict.fromkeys((*_trace(one), *semantics.shares(known)))),
        rest=one.rest,
    )


def logged(
    one: Span,
    event: str,
    at: str | None,
    attributes: Mapping[str, Json],
    rest: Mapping[str, Json],
    form: str,
    place: Place,
) -> Captured:
    """What was logged within a span: it follows the span."""
    name = _name(one)
    return Captured(
        format=form,
        what=What.LOG,
        place=place,
        system=one.service or None,
        at=at,
        fields={**_fields(one), **semantics.known(attributes), "event": event},
        attributes=attributes,
        follows=(name,) if name else (),
        shares=tuple(_trace(one)),
        rest=rest,
    )


def trace_id(value: Json, pointer: str) -> str | None:
    """
    The id of a trace in hex; None where none is given. Base64 of its bytes, as some writers have it, is read.

    Raises:
        UnusableError: it is none.

    """
    found = _id(value, _TRACE_BYTES)
    if found and not is_trace_id(found):
        raise UnusableError("this is no id of a trace, of up to 32 hex digits", pointer)
    return found


def span_id(value: Json, pointer: str) -> str | None:
    """
    The id of a span in hex; None where none is given. Base64 of its bytes, as some writers have it, is read.

    Raises:
        UnusableError: it is none.

    """
    found = _id(value, _SPAN_BYTES)
    if found and not is_span_id(found):
        raise UnusableError("this is no id of a span, of up to 16 hex digits", pointer)
    return found


def handle(of_trace: str | None, of_span: str | None) -> tuple[Handle, ...]:
    """The name of a span, if both ids are there."""
    return (span(of_trace, of_span),) if of_trace and of_span else ()


def _id(value: Json, size: int) -> str | None:
    """Zeros only is how some write that there is none."""
    if value is None:
        return None
    text = value if isinstance(value, str) else "?"
    if not text.strip("0"):
        return None
    if len(text) == -(-size // 3) * 4 and text.endswith("="):
        data = contents.unpacked(text)
        if data is not None and len(data) == size:
            return data.hex() if any(data) else None
    return text


def _name(one: Span) -> Handle | None:
    return next(iter(handle(one.trace_id, one.span_id)), None)


def _trace(one: Span) -> Iterable[Handle]:
    return (trace(one.trace_id),) if one.trace_id else ()


def unread(found: Mapping[str, Json], **parts: object) -> dict[str, Json]:
    """Members that stand there but tell nothing that is understood: for what is kept beside."""
    return {name: found[name] for name, told in parts.items() if not told and found.get(name)}


def status(attributes: Mapping[str, Json]) -> tuple[str, str]:
    """
    Status and message by tags, as OpenTelemetry writes them for Zipkin and Jaeger, or by the tag `error`.

    Its value does not count for Zipkin, and may be the message, also beside a status; but libraries for both
    write false.
    """
    code = text_of(attributes.get("otel.status_code")).lower()
    error = text_of(attributes.get("error"))
    is_error = code == "error" or (code != "ok" and "error" in attributes and error != "false")
    said = text_of(attributes.get("otel.status_description"))
    if is_error and not said and error not in {"true", "false"}:
        said = error
    return "error" if is_error else "ok" if code == "ok" else "unset", said


def _fields(one: Span) -> dict[str, str]:
    return {
        "name": one.name,
        "kind": one.kind,
        "status": one.status,
        "message": one.message,
        "service": one.service or "",
        "peer": one.peer or semantics.peer(one.attributes),
        "scope": one.scope,
        "trace": trace(one.trace_id)[1] if one.trace_id else "",
    }


def _reply(one: Span, known: Mapping[str, str]) -> Reply | None:
    code = known.get("http.response.status_code") or known.get("rpc.status_code")
    if not code:
        return None
    content = _content(semantics.size(one.attributes, "response"))
    return Reply(code=code, headers=semantics.headers(one.attributes, "response") or (), body=content.body)


def _content(size: str | None) -> Content:
    """Not recorded, unless it is said that there was none."""
    return NOTHING if size is not None and size == "0" else NOT_RECORDED


def text_of(value: Json) -> str:
    """A text, or a number or truth as one; empty where it is neither."""
    return members.texts({"": value}).get("", "")
