"""
OpenTelemetry traces in OTLP/JSON: lines of the file exporter, documents, and what Tempo and Jaeger hand out.

By opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding": ids are hex and not base64, 64-bit
integers are texts or numbers, enumerations are numbers, defaults are left out. The collector reads names in
snake_case too, so they are read here. A span may stand there twice; both come, under one name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.errors import Mistake
from checker.load.captures import members, moments, spans
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.otlp_values import attributes, camel, choice
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, Say, Way, json_records
from checker.load.captures.sources import Source
from checker.load.captures.spans import Span
from checker.model.captures import Captured, Handle
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

_LISTS: Final = {
    "resourceSpans": "traces",
    "batches": "traces",  # Grafana Tempo
    "resourceLogs": "logs",
    "resourceMetrics": "metrics",
    "resourceProfiles": "profiles",
}
_AROUND: Final = ("trace", "result")  # Tempo, and the API of Jaeger in its version 3
_SCOPES: Final = {
    "scopeSpans": "traces",
    "instrumentationLibrarySpans": "traces",
    "scopeLogs": "logs",
    "instrumentationLibraryLogs": "logs",
    "scopeMetrics": "metrics",
    "instrumentationLibraryMetrics": "metrics",
    "scopeProfiles": "profiles",
}
_WAYS: Final[tuple[Way, ...]] = tuple(
    (*around, spelling)
    for around in ((), *((name,) for name in _AROUND))
    for name in _LISTS
    for spelling in dict.fromkeys((name, re.sub("([A-Z])", lambda found: f"_{found[1].lower()}", name)))
)
_KINDS: Final = ("", "internal", "server", "client", "producer", "consumer")
_STATUSES: Final = ("unset", "ok", "error")
_USED: Final = frozenset(
    {
        *("traceId", "spanId", "parentSpanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano"),
        *("attributes", "events", "links", "status"),
    }
)


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every span, with its resource and scope, so that one alone can be bad."""
    first = source.head.lstrip().partition(b"\n")[0].rstrip()
    is_lines = source.outline.is_whole and first.endswith(b"}")
    for record in json_records(source, [()] if is_lines else [*_WAYS, ()], say):
        yield from _apart(record)
    if not is_lines:  # of a document only the first of these lists is read
        present = [way for way in _WAYS if "/" + "/".join(way) in source.outline]
        for way in present[1:]:
            pointer = "/" + "/".join(way)
            say(
                Mistake(
                    message=f"this has {pointer} beside {'/'.join(('', *present[0]))}, which is not read",
                    place=Place(file=source.file, line=1, column=1, pointer=pointer),
                    fix="put it into a document of its own, or leave it out",
                )
            )


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # no payload is in a span
    value = members.an_object(record.value)
    if value.get("other") in tuple(_SCOPES.values()):
        raise UnusableError(f"these are {value['other']}, and only traces are read")
    if "span" not in value:
        raise UnusableError("there are no spans in it")
    span = camel(members.an_object(value["span"]))
    one = _span(span, value)
    yield spans.captured(one, FORMAT.name, record.place)
    for index, event in enumerate(members.items(span, "events")):
        if isinstance(event, dict):
            found = camel(event)
            yield spans.logged(
                one,
                spans.text_of(found.get("name")),
                moments.since_1970(found.get("timeUnixNano"), moments.NANOSECONDS),
                attributes(found.get("attributes"))[0],
                FORMAT.name,
                replace(record.place, pointer=f"{record.place.pointer}/events/{index}"),
            )


def _apart(record: Record) -> Iterator[Record]:
    """
    The spans in a document, or in what it has for one resource; the record itself where it has neither.

    Of logs and the like one record stands for all of a resource, for it to be said that they are there.
    """
    if not isinstance(record.value, dict):
        yield record
        return
    found = camel(record.value)
    inner = [name for name in (*_LISTS, *_AROUND) if isinstance(found.get(name), dict | list)]
    for name in inner:
        for each in _each(record, name, found[name]):
            yield from _apart(each)
    scopes = [name for name in _SCOPES if found.get(name) is not None]
    for name in scopes:
        if _SCOPES[name] != "traces":
            yield _below(record, {"other": _SCOPES[name]}, name)
            continue
        for scope in _each(record, name, found[name]):
            yield from _spans(scope, found.get("resource"))
    # Defaults are left out, so an object without any is an empty one.
    if not inner and not scopes and set(found) - {"resource", "schemaUrl", *_LISTS}:
        yield record


