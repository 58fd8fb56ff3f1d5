"""
Stub mappings of WireMock: what somebody wrote down as what a system would answer. Samples, no evidence.

One in a file, or several as `mappings`. A body may stand in a file of its own (`bodyFileName`), in `__files`
beside the folder of the mappings; nothing outside of it is read, and nothing for a capture that is no file
itself. Of a request only what is matched exactly is taken for what it says: `equalTo` of headers, and
`equalToJson` (a text or JSON), `equalTo`, `equalToXml` or `binaryEqualTo` of the body. Patterns, faults,
delays and scenarios stay in `rest`, and so does a response that comes from elsewhere (`proxyBaseUrl`).
"""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from checker.errors import Mistake
from checker.load.captures import contents, http, members, packed_bodies
from checker.load.captures.beside import HELD, Missing, beside
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Reply
from checker.model.text import shown

_FOLDER: Final = "mappings"
_FILES: Final = "__files"
_ADDRESSES: Final = ("url", "urlPath")
_PATTERNS: Final = ("urlPattern", "urlPathPattern", "urlPathTemplate")
_OWN: Final = (  # what only WireMock writes: request and response alone may be anybody's
    *(f"/request/{name}" for name in ("urlPath", *_PATTERNS, "bodyPatterns", "queryParameters")),
    *(f"/response/{name}" for name in ("jsonBody", "base64Body", "bodyFileName", "fault", "proxyBaseUrl")),
    *(f"/response/{name}" for name in ("transformers", "fixedDelayMilliseconds", "delayDistribution")),
    *("/scenarioName", "/newScenarioState", "/requiredScenarioState", "/insertionIndex", "/persistent"),
)
_MATCHERS: Final = ("/equalTo", "/matches", "/contains", "/doesNotMatch", "/absent")
_BODIES: Final = ("body", "jsonBody", "base64Body", "bodyFileName", HELD)
_EXACT: Final = ("equalToJson", "equalTo", "equalToXml", "binaryEqualTo")
_MEDIA: Final = {"equalToJson": "application/json", "equalToXml": "application/xml"}


