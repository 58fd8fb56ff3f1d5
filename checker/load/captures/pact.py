"""
Pact files of versions 1 to 4 (pact-foundation/pact-specification): what a consumer expects, as examples.

Somebody made them up, so they are evidence of nothing. In version 4 a body tells its type and encoding and
has what it holds in `content`; before that it stands there by itself. Who provides often stands behind the
interactions, so a file is gone through twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote

from checker.errors import Mistake, RecordingError
from checker.load.captures import cloudevents_modes, contents, kafka, members
from checker.load.captures.contents import NOTHING, Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, Say, elements, json_records
from checker.load.captures.sources import Source
from checker.load.captures.texts import Text
from checker.load.json import parse_quickly
from checker.load.recordings.blocks import DamagedError
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Reply

_LISTS: Final = ("interactions", "messages")
_AROUND: Final = ("consumer", "provider", "metadata")
_ASYNCHRONOUS: Final = "Asynchronous/Messages"
_SYNCHRONOUS: Final = "Synchronous/Messages"
_WRAPPED: Final = frozenset(("content", "contentType", "contentTypeHint", "encoded"))
_METADATA: Final = ("metadata", "metaData")
_CONTENTS: Final = ("contents", "content")


@dataclass(frozen=True, slots=True)
class _Part:
    """A request, response or message: `left` is what was not used of it."""

    content: Content = NOTHING
    headers: tuple[tuple[str, str], ...] | None = None
    attributes: Mapping[str, Json] = field(default_factory=dict)
    left: Mapping[str, Json] = field(default_factory=dict)


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every interaction, with who takes part in it."""
    if source.outline.has_more or source.outline.get("") == "[":
        for document in json_records(source, [()], say):
            around = {name: members.member(document.value, name) for name in _AROUND}
            names = [name for name in _LISTS if members.member(document.value, name) is not None]
            for name in names or _LISTS[:1]:
                yield from _with(around, name, elements(iter([document]), name))
        return
    around, names = _around(source, say)
    for name in names or _LISTS[:1]:
        yield from _with(around, name, json_records(source, [(name,)], say))


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    around = members.an_object(record.value)
    found = members.an_object(around.get("interaction"))
    kind = members.text(found, "type") or ""
    version = _version(around.get("metadata"))
    is_wrapped = bool(kind) or version.startswith("4")
    fields = {
        "type": kind,
        "description": members.text(found, "description") or "",
        "consumer": members.text(around, "consumer", "name") or "",
        "provider": members.text(around, "provider", "name") or "",
        "version": version,
    }
    rest = {name: left for name, left in found.items() if name not in fields or not members.text(left)}
    has_contents = any(name in found for name in _CONTENTS)
    if kind == _ASYNCHRONOUS or around.get("list") == "messages" or (has_contents and "request" not in found):
        one = _message(found, "", limits, is_wrapped=is_wrapped)
        left = {name: one.left[name] for name in rest if name in one.left}
        each = iter([_captured(record.place, What.MESSAGE, {**fields, "part": "message"}, one, left)])
    elif kind == _SYNCHRONOUS or "contents" in members.beyond(found.get("request")):
        each = _synchronous(record.place, found, fields, rest, limits)
    elif "request" in found:
        each = iter([_http(record.place, found, fields, rest, limits, is_wrapped=is_wrapped)])
    else:
        raise UnusableError("it has neither a request nor contents")
    for captured in each:
        yield from cloudevents_modes.events(captured, limits)


def _http(
    place: Place,
    found: Mapping[str, Json],
    fields: Mapping[str, str],
    rest: dict[str, Json],
    limits: Limits,
    *,
    is_wrapped: bool,
) -> Captured:
    request = members.an_object(found["request"], "/request")
    asked = _half(request, "/request", ("method", "path"), limits, is_wrapped=is_wrapped)
    kept = _kept(rest, request=asked.left)
    reply = None
    status = ""
    if found.get("response") is not None:
        response = members.an_object(found["response"], "/response")
        status = members.text(response, "status") or ""
        answer = _half(response, "/response", ("status",), limits, is_wrapped=is_wrapped)
        kept = _kept(kept, response=answer.left)
        reply = _reply(answer, status or None)
    parts = {
        "method": members.text(request, "method") or "",
        "path": members.text(request, "path") or "",
        "query": _query(request.get("query")),
        "status": status,
    }
    return _captured(place, What.CALL, {**fields, **parts}, asked, kept, reply)


