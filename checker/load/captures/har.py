"""
HTTP Archive 1.2 (har-spec, versions/1.2.md): requests and responses as a browser or a proxy saw them.

Texts are decoded already while headers still name the encoding; `status: 0` is no response; a binary request
body has lost its bytes, since only responses have `encoding`. Nothing says which entries belong together but
their headers.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from checker.analysis import moments
from checker.load.captures import cloudevents_modes, contents, members
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.propagation import named_by, traced_by
from checker.load.captures.records import Record, json_records
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Reply

_USED: Final = ("startedDateTime", "time", "request", "response")


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    entry = members.an_object(record.value)
    request = members.an_object(entry.get("request"), "/request")
    response = entry.get("response")
    url = members.text(request, "url") or ""
    method = members.text(request, "method") or ""
    headers = tuple(members.named_values(request.get("headers")))
    started = moments.iso(entry.get("startedDateTime"))
    content = _of_request(request, headers, limits)
    parts = _split(url)
    trace = traced_by(headers)
    call = Captured(
        format=FORMAT.name,
        what=What.CALL,
        side="sent",
        place=record.place,
        at=started,
        until=moments.later(started, entry.get("time"), moments.MILLISECONDS),
        fields={
            "url": url,
            "method": method,
            "host": parts[0],
            "path": parts[1],
            "status": members.text(response, "status") or "",
        },
        headers=headers,
        payload=content.payload,
        body=content.body,
        reply=_reply(response, limits),
        name=named_by(headers),
        shares=(trace,) if trace else (),
        rest=_rest(entry, request, response),
    )
    yield from cloudevents_modes.events(call, limits)


def _of_request(request: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """The request body; form fields are kept as they stand, since no text was captured of them."""
    data = members.member(request, "postData")
    if data is None:
        size = members.text(request, "bodySize")
        return (
            contents.NOT_RECORDED if size is not None and size.isdigit() and int(size) else contents.NOTHING
        )
    media = members.text(data, "mimeType") or _header(headers, "content-type")
    text = members.text(data, "text")
    if text:
        return contents.of_text(text, media, limits)
    form = list(members.named_values(members.member(data, "params")))
    if form:
        return contents.of_form(form)
    return contents.NOT_RECORDED if text is None else contents.NOTHING


def _reply(response: Json, limits: Limits) -> Reply | None:
    """The response; None where none came, which a HAR writes as status 0."""
    code = members.text(response, "status")
    if code is None or not code.strip("0-"):
        return None
    media = members.text(response, "content", "mimeType")
    text = members.text(response, "content", "text")
    if text is None:
        content = contents.left_out(members.text(response, "content", "size"))
    elif members.text(response, "content", "encoding") == "base64":
        content = contents.of_base64(text, media, limits)
    else:
        content = contents.of_text(text, media, limits) if text else contents.NOTHING
    headers = tuple(members.named_values(members.member(response, "headers")))
    return Reply(code=code, headers=headers, payload=content.payload, body=content.body)


def _rest(entry: Json, request: Json, response: Json) -> dict[str, Json]:
    """All else that the entry says."""
    rest = members.without(entry, *_USED)
    for name, of, used in (
        ("request", request, ("method", "url", "headers", "postData")),
        ("response", response, ("status", "headers", "content")),
    ):
        if left := members.without(of, *used):
            rest[name] = left
    return rest


def _split(url: str) -> tuple[str, str]:
    """Host and path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc.rpartition("@")[2], parts.path


def _header(headers: tuple[tuple[str, str], ...], wanted: str) -> str | None:
    return next((text for name, text in headers if name.lower() == wanted), None)


FORMAT: Final = Format(
    name="har",
    title="HTTP Archive (HAR 1.2)",
    looks=lambda source: "/log/entries" in source.outline,
    records=lambda source, say: json_records(source, [("log", "entries")], say),
    read=read,
    fields={
        "url": "the whole address",
        "method": "GET, POST, …",
        "host": "the host and port of the address",
        "path": "the path of the address, without its query",
        "status": "the status code of the response, 0 or empty where none came",
        **cloudevents_modes.FIELDS,
    },
)