def looks(source: Source) -> bool:
    """Whether there are a request and a response, and something that only WireMock writes or asks for."""
    seen = source.outline
    if seen.has_all("/mappings/*/request", "/mappings/*/response"):
        return True
    if not seen.has_all("/request", "/response"):
        return False
    is_told = any(name in seen for name in _OWN) or any(
        pointer.startswith("/request/headers/") and pointer.endswith(_MATCHERS) for pointer in seen.values
    )
    return is_told or (source.content is None and _FOLDER in Path(source.file).parts)


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every mapping, with the file that has its body."""
    for record in json_records(source, [(_FOLDER,), ()], say):
        name = members.member(record.value, "response", "bodyFileName")
        if not isinstance(name, str) or "{{" in name:  # a template: which file it is, a request decides
            yield record
            continue
        found = beside(source, _files(source), name)
        if isinstance(found, Missing):
            place = replace(record.place, pointer=f"{record.place.pointer}/response/bodyFileName")
            message = f"the body of this response can't be read from {shown(name)}: {found.why}"
            say(Mistake(message=message, place=place, fix=f"{found.fix}, or leave this mapping out"))
            continue
        value = members.an_object(record.value)
        response = members.an_object(value["response"])
        packed = {**response, HELD: base64.b64encode(found).decode()}
        yield Record({**value, "response": packed}, record.place)


def _files(source: Source) -> Path:
    """The folder of bodies: `__files` beside that of the mappings."""
    folder = Path(source.file).absolute().parent
    around = (each for each in (folder, *folder.parents) if each.name == _FOLDER)
    return next(around, folder).parent / _FILES


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    mapping = members.an_object(record.value)
    request = members.an_object(mapping.get("request"), "/request")
    response = members.an_object(mapping.get("response"), "/response")
    url = _first(request, _ADDRESSES)
    exact, others = _headers(request.get("headers"))
    found, patterns = _request_body(request.get("bodyPatterns"), exact, limits)
    yield Captured(
        format=FORMAT.name,
        what=What.CALL,
        side="received",
        place=record.place,
        fields={
            "url": url,
            "urlPattern": _first(request, _PATTERNS),
            "method": members.text(request, "method") or "",
            "path": http.host_and_path(url)[1],
            "status": members.text(response, "status") or "",
            "name": members.text(mapping, "name") or "",
            "scenario": members.text(mapping, "scenarioName") or "",
        },
        headers=exact,
        payload=found.payload,
        body=found.body,
        reply=_reply(response, limits),
        is_sample=True,
        rest=_rest(mapping, request, response, {"headers": others, "bodyPatterns": patterns}),
    )


def _first(request: Json, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := members.text(request, name))), "")


def _headers(value: Json) -> tuple[tuple[tuple[str, str], ...], Json]:
    """The headers that must be equal to something, and what is asked of the others."""
    exact: list[tuple[str, str]] = []
    others: dict[str, Json] = {}
    if not isinstance(value, dict):
        return (), value
    for name, matcher in value.items():
        wanted = members.text(matcher, "equalTo")
        if wanted is None:
            others[name] = matcher
        else:
            exact.append((name, wanted))
            if left := members.without(matcher, "equalTo"):
                others[name] = left
    return tuple(exact), others or None


def _request_body(value: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> tuple[Content, Json]:
    """The body by the first pattern that says it whole, and what else is asked of it."""
    if not isinstance(value, list):
        return contents.NOTHING, value
    for index, pattern in enumerate(value):
        for name in _EXACT:
            if isinstance(pattern, dict) and name in pattern and "source" not in pattern:  # else of a file
                left = members.without(pattern, name)
                others = [*value[:index], *([left] if left else ()), *value[index + 1 :]]
                return _exactly(name, pattern[name], headers, limits), others or None
    return contents.NOTHING, value or None


def _exactly(name: str, wanted: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    if not isinstance(wanted, str):
        return Content(payload=wanted)
    if name == "binaryEqualTo":
        return contents.of_base64(wanted, http.header(headers, "content-type"), limits)
    media = _MEDIA.get(name) or http.header(headers, "content-type")
    return contents.of_text(wanted, media, limits) if wanted else contents.NOTHING


def _reply(response: Json, limits: Limits) -> Reply | None:
    """What would come back; None where a fault or another system would take its place."""
    if any(members.member(response, name) is not None for name in ("fault", "proxyBaseUrl")):
        return None
    headers = members.headers(members.member(response, "headers"), "/response/headers")
    found = _response_body(response, headers, limits)
    code = members.a_text(response, "status", pointer="/response")
    return Reply(code=code, headers=headers, payload=found.payload, body=found.body)


def _response_body(response: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    given = members.an_object(response)
    media = http.header(headers, "content-type")
    if (packed := members.text(given, HELD)) is not None:
        return _packed(packed, headers, limits)
    if given.get("bodyFileName") is not None:
        return contents.NOT_RECORDED
    if "jsonBody" in given:
        return Content(payload=given["jsonBody"])
    if packed := members.a_text(given, "base64Body", pointer="/response"):
        return _packed(packed, headers, limits)
    body = given.get("body")
    if isinstance(body, str):
        return contents.of_text(body, media, limits) if body else contents.NOTHING
    return contents.NOTHING if body is None else Content(payload=body)


def _packed(text: str, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """A body that stands there as base64; what is none is kept as it stood."""
    data = contents.unpacked(text)
    if data is None:
        return contents.of_base64(text, http.header(headers, "content-type"), limits)
    return packed_bodies.of_bytes(data, headers, limits) if data else contents.NOTHING


def _rest(mapping: Json, request: Json, response: Json, asked: dict[str, Json]) -> dict[str, Json]:
    """All else that the mapping says."""
    rest = members.without(mapping, "request", "response", "name", "scenarioName")
    left = members.without(request, "method", "url", "headers", "bodyPatterns")
    left |= {name: value for name, value in asked.items() if value is not None}
    if left:
        rest["request"] = left
    used = ("status", "headers", *(_BODIES if members.text(response, "bodyFileName") is None else ()))
    if kept := members.without(response, *used, HELD):
        rest["response"] = kept
    return rest


FORMAT: Final = Format(
    name="wiremock-mappings",
    title="stub mappings of WireMock",
    looks=looks,
    records=records,
    read=read,
    fields={
        "url": "the path that is matched exactly, with its query if it is `url`",
        "urlPattern": "the pattern or template of it, where it is matched by one",
        "method": "GET, POST, …, or ANY",
        "path": "the path that is matched exactly, without its query",
        "status": "the status code of the response, empty where it is not given",
        "name": "the name of the stub",
        "scenario": "the name of the scenario that it is part of",
    },
)
