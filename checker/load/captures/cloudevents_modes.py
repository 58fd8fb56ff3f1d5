"""
CloudEvents as they travel: in headers (binary), in the body (structured), or several in one body (batch).

HTTP and NATS write `ce-id` and percent-encode, Kafka writes `ce_id`, AMQP `cloudEvents:id` or
`cloudEvents_id` (cloudevents/spec, bindings/*.md). Which mode it is says the content type alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote_to_bytes

from checker.load.captures import contents, members
from checker.load.captures.contents import NOTHING, Content
from checker.load.captures.members import UnusableError
from checker.load.captures.propagation import cloud_event, cloud_event_id, correlation, named_by, traced_by
from checker.model.captures import Captured, Handle
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits

FIELDS: Final[Mapping[str, str]] = {
    "ce-id": "the id of the CloudEvent in the message, if it is one",
    "ce-source": "its source; any other attribute of it stands under its name after `ce-` too",
    "ce-type": "its type",
    "ce-subject": "its subject",
}
"""What `events` adds to the fields of a message."""

_REQUIRED: Final = ("id", "source", "type")
_DATA: Final = ("data", "data_base64")
_PREFIX: Final = re.compile(r"(ce-|ce_|cloudevents[:_])([a-z0-9]+)", re.ASCII)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    One CloudEvent: `attributes` are those that are set, `content` is its data, and `rest` what the
    specification has no place for. `name`, `follows` and `shares` are as those of what was captured.
    """

    attributes: Mapping[str, Json]
    content: Content = NOTHING
    rest: Mapping[str, Json] = field(default_factory=dict)

    @property
    def name(self) -> Handle:
        return cloud_event(self._text("source"), self._text("id"))

    @property
    def follows(self) -> tuple[Handle, ...]:
        """The event that caused it, and the span in which it was made: that of its start, not of a hop."""
        cause = members.text(self.attributes, "causationid")
        creator = named_by([("traceparent", self._text("traceparent"))])
        return (*((cloud_event_id(cause),) if cause else ()), *((creator,) if creator else ()))

    @property
    def shares(self) -> tuple[Handle, ...]:
        """Its correlation and its trace, and the event itself: whatever else carries it belongs to it."""
        group = members.text(self.attributes, "correlationid")
        trace = traced_by([("traceparent", self._text("traceparent"))])
        return (*((correlation(group),) if group else ()), *((trace,) if trace else ()), self.name)

    def _text(self, name: str) -> str:
        return members.text(self.attributes, name) or ""


def of_document(document: Json, limits: Limits = DEFAULT) -> Event:
    """
    The event in the JSON format. An attribute that is null is not set.

    Raises:
        UnusableError: it is none, for want of what every event must have.

    """
    attributes: dict[str, Json] = {}
    rest: dict[str, Json] = {}
    for name, value in members.an_object(document).items():
        if value is None or name in _DATA:
            continue
        (rest if isinstance(value, dict | list) else attributes)[name] = value
    for name in ("specversion", *_REQUIRED):
        if not members.text(attributes, name):
            raise UnusableError(f'it has no "{name}", which every CloudEvent has', f"/{name}")
    content, left = _content(members.an_object(document), attributes, limits)
    return Event(attributes=attributes, content=content, rest={**rest, **left})


def of_headers(headers: Iterable[tuple[str, str]]) -> Event | None:
    """The event whose data is the body of the message; None where the headers are of none."""
    attributes: dict[str, Json] = {}
    media = None
    for name, text in headers:
        match = _PREFIX.fullmatch(name.lower())
        if match is not None:
            decoded = _decoded(text) if match[1] == "ce-" else text
            if decoded is not None:
                attributes.setdefault(match[2], decoded)
        elif name.lower() == "content-type":
            media = media or text
    if not all(attributes.get(name) for name in _REQUIRED):
        return None
    return Event(attributes={**attributes, **({"datacontenttype": media} if media else {})})


def events(captured: Captured, limits: Limits = DEFAULT) -> Iterator[Captured]:
    """
    A message with what the CloudEvent in it says: its names, what it follows and shares, its attributes as
    fields. A batch gives one message for each event. Any other message stays as it is.

    The payload of an event in structured mode is its data. Where no content type says that the body is an
    event, though it looks like one, it stays the payload whole.
    """
    media = _content_type(captured.headers or ())
    payload = captured.payload
    try:
        if media.startswith("application/cloudevents-batch") and isinstance(payload, list) and payload:
            batch = [of_document(element, limits) for element in payload]
            yield from (_unwrapped(captured, event) for event in batch)
        elif media.startswith("application/cloudevents") and isinstance(payload, dict):
            yield _unwrapped(captured, of_document(payload, limits))
        elif (event := of_headers(captured.headers or ())) is not None:
            yield _named(captured, event)
        elif isinstance(payload, dict) and all(name in payload for name in ("specversion", *_REQUIRED)):
            yield _named(captured, of_document(payload, limits))
        else:
            yield captured
    except UnusableError:  # it calls itself an event and is none: a message all the same
        yield captured


def _unwrapped(captured: Captured, event: Event) -> Captured:
    named = _named(captured, event)
    rest = {**named.rest, "cloudevent": event.rest} if event.rest else named.rest
    return replace(named, payload=event.content.payload, body=event.content.body, rest=rest)


def _named(captured: Captured, event: Event) -> Captured:
    """The transport names the message by its own context, if it has one; the event is what it shares."""
    name = captured.name or event.name
    follows = (*captured.follows, *(handle for handle in event.follows if handle != name))
    found = {f"ce-{attribute}": text for attribute, text in members.texts(event.attributes).items()}
    return replace(
        captured,
        name=name,
        follows=tuple(dict.fromkeys(follows)),
        shares=tuple(dict.fromkeys((*captured.shares, *event.shares))),
        fields={**captured.fields, **found},
        key=captured.key or members.text(event.attributes, "partitionkey") or None,
    )


def _content(
    document: Mapping[str, Json], attributes: Mapping[str, Json], limits: Limits
) -> tuple[Content, dict[str, Json]]:
    """
    The data, and what is left over. A text is not read as JSON again; of base64 nothing is assumed.

    `datacontentencoding` is of version 0.3.
    """
    media = members.text(attributes, "datacontenttype")
    packed = document.get("data_base64")
    left: dict[str, Json] = {} if packed is None else {"data_base64": packed}
    if "data" in document:
        data = document["data"]
        if isinstance(data, str) and members.text(attributes, "datacontentencoding") == "base64":
            return contents.of_base64(data, media, limits), left
        if isinstance(data, str) and media and not contents.is_json(media):
            return contents.of_text(data, media, limits), left
        return Content(payload=data), left
    if isinstance(packed, str):
        return contents.of_base64(packed, media, limits), {}
    return NOTHING, left


def _decoded(text: str) -> str | None:
    """The value of a header: quotes undone, then percent-decoded once; None where that gives no UTF-8."""
    text = text.strip(" \t")
    if quoted := _QUOTED.fullmatch(text):
        text = _ESCAPED.sub(r"\1", quoted[1])
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeError:
        return None


def _content_type(headers: Iterable[tuple[str, str]]) -> str:
    return next((text for name, text in headers if name.lower() == "content-type"), "").strip().lower()
