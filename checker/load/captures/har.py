"""
HTTP Archive 1.2 (har-spec, versions/1.2.md): requests and responses as a browser or a proxy saw them.

Texts are decoded already while headers still name the encoding; `status: 0` is no response; a binary request
body has lost its bytes, since only responses have `encoding`. Nothing says which entries belong together but
their headers. What went over a WebSocket stands in the entry that opened it, as Chrome writes it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.analysis import moments
from checker.load.captures import cloudevents_modes, contents, har_messages, http, members
from checker.load.captures.beside import HELD
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.har_attached import MESSAGES, records
from checker.load.captures.propagation import named_by, traced_by
from checker.load.captures.records import Record
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Reply

_NO_RESPONSE: Final = (None, "", "0", "-1")
_BODILESS: Final = re.compile("1..|204|304", re.ASCII)  # RFC 9110, section 6.4.1, and so is an answer to HEAD


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    entry = members.an_object(record.value)
    request = members.an_object(entry.get("request"), "/request")
    response = members.an_object(entry["response"], "/response") if entry.get("response") is not None else {}
    headers = members.headers(request.get("headers"), "/request/headers")
    started = moments.iso(entry.get("startedDateTime"))
    ended = moments.later(started, entry.get("time"), moments.MILLISECONDS)
    content = _of_request(request, headers, limits)
    status = members.a_text(response, "status", pointer="/response")
    error = _error(entry, response)
    method = members.a_text(request, "method", pointer="/request")
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
                method,
                members.a_text(request, "url", pointer="/request"),
                None if status in _NO_RESPONSE else status,
            ),
            "error": error,
        },
        headers=headers,
        payload=content.payload,
        body=content.body,
        reply=_reply(response, status, method, error, limits),
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
    yield from har_messages.messages(entry.get(MESSAGES), call, limits)


def _of_request(request: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """The request body; form fields are kept as they stand where no text was captured of them."""
    data = members.member(request, "postData")
    sizes = (members.text(request, "bodySize"), http.header(headers, "content-length"))
    if data is None:
        return contents.left_out(*sizes)
    data = members.an_object(data, "/request/postData")
    media = members.text(data, "mimeType") or http.header(headers, "content-type")
    if HELD in data:
        return _attached(data, media, limits) or contents.NOTHING
    text = members.a_text(data, "text", pointer="/request/postData")
    if text:
        return contents.of_text(text, media, limits)
    form = members.headers(data.get("params"), "/request/postData/params")
    if form:
        return contents.of_form(form)
    if text is None or "_file" in data:
        return contents.NOT_RECORDED
    return contents.left_out(*sizes)


def _error(entry: Json, response: Json) -> str:
    """Why no response came, or not all of it; empty where nothing is said."""
    said = (
        members.text(response, "_error"),
        members.text(entry, "_error"),
        members.text(response, "_failureText"),
    )
    return next(filter(None, said), "")


def _reply(response: Json, code: str | None, method: str | None, error: str, limits: Limits) -> Reply | None:
    """The response; None where none came, which a HAR writes as status 0 or -1."""
    if code is None or code in _NO_RESPONSE:
        return None
    headers = members.headers(members.member(response, "headers"), "/response/headers")
    content = _of_response(response, headers, limits)
    if content is None and (method == "HEAD" or _BODILESS.fullmatch(code)):
        content = contents.left_out(members.text(response, "content", "size"))
    elif content is None and error:  # Chrome has a size of 0 where it was broken off
        content = contents.NOT_RECORDED
    elif content is None:
        length = http.header(headers, "content-length")
        content = contents.left_out(members.text(response, "content", "size"), length)
    elif error and content.body is not None and content != contents.NOT_RECORDED:
        content = Content(body=replace(content.body, truncated=True))
    return Reply(code=code, headers=headers, payload=content.payload, body=content.body)


def _of_response(response: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content | None:
    """What was captured of the body, None where nothing was."""
    held = members.member(response, "content")
    held = {} if held is None else members.an_object(held, "/response/content")
    media = members.text(held, "mimeType") or http.header(headers, "content-type")
    if HELD in held:
        return _attached(held, media, limits)
    text = members.a_text(held, "text", pointer="/response/content")
    if not text:
        return contents.NOT_RECORDED if "_file" in held else None
    is_packed = members.text(held, "encoding") == "base64"
    return (contents.of_base64 if is_packed else contents.of_text)(text, media, limits)


def _attached(held: Json, media: str | None, limits: Limits) -> Content | None:
    """What stood in a file beside the archive; None where that was empty."""
    packed = members.text(held, HELD)
    return contents.of_base64(packed, media, limits) if packed else None


def _rest(entry: Json, request: Json, response: Json) -> dict[str, Json]:
    """All else that the entry says."""
    rest = members.without(entry, "startedDateTime", "time", "request", "response", MESSAGES)
    for name, of, used, part, part_used in (
        ("request", request, ("method", "url", "headers"), "postData", ("text", "mimeType", HELD)),
        ("response", response, ("status", "headers"), "content", ("text", "mimeType", "encoding", HELD)),
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
    records=records,
    read=read,
    fields={
        **http.FIELDS,
        "error": "why no response came, as the browser or the proxy has it",
        "type": "of a message over a WebSocket: send or receive",
        "opcode": "of a message over a WebSocket: 1 for text, 2 for binary",
        **cloudevents_modes.FIELDS,
    },
)