def _synchronous(
    place: Place, found: Mapping[str, Json], fields: Mapping[str, str], rest: dict[str, Json], limits: Limits
) -> Iterator[Captured]:
    """A message with the first answer to it; any other answer is a message of its own."""
    asked = _message(members.an_object(found.get("request"), "/request"), "/request", limits, is_wrapped=True)
    listed = found.get("response")
    several = listed if isinstance(listed, list) else [] if listed is None else [listed]
    answers = []
    for index, one in enumerate(several):
        pointer = f"/response/{index}" if isinstance(listed, list) else "/response"
        answers.append(_message(members.an_object(one, pointer), pointer, limits, is_wrapped=True))
    reply = _reply(answers[0], None) if answers else None
    kept = _kept(rest, request=asked.left, response=answers[0].left if answers else {})
    if answers and answers[0].attributes:
        kept["response"] = {**answers[0].left, "metadata": dict(answers[0].attributes)}
    yield _captured(place, What.MESSAGE, {**fields, "part": "request"}, asked, kept, reply)
    for index, answer in enumerate(answers[1:], 1):
        where = replace(place, pointer=f"{place.pointer}/response/{index}")
        yield _captured(where, What.MESSAGE, {**fields, "part": "response"}, answer, answer.left)


def _captured(
    place: Place,
    what: What,
    fields: Mapping[str, str],
    part: _Part,
    rest: Mapping[str, Json],
    reply: Reply | None = None,
) -> Captured:
    return Captured(
        format=FORMAT.name,
        what=what,
        place=place,
        fields=fields,
        headers=part.headers,
        payload=part.content.payload,
        body=part.content.body,
        attributes=part.attributes,
        reply=reply,
        is_sample=True,
        rest=rest,
    )


def _reply(part: _Part, code: str | None) -> Reply:
    return Reply(code=code, headers=part.headers or (), payload=part.content.payload, body=part.content.body)


def _half(
    half: Mapping[str, Json], pointer: str, used: tuple[str, ...], limits: Limits, *, is_wrapped: bool
) -> _Part:
    """A request or response of HTTP."""
    left = {name: value for name, value in half.items() if name not in used or not members.text(value)}
    headers = _headers(left, "headers")
    if isinstance(left.get("query"), str):
        left.pop("query")
    media = kafka.media_in(headers)
    content = _content(left, "body", media, pointer, limits, is_wrapped=is_wrapped)
    return _Part(content, headers, {}, left)


def _message(found: Mapping[str, Json], pointer: str, limits: Limits, *, is_wrapped: bool) -> _Part:
    """A message: texts of its metadata are its headers, and whatever else stands there its attributes."""
    left = dict(found)
    headers: list[tuple[str, str]] = []
    attributes: dict[str, Json] = {}
    is_told = False
    for name in _METADATA:
        metadata = left.get(name)
        if isinstance(metadata, dict):
            is_told = True
            del left[name]
            for key, value in metadata.items():
                if isinstance(value, str):
                    headers.append((key, value))
                else:
                    attributes[key] = value
    told = tuple(headers) if is_told else None
    name = next((name for name in _CONTENTS if name in left), _CONTENTS[0])
    content = _content(left, name, kafka.media_in(told), pointer, limits, is_wrapped=is_wrapped)
    return _Part(content, told, attributes, left)


def _headers(left: dict[str, Json], name: str) -> tuple[tuple[str, str], ...] | None:
    """The headers, taken out of what is left; one that is no text stays in it."""
    found = left.get(name)
    if not isinstance(found, dict):
        return None
    del left[name]
    odd: dict[str, Json] = {}
    for key, value in found.items():
        listed = value if isinstance(value, list) else [value]
        if any(members.text(one) is None for one in listed):
            odd[key] = value
    if odd:
        left[name] = odd
    return tuple(members.named_values(found))


