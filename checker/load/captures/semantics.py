"""
What attributes of spans mean by the semantic conventions of OpenTelemetry, under the names they have today.

Names change (open-telemetry/semantic-conventions, docs/http, docs/messaging, docs/rpc); what older libraries
write is read as the name that took its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal
from urllib.parse import urlsplit

from checker.load.captures import members
from checker.load.captures.propagation import cloud_event, correlation, kafka_record
from checker.model.captures import Handle
from checker.model.json import Json

# The name of today, what it says, and the names that it had, newest first.
_KNOWN: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("http.request.method", "GET, POST, …", ("http.method",)),
    ("http.response.status_code", "the status code of the response", ("http.status_code",)),
    ("http.route", "the route that matched, as /orders/{id}", ()),
    ("url.full", "the whole address", ("http.url",)),
    ("url.path", "the path of the address", ("http.path", "http.target")),
    ("server.address", "the host that was called", ("http.host", "net.peer.name", "net.host.name")),
    ("messaging.system", "kafka, rabbitmq, …", ()),
    (
        "messaging.destination.name",
        "the topic or queue",
        ("messaging.destination", "message_bus.destination", "kafka.topic"),
    ),
    (
        "messaging.operation.type",
        "send, receive, process, settle, …",
        ("messaging.operation",),
    ),
    ("messaging.operation.name", "what the system calls the operation, as ack or nack", ()),
    ("messaging.message.id", "the id of the message", ("messaging.message_id",)),
    (
        "messaging.message.conversation_id",
        "the id that messages of a conversation share",
        ("messaging.conversation_id",),
    ),
    (
        "messaging.consumer.group.name",
        "the group of consumers",
        ("messaging.kafka.consumer.group", "messaging.kafka.consumer_group", "messaging.consumer_group"),
    ),
    (
        "messaging.destination.partition.id",
        "the partition of the topic",
        ("messaging.kafka.destination.partition", "messaging.kafka.partition"),
    ),
    (
        "kafka.offset",
        "the offset in the partition",
        ("messaging.kafka.offset", "messaging.kafka.message.offset"),
    ),
    (
        "kafka.message.key",
        "the key of the record",
        ("messaging.kafka.message.key", "messaging.kafka.message_key"),
    ),
    ("rpc.system.name", "grpc, …", ("rpc.system",)),
    ("rpc.service", "the service that was called", ()),
    ("rpc.method", "the method that was called", ()),
    (
        "rpc.status_code",
        "the status of the call, as it is written there",
        ("rpc.response.status_code", "rpc.grpc.status_code", "rpc.connect_rpc.error_code"),
    ),
    ("error.type", "the class of error that it ended with", ()),
    ("cloudevents.event_id", "the id of the CloudEvent", ()),
    ("cloudevents.event_source", "the source of the CloudEvent", ()),
    ("cloudevents.event_type", "the type of the CloudEvent", ()),
)

FIELDS: Final[Mapping[str, str]] = {name: what for name, what, _ in _KNOWN}

_SIZES: Final = {
    "request": (
        "http.request.body.size",
        "http.request_content_length",
        "messaging.message.body.size",
        "messaging.message.payload_size_bytes",
        "messaging.message_payload_size_bytes",
    ),
    "response": ("http.response.body.size", "http.response_content_length"),
}
_HEADERS: Final = {
    "request": (
        "http.request.header.",
        "messaging.header.",
        "rpc.request.metadata.",
        "rpc.grpc.request.metadata.",
    ),
    "response": ("http.response.header.", "rpc.response.metadata.", "rpc.grpc.response.metadata."),
}


def known(attributes: Mapping[str, Json]) -> dict[str, str]:
    """The attributes that have a meaning here, as texts under the names of today."""
    found: dict[str, str] = {}
    for name, _, older in _KNOWN:
        for each in (name, *older):
            if each in attributes and (written := members.texts({name: attributes[each]})):
                found.update(written)
                break
    if not found.get("url.path") and (path := _path(found.get("url.full", ""))):
        found["url.path"] = path
    elif "url.path" in found:  # http.target has the query in it
        found["url.path"] = found["url.path"].partition("?")[0]
    return found


def peer(attributes: Mapping[str, Json]) -> str:
    """The service on the other side, if it is named."""
    names = ("service.peer.name", "peer.service")
    return next((found for name in names if (found := members.text(attributes, name))), "")


def size(attributes: Mapping[str, Json], side: Literal["request", "response"]) -> str | None:
    """How many bytes a body had, if that was recorded."""
    return next((found for name in _SIZES[side] if (found := members.text(attributes, name))), None)


def headers(
    attributes: Mapping[str, Json], side: Literal["request", "response"]
) -> tuple[tuple[str, str], ...] | None:
    """The headers that were captured, each value of a repeated one; None where none were."""
    return tuple(_headers(attributes, _HEADERS[side])) or None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _headers(attributes: Mapping[str, Json], starts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        for start in starts:
            if name.startswith(start) and len(name) > len(start):
                yield from members.named_values({name.removeprefix(start): value})


def shares(found: Mapping[str, str]) -> Iterator[Handle]:
    """Names that a message has apart from its span, out of `known`."""
    conversation = found.get("messaging.message.conversation_id")
    if conversation:
        yield correlation(conversation)
    event, source = found.get("cloudevents.event_id"), found.get("cloudevents.event_source")
    if event and source:
        yield cloud_event(source, event)
    topic, partition, offset = (
        found.get(name)
        for name in (
            "messaging.destination.name",
            "messaging.destination.partition.id",
            "kafka.offset",
        )
    )
    if topic and partition and offset:
        yield kafka_record(topic, partition, offset)
