"""
Cassettes of vcrpy, in YAML or JSON: requests that tests sent, and what came back when they were recorded.

A cassette knows no times: only the order of its interactions tells what came first, and a `Date` is a header
like others. Bodies are as they were on the way, packed with gzip where a header says so. The body of a
response stands in `string`; older cassettes have `content` and `status_code`, or headers as lines.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from checker.load.captures import cloudevents_modes, contents, http, members, packed_bodies
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.propagation import named_by, traced_by
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import HEAD, Source
from checker.load.captures.vcr_yaml import interactions
from checker.load.captures.yaml_values import BYTES, START, UNREAD
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Reply

_YAML: Final = re.compile(rb"^interactions:\s*(?:#[^\n]*)?\n[ ]*-[ ]", re.MULTILINE)
_ADDRESS: Final = re.compile(rb"[\s{,]uri:")
_JSON: Final = tuple(
    f"{place}/{name}"
    for place in ("/interactions/*", "/*")
    for name in ("request/uri", "response/status/code")
)


def looks(source: Source) -> bool:
    """Whether there are interactions with an address, which may stand behind what is looked at."""
    if source.outline.values:
        return any(name in source.outline for name in _JSON)
    head = source.head
    start = START.match(head)
    is_old = head.startswith(b"- request:", start.end() if start else 0)
    return (is_old or bool(_YAML.search(head))) and (bool(_ADDRESS.search(head)) or len(head) == HEAD)


def records(source: Source, say: Say) -> Iterator[Record]:
    if source.head.lstrip().startswith((b"{", b"[")):
        return json_records(source, [("interactions",), ()], say)
    return interactions(source, say)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    interaction = members.an_object(record.value)
    request = members.an_object(interaction.get("request"), "/request")
    response = members.an_object_or_none(interaction.get("response"), "/response")
    status = members.an_object_or_none(members.member(response, "status"), "/response/status")
    uri = members.text(request, "uri")
    if uri is None:
        raise UnusableError("the request has no address", "/request/uri")
    headers = _headers(request.get("headers"), "/request/headers")
    content = _content(request.get("body"), headers, limits)
    host, path = http.host_and_path(uri)
    trace = traced_by(headers)
    call = Captured(
        format=FORMAT.name,
        what=What.CALL,
        side="sent",
        place=record.place,
        fields={
            "uri": uri,
            "method": members.a_text(request, "method", pointer="/request") or "",
            "host": host,
            "path": path,
            "status": _code(response) or "",
            "message": members.a_text(status, "message", pointer="/response/status") or "",
        },
        headers=headers,
        payload=content.payload,
        body=content.body,
        reply=_reply(response, limits),
        name=named_by(headers),
        shares=(trace,) if trace else (),
        rest=_rest(interaction, request, response),
    )
    yield from cloudevents_modes.events(call, limits)


def _headers(value: Json, pointer: str) -> tuple[tuple[str, str], ...]:
    """Each value of each header; lines, as very old cassettes have them, are taken apart."""
    if isinstance(value, list):
        return members.headers([_parted(_said(line)) for line in value], pointer)
    if isinstance(value, dict):
        value = {
            name: [_said(one) for one in given] if isinstance(given, list) else _said(given)
            for name, given in value.items()
        }
    return members.headers(value, pointer)


def _parted(line: Json) -> Json:
    """A line as a name and a text, and so a pair of them."""
    if isinstance(line, list):
        return [_said(each) for each in line]
    if not isinstance(line, str):
        return line
    name, _, text = line.partition(":")
    return [name.strip(), text.strip()]


def _said(value: Json) -> Json:
    """Bytes of a header; those that are no UTF-8 one by one (RFC 9110, section 5.5). All else as it is."""
    packed = members.text(value, BYTES)
    if packed is None:
        return value
    data = contents.unpacked(packed)
    if data is None:
        return packed
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _content(body: Json, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """A text, bytes, or one of them in `string`; anything else is taken for JSON as it stands."""
    if isinstance(body, dict) and "string" in body:
        body = body["string"]
    if members.member(body, UNREAD) is not None:
        return contents.NOT_RECORDED
    media = http.header(headers, "content-type")
    if isinstance(body, dict) and isinstance(packed := body.get(BYTES), str):
        data = contents.unpacked(packed)
        if data is None:
            return contents.of_text(packed, media, limits)
        return packed_bodies.of_bytes(data, headers, limits) if data else contents.NOTHING
    if isinstance(body, str):
        return contents.of_text(body, media, limits) if body else contents.NOTHING
    return contents.NOTHING if body is None else Content(payload=body)


def _code(response: Json) -> str | None:
    code = members.a_text(response, "status", "code", pointer="/response")
    return code or members.a_text(response, "status_code", pointer="/response")


def _reply(response: Mapping[str, Json] | None, limits: Limits) -> Reply | None:
    """What came back; None where nothing was recorded of it."""
    if response is None:
        return None
    headers = _headers(response.get("headers"), "/response/headers")
    body = response["body"] if "body" in response else response.get("content")
    content = _content(body, headers, limits)
    return Reply(code=_code(response), headers=headers, payload=content.payload, body=content.body)


def _rest(interaction: Json, request: Json, response: Json) -> dict[str, Json]:
    """All else that the interaction says."""
    rest = members.without(interaction, "request", "response")
    left = {**members.without(request, "method", "uri", "headers", "body"), **_beside(request, "body")}
    if left:
        rest["request"] = left
    body = "body" if members.member(response, "body") is not None else "content"
    kept = {
        **members.without(response, "status_code", "headers", body, "body", "status"),
        **_beside(response, body),
    }
    if more := members.without(members.member(response, "status"), "code", "message"):
        kept["status"] = more
    if kept:
        rest["response"] = kept
    return rest


def _beside(message: Json, name: str) -> dict[str, Json]:
    """What a body says beside its text, under its name."""
    body = members.member(message, name)
    left = members.without(body, "string") if members.member(body, "string") is not None else {}
    return {name: left} if left else {}


FORMAT: Final = Format(
    name="vcr",
    title="cassettes of vcrpy",
    looks=looks,
    records=records,
    read=read,
    fields={
        "uri": "the whole address",
        "method": "GET, POST, …",
        "host": "the host and port of the address",
        "path": "the path of the address, without its query",
        "status": "the status code of the response, empty where none was recorded",
        "message": "the words that came with it, as OK",
        **cloudevents_modes.FIELDS,
    },
)
