"""
CloudEvents over one hop: https://github.com/cloudevents/spec, and its extensions for tracing and correlation.

Id and source together name an event for whoever must recognise it, so that whoever forwards one leaves both.
The extension `traceparent` tells of the trace that the event began in, and stays as it is while the header
of that name changes from hop to hop. What a system makes of an event is another event: it may name its cause.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from checker.analysis import numbers
from checker.analysis.context.broken import Broken, Cause
from checker.analysis.sides import Side
from checker.model.boundaries import Carry
from checker.model.json import ABSENT, Absent, Json
from checker.model.text import plain

_BINARY: Final = ("ce-", "ce_")  # in headers of HTTP, and of Kafka
_REQUIRED: Final = frozenset({"specversion", "id", "source", "type"})
_STAYS: Final = ("traceparent", "tracestate", "correlationid", "causationid")


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """An event; `prefix` leads to its attributes: `header:ce-`, or `/` into the payload."""

    attributes: Mapping[str, str]
    prefix: str
    data: Json | Absent = field(default=ABSENT, repr=False)

    @property
    def name(self) -> tuple[str | None, str | None]:
        return self.attributes.get("source"), self.attributes.get("id")

    def __str__(self) -> str:
        return plain(f"{self.attributes.get('id')} of {self.attributes.get('source')}", longest=200)


def had(cause: Cause) -> bool:
    return bool(_events(cause.side))


def knows(side: Side) -> bool:
    """
    Whether the capture of a message shows if it is an event.

    Headers alone do not where they say that one stands in the body, and that was not captured.
    """
    if side.headers is None:
        return any(True for _ in _structured(side.payload))
    media = (text for name, text in side.headers if name.lower() == "content-type")
    is_in_body = any(text.strip(" \t").lower().startswith("application/cloudevents") for text in media)
    return not (is_in_body and isinstance(side.payload, Absent))


def crossed(carry: Carry, sent: Side, received: Side) -> Broken | None:
    """The event, or each of a batch, is the one that was sent."""
    before, after = _events(sent), _events(received)
    if not before or not knows(received):
        return None
    for event in before:
        same = next((one for one in after if one.name == event.name), None)
        if same is None:
            alone = after[0] if len(before) == len(after) == 1 else None
            return _other(carry, event, alone)
        broken = _stays(carry, event, same)
        if broken is not None:
            return broken
    return None


def followed(carry: Carry, cause: Cause, consequence: Side) -> Broken | None:
    """
    What became of an event that a system received in what it sent then.

    It forwards the event where that has the same name, or the same type and data; else it made another one.
    """
    before, after = _events(cause.side), _events(consequence)
    if not before or not knows(consequence):
        return None
    if not after:
        return _other(carry, before[0], None)
    if len(before) > 1 or len(after) > 1:
        return None  # of batches nobody can say which event led to which
    (event,), (now,) = before, after
    if event.name == now.name:
        return _stays(carry, event, now)
    if _has_same_contents(event, now):
        return _other(carry, event, now)
    return _caused(carry, event, now)


def _caused(carry: Carry, event: CloudEvent, now: CloudEvent) -> Broken | None:
    """Another event: it is of the same transaction, and names no other cause."""
    correlation = event.attributes.get("correlationid")
    if correlation is not None and now.attributes.get("correlationid") != correlation:
        return _attribute(carry, "correlationid", correlation, now)
    cause = now.attributes.get("causationid")
    if cause is not None and cause != event.attributes.get("id"):
        return _attribute(carry, "causationid", event.attributes["id"], now)
    return None


def _stays(carry: Carry, event: CloudEvent, now: CloudEvent) -> Broken | None:
    """The attributes that nobody changes on the way."""
    for name in _STAYS:
        was = event.attributes.get(name)
        if was is not None and now.attributes.get(name) != was:
            return _attribute(carry, name, was, now)
    return None


def _attribute(carry: Carry, name: str, before: str, now: CloudEvent) -> Broken:
    after = now.attributes.get(name)
    if after is None:
        why = f"has the event {now} without it"
    else:
        why = f"has {plain(after, longest=200)} in the event {now}"
    return Broken(
        what=f"the {name} of an event",
        place=carry.place,
        before=before,
        after=ABSENT if after is None else after,
        pointer=f"{now.prefix}{name}",
        why=why,
    )


def _other(carry: Carry, event: CloudEvent, now: CloudEvent | None) -> Broken:
    if now is None:
        after: Json | Absent = ABSENT
        why, pointer = "has no such event", f"{event.prefix}id"
    else:
        after, why = str(now), f"has it as {now}"
        pointer = f"{now.prefix}{'source' if now.name[1] == event.name[1] else 'id'}"
    return Broken(
        what="the event", place=carry.place, before=str(event), after=after, pointer=pointer, why=why
    )


def _has_same_contents(event: CloudEvent, now: CloudEvent) -> bool:
    if event.attributes.get("type") != now.attributes.get("type"):
        return False
    if isinstance(event.data, Absent) or isinstance(now.data, Absent):
        return False  # not captured
    return numbers.same(event.data, now.data)


def _events(side: Side) -> Sequence[CloudEvent]:
    """The events of a message: one in its headers or payload, or a batch of them; none where it has none."""
    for prefix in _BINARY if side.headers else ():
        found = {
            name[len(prefix) :].lower(): _decoded(text, is_http=prefix == "ce-")
            for name, text in side.headers or ()
            if name.lower().startswith(prefix)
        }
        if found.keys() >= {"id", "source"}:
            return (CloudEvent(found, f"header:{prefix}", side.payload),)
    return tuple(_structured(side.payload))


def _structured(payload: Json | Absent) -> Iterator[CloudEvent]:
    batch = payload if isinstance(payload, list) else [payload]
    for number, value in enumerate(batch):
        if isinstance(value, dict) and value.keys() >= _REQUIRED:
            attributes = {name: text for name, text in value.items() if isinstance(text, str)}
            at = f"/{number}/" if isinstance(payload, list) else "/"
            data = value.get("data", value.get("data_base64"))
            yield CloudEvent(attributes, at, data)


def _decoded(text: str, *, is_http: bool) -> str:
    """The value of an attribute; in headers of HTTP it is percent-encoded, and may stand in quotes."""
    text = text.strip(" \t")
    if not is_http:
        return text
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return unquote(text)
