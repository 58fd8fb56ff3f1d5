"""
HTTP Archive 1.2 (har-spec, versions/1.2.md): requests and responses as a browser or a proxy saw them.

Texts are decoded already while headers still name the encoding; `status: 0` is no response; a binary request
body has lost its bytes, since only responses have `encoding`. Nothing says which entries belong together but
their headers. What went over a WebSocket stands in the entry that opened it, as Chrome writes it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.analysis import moments
from checker.load.captures import cloudevents_modes, contents, http, members
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.propagation import named_by, traced_by
from checker.load.captures.records import Record, json_records
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Reply

_MESSAGES: Final = "_webSocketMessages"
_BINARY: Final = "2"  # an opcode of RFC 6455, section 5.2
_NO_RESPONSE: Final = (None, "", "0", "-1")
_SIDES: Final = ("send", "receive")


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    entry = members.an_object(record.value)
    request = members.an_object(entry.get("request"), "/request")
    response = members.an_object(entry["response"], "/response") if entry.get("response") is not None else {}
    headers = members.headers(request.get("headers"), "/request/headers")
    started = moments.iso(entry.get("startedDateTime"))
    ended = moments.later(started, entry.get("time"), moments.MILLISECONDS)
    content = _of_request(request, headers, limits)
    status = members.a_text(response, "status", pointer="/response")
    error = members.text(response, "_error") or members.text(entry, "_error") or ""
    trace = traced_by(headers)
    call = Captured(
        format=FORMAT.name,
        what=What.CALL,
        side="sent",
        place=record.place,
        at=started,
        until=ended,
        fields={
            **http.fields(
                members.a_text(request, "method", pointer="/request"),
                members.a_text(request, "url", pointer="/request"),
                status,
            ),
            "error": error,
        },
        headers=headers,
        payload=content.payload,
        body=content.body,
        reply=_reply(response, status, limits, is_broken_off=bool(error)),
        name=named_by(headers),
        shares=(trace,) if trace else (),
        rest={
            **(
                {}
                if started or "startedDateTime" not in entry
                else {"startedDateTime": entry["startedDateTime"]}
            ),
            **({} if ended or "time" not in entry else {"time": entry["time"]}),
            **_rest(entry, request, response),
        },
    )
    yield from cloudevents_modes.events(call, limits)
    yield from _messages(entry.get(_MESSAGES), call, limits)


def _of_request(request: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """The request body; form fields are kept as they stand where no text was captured of them."""
    data = members.member(request, "postData")
    if data is None:
        return contents.left_out(members.text(request, "bodySize"))
    data = members.an_object(data, "/request/postData")
    media = members.text(data, "mimeType") or http.header(headers, "content-type")
    text = members.a_text(data, "text", pointer="/request/postData")
    if text:
        return contents.of_text(text, media, limits)
    form = members.headers(data.get("params"), "/request/postData/params")
    if form:
        return contents.of_form(form)
    if text is None:
        return contents.NOT_RECORDED
    return contents.left_out(members.text(request, "bodySize"))


def _reply(response: Json, code: str | None, limits: Limits, *, is_broken_off: bool) -> Reply | None:
    """The response; None where none came, which a HAR writes as status 0 or -1."""
    if code in _NO_RESPONSE:
        return None
    headers = members.headers(members.member(response, "headers"), "/response/headers")
    held = members.member(response, "content")
    held = {} if held is None else members.an_object(held, "/response/content")
    media = members.text(held, "mimeType") or http.header(headers, "content-type")
    text = members.a_text(held, "text", pointer="/response/content")
    if text and members.text(held, "encoding") == "base64":
        content = contents.of_base64(text, media, limits)
    elif text:
        content = contents.of_text(text, media, limits)
    elif is_broken_off:  # Chrome has a status and a size of 0 then
        content = contents.NOT_RECORDED
    else:
        content = contents.left_out(members.text(held, "size"))
    if is_broken_off and content.body is not None and content != contents.NOT_RECORDED:
        content = Content(body=replace(content.body, truncated=True))
    return Reply(code=code, headers=headers, payload=content.payload, body=content.body)


def _messages(messages: Json, call: Captured, limits: Limits) -> Iterator[Captured]:
    """
    What went over a WebSocket. One that can't be used stops no other one.

    Raises:
        UnusableError: after all that can be used.

    """
    if messages is None:
        return
    if not isinstance(messages, list):
        raise UnusableError("a list of messages should stand here", f"/{_MESSAGES}")
    error: UnusableError | None = None
    for index, message in enumerate(messages):
        pointer = f"/{_MESSAGES}/{index}"
        place = replace(call.place, pointer=call.place.pointer + pointer)
        try:
            yield _message(message, call, place, limits)
        except UnusableError as unusable:
            error = error or UnusableError(unusable.message, pointer + unusable.pointer)
    if error is not None:
        raise error


def _message(message: Json, call: Captured, place: Place, limits: Limits) -> Captured:
    members.an_object(message)
    kind = members.text(message, "type")
    if kind not in _SIDES:
        raise UnusableError("neither send nor receive stands here", "/type")
    opcode = members.text(message, "opcode") or ""
    data = members.a_text(message, "data") or ""
    at = moments.since_1970(members.member(message, "time"), moments.SECONDS)
    content = (
        contents.of_base64(data, None, limits) if opcode == _BINARY else contents.of_text(data, None, limits)
    )
    return Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="sent" if kind == "send" else "received",
        place=place,
        at=at,
        fields={name: call.fields[name] for name in ("url", "host", "path")}
        | {"opcode": opcode, "type": kind},
        payload=content.payload,
        body=content.body if data else None,
        rest=members.without(message, "type", "opcode", "data", *(("time",) if at else ())),
    )


def _rest(entry: Json, request: Json, response: Json) -> dict[str, Json]:
    """All else that the entry says."""
    rest = members.without(entry, "startedDateTime", "time", "request", "response", _MESSAGES)
    for name, of, used, part, part_used in (
        ("request", request, ("method", "url", "headers"), "postData", ("text", "mimeType")),
        ("response", response, ("status", "headers"), "content", ("text", "mimeType", "encoding")),
    ):
        left = members.without(of, *used, part)
        if more := members.without(members.member(of, part), *part_used):
            left[part] = more
        if left:
            rest[name] = left
    return rest


FORMAT: Final = Format(
    name="har",
    title="HTTP Archive (HAR 1.2)",
    looks=lambda source: "/log/entries" in source.outline,
    records=lambda source, say: json_records(source, [("log", "entries")], say),
    read=read,
    fields={
        **http.FIELDS,
        "error": "why no response came, as the browser or the proxy has it",
        "type": "of a message over a WebSocket: send or receive",
        "opcode": "of a message over a WebSocket: 1 for text, 2 for binary",
        **cloudevents_modes.FIELDS,
    },
)