def _content(
    left: dict[str, Json], name: str, media: str | None, pointer: str, limits: Limits, *, is_wrapped: bool
) -> Content:
    """What a body holds, taken out of what is left. One that is null says that there is none, and stays."""
    body = left.get(name)
    if body is None:
        return NOTHING
    del left[name]
    if is_wrapped and isinstance(body, dict) and "content" in body and set(body) <= _WRAPPED:
        if odd := {key: body[key] for key in ("contentTypeHint",) if body.get(key) is not None}:
            left[name] = odd
        return _wrapped(body, members.text(body, "contentType") or media, f"{pointer}/{name}", limits)
    return contents.of_text(body, media, limits) if isinstance(body, str) else Content(payload=body)


def _wrapped(body: Mapping[str, Json], media: str | None, pointer: str, limits: Limits) -> Content:
    content, encoded = body["content"], body.get("encoded")
    if content is None and not contents.is_json(media):
        return NOTHING
    if not isinstance(content, str):
        return Content(payload=content)
    how = "base64" if encoded is True else encoded.lower() if isinstance(encoded, str) else encoded
    match how:
        case "base64":
            return contents.of_base64(content, media, limits)
        case "json":
            parsed = contents.of_text(content, "application/json", limits)
            return contents.of_text(content, media, limits) if parsed.body else parsed
        case None | False | "":
            is_value = contents.is_json(media)  # not its text: that would be encoded as "JSON"
            return Content(payload=content) if is_value else contents.of_text(content, media, limits)
    raise UnusableError('a body is encoded as "base64", as "JSON", or not', f"{pointer}/encoded")


def _query(query: Json) -> str:
    """The query as it stands in an address."""
    if isinstance(query, str):
        return query
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in members.named_values(query))


def _kept(rest: Mapping[str, Json], **parts: Mapping[str, Json]) -> dict[str, Json]:
    """What was not used of an interaction, with its parts as far as they were not."""
    kept = {name: value for name, value in rest.items() if name not in parts}
    return kept | {name: dict(left) for name, left in parts.items() if left}


def _version(metadata: Json) -> str:
    """The version of the specification, under the names that it had."""
    for names in (
        ("pactSpecification", "version"),
        ("pact-specification", "version"),
        ("pactSpecificationVersion",),
    ):
        if (found := members.text(metadata, *names)) is not None:
            return found
    return ""


def _with(around: dict[str, Json], name: str, records: Iterator[Record]) -> Iterator[Record]:
    for record in records:
        yield Record({**around, "list": name, "interaction": record.value}, record.place)


def _around(source: Source, say: Say) -> tuple[dict[str, Json], list[str]]:
    """What a document says beside its interactions, and which lists of them it has. A cut is said later."""
    found: dict[str, Json] = {}
    names: list[str] = []
    text = Text(source.blocks(), source.limits.payload_size)
    try:
        for key in text.members():
            if key in _LISTS and key not in names:
                names.append(key)
            if key not in _AROUND:
                text.skip()
                continue
            piece = text.value()
            place = Place(file=source.file, line=piece.line, column=piece.column, pointer=f"/{key}")
            if key in found or piece.data is None:
                message = f'"{key}" stands here twice' if key in found else "this is too long to be read"
                say(Mistake(message=message, place=place, fix="see which is meant, and leave out the rest"))
                continue
            try:
                found[key] = parse_quickly(
                    piece.data,
                    file=source.file,
                    first_line=piece.line,
                    levels=piece.levels,
                    limits=source.limits,
                )
            except RecordingError as error:
                for mistake in error.mistakes:
                    say(mistake)
    except DamagedError:
        pass
    return found, names


def _looks(outline: Outline) -> bool:
    return any(
        any(outline.get(f"{start}/{name}") == "[" for name in _LISTS)
        and any(f"{start}/{name}/name" in outline for name in ("consumer", "provider"))
        for start in ("", "/*")
    )


FORMAT: Final = Format(
    name="pact",
    title="Pact (1 to 4)",
    looks=lambda source: _looks(source.outline),
    records=records,
    read=read,
    fields={
        "type": "Synchronous/HTTP, Asynchronous/Messages or Synchronous/Messages; empty before version 4",
        "description": "what the interaction is called",
        "consumer": "who sends the requests, or takes the messages",
        "provider": "who answers them, or sends the messages",
        "version": "the version of the specification",
        "part": "of a message: message, or request or response where messages are answered",
        "method": "of a call: GET, POST, …",
        "path": "of a call: the path of the address",
        "query": "of a call: the query of the address",
        "status": "of a call: the status code of the response",
        **cloudevents_modes.FIELDS,
    },
)
