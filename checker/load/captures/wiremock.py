"""
Request journals of WireMock (`GET /__admin/requests`): what was really sent to a system that was a stand-in.

An entry is a serve event, or the logged request alone (`/__admin/requests/find`). `body` is text that was
decoded once, so the bytes of `bodyAsBase64` count. What came back is `response`; `responseDefinition` is
only what the stub asked for, before templates, proxies and faults, and stays in `rest`. An entry that no
stub matched (`wasMatched`) was answered by WireMock itself.
"""

from collections.abc import Iterator
from typing import Final

from checker.analysis import moments
from checker.errors import Mistake
from checker.load.captures import cloudevents_modes, contents, http, members, packed_bodies
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.propagation import named_by, traced_by
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Reply

_WAYS: Final = (("requests",), ("serveEvents",), ())
_LOGGED: Final = ("loggedDate", "loggedDateString", "bodyAsBase64")
_PLACES: Final = ("", "/*", "/requests/*", "/serveEvents/*")
_REQUEST: Final = ("url", "absoluteUrl", "method", "headers", "body", "bodyAsBase64", "clientIp")


def looks(source: Source) -> bool:
    """Whether there is a request with the time at which WireMock logged it, or a journal without one."""
    seen = source.outline
    return "/requestJournalDisabled" in seen or any(
        f"{place}{way}/{name}" in seen
        for place in _PLACES
        for way, names in (("/request", _LOGGED), ("", (*_LOGGED, "wasMatched", "responseDefinition")))
        for name in names
        if f"{place}/request" in seen or f"{place}/url" in seen
    )


def records(source: Source, say: Say) -> Iterator[Record]:
    def beside(name: str, value: Json, place: Place) -> None:
        if name == "requestJournalDisabled" and value is True:
            message = "the journal was switched off when this was asked of WireMock"
            say(Mistake(message=message, place=place, fix="start WireMock without --no-request-journal"))

    return json_records(source, _WAYS, say, beside)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    event = members.an_object(record.value)
    is_event = "request" in event
    request = members.an_object(event["request"], "/request") if is_event else event
    at = "/request" if is_event else ""
    if not any(isinstance(request.get(name), str) for name in ("url", "absoluteUrl")):
        raise UnusableError("the request has no address", f"{at}/url")
    headers = members.headers(request.get("headers"), f"{at}/headers")
    started = moments.since_1970(request.get("loggedDate"), moments.MILLISECONDS)
    started = started or moments.iso(request.get("loggedDateString"))
    content = _content(request, at, headers, limits)
    trace, sender = traced_by(headers), named_by(headers)
    response = members.an_object_or_none(event.get("response"), "/response") if is_event else None
    call = Captured(
        format=FORMAT.name,
        what=What.CALL,
        side="received",
        place=record.place,
        at=started,
        until=moments.later(started, members.member(event, "timing", "totalTime"), moments.MILLISECONDS),
        fields=_fields(event, request, at, response),
        headers=headers,
        payload=content.payload,
        body=content.body,
        reply=_reply(response, limits),
        follows=(sender,) if sender else (),
        shares=(trace,) if trace else (),
        rest=_rest(event, request, response, _REQUEST if started is None else (*_REQUEST, *_LOGGED)),
    )
    yield from cloudevents_modes.events(call, limits)


def _fields(event: Json, request: Json, at: str, response: Json) -> dict[str, str]:
    url = members.text(request, "url") or ""
    absolute = members.text(request, "absoluteUrl") or ""
    host, path = http.host_and_path(absolute or url)
    return {
        "url": url,
        "absoluteUrl": absolute,
        "method": members.a_text(request, "method", pointer=at) or "",
        "host": host,
        "path": path,
        "status": members.text(response, "status") or "",
        "wasMatched": members.texts(event).get("wasMatched", ""),
        "stub": members.text(event, "stubMapping", "name") or members.text(event, "stubMapping", "id") or "",
        "clientIp": members.a_text(request, "clientIp", pointer=at) or "",
    }


def _content(message: Json, pointer: str, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """The body of a request or a response; neither is there where both are empty."""
    packed = members.a_text(message, "bodyAsBase64", pointer=pointer)
    data = contents.unpacked(packed) if packed else None
    if packed and data is None:
        raise UnusableError("base64 should stand here", f"{pointer}/bodyAsBase64")
    if data:
        return packed_bodies.of_bytes(data, headers, limits)
    text = members.a_text(message, "body", pointer=pointer)
    return contents.of_text(text, http.header(headers, "content-type"), limits) if text else contents.NOTHING


def _reply(response: Json, limits: Limits) -> Reply | None:
    """What came back; None where nothing was logged of it, or a fault stood in its place."""
    code = members.a_text(response, "status", pointer="/response")
    if code is None or members.text(response, "fault"):
        return None
    headers = members.headers(members.member(response, "headers"), "/response/headers")
    content = _content(response, "/response", headers, limits)
    return Reply(code=code, headers=headers, payload=content.payload, body=content.body)


def _rest(event: Json, request: Json, response: Json, used: tuple[str, ...]) -> dict[str, Json]:
    """All else that the entry says; of the request all but what was `used`."""
    left = members.without(request, *used)
    if event is request:
        return left
    rest = members.without(event, "request", "response")
    if "wasMatched" in members.texts(event):
        del rest["wasMatched"]
    if left:
        rest["request"] = left
    if kept := members.without(response, "headers", "body", "bodyAsBase64", "status"):
        rest["response"] = kept
    return rest


FORMAT: Final = Format(
    name="wiremock",
    title="request journals of WireMock",
    looks=looks,
    records=records,
    read=read,
    fields={
        "url": "the path with its query",
        "absoluteUrl": "the whole address",
        "method": "GET, POST, …",
        "host": "the host and port that were called",
        "path": "the path of the address, without its query",
        "status": "the status code of the response, empty where none was logged",
        "wasMatched": "whether a stub answered: true or false",
        "stub": "the name of the stub that answered, or its id",
        "clientIp": "the address of who called",
        **cloudevents_modes.FIELDS,
    },
)