def _spans(scope: Record, resource: Json) -> Iterator[Record]:
    found = camel(scope.value) if isinstance(scope.value, dict) else None
    if found is None:
        yield scope
        return
    library = found.get("scope", found.get("instrumentationLibrary"))
    for each in _each(scope, "spans", found.get("spans")):
        yield replace(each, value={"resource": resource, "scope": library, "span": each.value})


def _each(record: Record, name: str, value: Json) -> Iterator[Record]:
    """The elements of a list; what stands in its place; nothing for null."""
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield _below(record, element, name, index)
    elif value is not None:
        yield _below(record, value, name)


def _below(record: Record, value: Json, *steps: str | int) -> Record:
    pointer = "".join(f"/{step}" for step in steps)
    return Record(value, replace(record.place, pointer=record.place.pointer + pointer))


def _span(found: Mapping[str, Json], around: Mapping[str, Json]) -> Span:
    """The span, its names in camelCase; what stands around it has its resource and its scope."""
    trace_id = spans.trace_id(found.get("traceId"), "/traceId")
    span_id = spans.span_id(found.get("spanId"), "/spanId")
    if not (trace_id or span_id or found.get("name")):
        raise UnusableError("this is no span: it has neither a name nor an id")
    resource, resource_left = attributes(members.member(around.get("resource"), "attributes"))
    own, own_left = attributes(found.get("attributes"))
    parent = spans.span_id(found.get("parentSpanId"), "/parentSpanId")
    status = found.get("status")
    state = camel(status) if isinstance(status, dict) else {}
    started = moments.since_1970(found.get("startTimeUnixNano"), moments.NANOSECONDS)
    ended = moments.since_1970(found.get("endTimeUnixNano"), moments.NANOSECONDS)
    rest = {
        **{name: content for name, content in found.items() if name not in _USED and not _is_empty(content)},
        **spans.unread(
            found,
            startTimeUnixNano=started or found.get("startTimeUnixNano") == "0",
            endTimeUnixNano=ended or found.get("endTimeUnixNano") == "0",
            events=isinstance(found.get("events"), list),
            links=isinstance(found.get("links"), list),
            status=isinstance(status, dict),
        ),
    }
    hidden: dict[str, Json] = {name: resource[name] for name in resource if name in own}
    odd = [event for event in members.items(found, "events") if not isinstance(event, dict)]
    kept: dict[str, Json] = {"resource": hidden, "attributes": [*resource_left, *own_left], "events": odd}
    rest.update((name, left) for name, left in kept.items() if left)
    return Span(
        trace_id=trace_id,
        span_id=span_id,
        causes=(*spans.handle(trace_id, parent), *_links(found.get("links"))),
        name=spans.text_of(found.get("name")),
        kind=choice(found.get("kind"), _KINDS, "span_kind_"),
        status=choice(state.get("code"), _STATUSES, "status_code_"),
        message=spans.text_of(state.get("message")),
        service=spans.text_of(resource.get("service.name")) or None,
        scope=spans.text_of(members.member(around.get("scope"), "name")),
        at=started,
        until=ended,
        attributes={**resource, **own},
        rest=rest,
    )


def _links(value: Json) -> Iterator[Handle]:
    for index, link in enumerate(value if isinstance(value, list) else ()):
        pointer = f"/links/{index}"
        found = camel(members.an_object(link, pointer))
        yield from spans.handle(
            spans.trace_id(found.get("traceId"), f"{pointer}/traceId"),
            spans.span_id(found.get("spanId"), f"{pointer}/spanId"),
        )


def _is_empty(value: Json) -> bool:
    """Whether it is a default that a writer may leave out."""
    return value is None or value in ("", 0)


def _looks(outline: Outline) -> bool:
    """As soon as one of its lists is there: also one of logs, which then are told apart."""
    return any(
        f"{start}/{'/'.join(way)}" in outline
        and (way[-1] != "batches" or any(f"{start}/{'/'.join(way)}/*/{name}" in outline for name in _SCOPES))
        for start in ("", "/*")
        for way in _WAYS
    )


FORMAT: Final = Format(
    name="otlp",
    title="OpenTelemetry traces (OTLP/JSON)",
    looks=lambda source: _looks(source.outline),
    records=records,
    read=read,
    fields=spans.FIELDS,
)
