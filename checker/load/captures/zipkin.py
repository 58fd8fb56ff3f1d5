"""
Zipkin spans in version 2 of its JSON (openzipkin/zipkin-api, zipkin2-api.yaml): a list, traces, or lines.

Both halves of a call may have one id: `shared` says that this is the server's, and that its cause is the
client's of the same name. Trace ids may have 64 bits. Parents may be in another file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.load.captures import members, moments, spans
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.load.captures.spans import Span
from checker.model.captures import Captured
from checker.model.json import Json
from checker.model.limits import Limits

_USED: Final = (
    *("traceId", "id", "parentId", "kind", "name", "timestamp", "duration", "annotations", "tags", "shared"),
    *("localEndpoint",),
)
_TELLING: Final = ("localEndpoint", "timestamp", "duration", "kind")


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every span; a list within the list is a trace, as the server hands it out."""
    for record in json_records(source, [()], say):
        if not isinstance(record.value, list):
            yield record
            continue
        for index, span in enumerate(record.value):
            yield Record(span, replace(record.place, pointer=f"{record.place.pointer}/{index}"))


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # no payload is in a span
    found = members.an_object(record.value)
    one = _span(found)
    yield spans.captured(one, FORMAT.name, record.place)
    for index, annotation in enumerate(members.items(found, "annotations")):
        if isinstance(annotation, dict):
            yield spans.logged(
                one,
                spans.text_of(annotation.get("value")),
                moments.since_1970(annotation.get("timestamp"), moments.MICROSECONDS),
                members.without(annotation, "value", "timestamp"),
                FORMAT.name,
                replace(record.place, pointer=f"{record.place.pointer}/annotations/{index}"),
            )


def _span(found: Mapping[str, Json]) -> Span:
    trace_id = spans.trace_id(found.get("traceId"), "/traceId")
    span_id = spans.span_id(found.get("id"), "/id")
    if not trace_id or not span_id:
        raise UnusableError("this is no span: it has not both a traceId and an id")
    parent = spans.span_id(found.get("parentId"), "/parentId")
    own = spans.handle(trace_id, span_id) if found.get("shared") is True else ()
    tags, local = found.get("tags"), found.get("localEndpoint")
    attributes = tags if isinstance(tags, dict) else {}
    status, message = spans.status(attributes)
    started = moments.since_1970(found.get("timestamp"), moments.MICROSECONDS)
    ended = moments.later(started, found.get("duration"), moments.MICROSECONDS)
    rest = {
        **members.without(found, *_USED),
        **spans.unread(
            found,
            timestamp=started,
            duration=ended,
            shared=isinstance(found.get("shared"), bool),
            annotations=isinstance(found.get("annotations"), list),
            tags=isinstance(tags, dict),
            localEndpoint=isinstance(local, dict),
        ),
    }
    kept: dict[str, Json] = {
        "annotations": [one for one in members.items(found, "annotations") if not isinstance(one, dict)],
        "localEndpoint": members.without(local, "serviceName"),
    }
    rest.update((name, left) for name, left in kept.items() if left)
    return Span(
        trace_id=trace_id,
        span_id=span_id,
        causes=(*own, *spans.handle(trace_id, parent)),
        name=spans.text_of(found.get("name")),
        kind=spans.text_of(found.get("kind")).lower(),
        status=status,
        message=message,
        service=members.text(found, "localEndpoint", "serviceName"),
        peer=members.text(found, "remoteEndpoint", "serviceName") or "",
        at=started,
        until=ended,
        attributes=attributes,
        rest=rest,
    )


def _looks(outline: Outline) -> bool:
    return any(
        outline.has_all(f"{start}/traceId", f"{start}/id")
        and any(f"{start}/{name}" in outline for name in _TELLING)
        for start in ("/*", "/*/*", "")
    )


FORMAT: Final = Format(
    name="zipkin",
    title="Zipkin spans (version 2, JSON)",
    looks=lambda source: _looks(source.outline),
    records=records,
    read=read,
    fields=spans.FIELDS,
)
