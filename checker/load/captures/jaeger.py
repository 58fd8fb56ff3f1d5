"""
Jaeger traces in the JSON of its user interface and query API, and its spans as Elasticsearch stores them.

Times are microseconds. What the service says of itself stands in a table of processes, or with the span.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from checker.load.captures import members, moments, spans
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.load.captures.spans import Span
from checker.model.captures import Captured, Handle
from checker.model.json import Json
from checker.model.limits import Limits

_USED: Final = (
    *("traceID", "spanID", "parentSpanID", "operationName", "references", "startTime", "duration"),
    *("tags", "logs", "process", "processID", "startTimeMillis"),
)
_NUMBER: Final = re.compile(r"-?\d{1,400}(\.\d{1,400})?", re.ASCII)
_STARTS: Final = ("/data/*", "/data", "/*", "", "/*/_source", "/_source")


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every span, with its process and the id of its trace."""
    for record in json_records(source, [("data",), ()], say):
        stored = members.member(record.value, "_source")
        value = record.value if stored is None else stored
        start = record.place.pointer if stored is None else f"{record.place.pointer}/_source"
        listed = members.member(value, "spans")
        if not isinstance(listed, list):
            wrapped: Json = {"span": value, "process": members.member(value, "process")}
            yield Record(wrapped, replace(record.place, pointer=start))
            continue
        processes = members.member(value, "processes")
        for index, span in enumerate(listed):
            process = members.member(span, "process")
            if process is None:
                process = members.member(processes, members.text(span, "processID") or "")
            wrapped = {"span": span, "process": process, "traceID": members.member(value, "traceID")}
            yield Record(wrapped, replace(record.place, pointer=f"{start}/spans/{index}"))


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # no payload is in a span
    found = members.an_object(members.member(record.value, "span"))
    one = _span(found, members.an_object(record.value))
    yield spans.captured(one, FORMAT.name, record.place)
    for index, log in enumerate(members.items(found, "logs")):
        if isinstance(log, dict):
            said = _tags(log.get("fields"))[0]
            yield spans.logged(
                one,
                spans.text_of(said.get("event")) or spans.text_of(said.get("message")),
                moments.since_1970(log.get("timestamp"), moments.MICROSECONDS),
                said,
                FORMAT.name,
                replace(record.place, pointer=f"{record.place.pointer}/logs/{index}"),
            )


def _span(found: Mapping[str, Json], around: Mapping[str, Json]) -> Span:
    trace_id = spans.trace_id(found.get("traceID") or around.get("traceID"), "/traceID")
    span_id = spans.span_id(found.get("spanID"), "/spanID")
    if not trace_id or not span_id:
        raise UnusableError("this is no span: it has not both a traceID and a spanID")
    process = around.get("process")
    resource, resource_left = _tags(members.member(process, "tags"))
    own, own_left = _tags(found.get("tags"))
    status, message = spans.status(own)
    started = moments.since_1970(found.get("startTime"), moments.MICROSECONDS) or moments.since_1970(
        found.get("startTimeMillis"), moments.MILLISECONDS
    )
    ended = moments.later(started, found.get("duration"), moments.MICROSECONDS)
    rest = {
        **{name: left for name, left in members.without(found, *_USED).items() if left not in (None, [])},
        **spans.unread(
            found,
            startTime=started,
            duration=ended,
            references=isinstance(found.get("references"), list),
            logs=isinstance(found.get("logs"), list),
            processID=isinstance(process, dict),
        ),
    }
    kept: dict[str, Json] = {
        "process": {name: resource[name] for name in resource if name in own},
        "tags": [*resource_left, *own_left],
        "logs": [log for log in members.items(found, "logs") if not isinstance(log, dict)],
    }
    rest.update((name, left) for name, left in kept.items() if left)
    return Span(
        trace_id=trace_id,
        span_id=span_id,
        causes=tuple(_causes(found, trace_id)),
        name=spans.text_of(found.get("operationName")),
        kind=spans.text_of(own.get("span.kind")).lower(),
        status=status,
        message=message,
        service=members.text(process, "serviceName"),
        scope=spans.text_of(own.get("otel.scope.name") or own.get("otel.library.name")),
        at=started,
        until=ended,
        attributes={**resource, **own},
        rest=rest,
    )


def _causes(found: Mapping[str, Json], trace_id: str) -> Iterator[Handle]:
    """The parent first, as a reference or as old versions have it; then whatever else it follows from."""
    references = [
        (members.text(one, "refType") != "CHILD_OF", index, one)
        for index, one in enumerate(members.items(found, "references"))
    ]
    for _, index, reference in sorted(references, key=lambda one: one[:2]):
        pointer = f"/references/{index}"
        known = members.an_object(reference, pointer)
        yield from spans.handle(
            spans.trace_id(known.get("traceID"), f"{pointer}/traceID"),
            spans.span_id(known.get("spanID"), f"{pointer}/spanID"),
        )
    yield from spans.handle(trace_id, spans.span_id(found.get("parentSpanID"), "/parentSpanID"))


def _tags(value: Json) -> tuple[dict[str, Json], list[Json]]:
    """Tags by their keys, and what is left over: no tag, or of a key that was there."""
    found: dict[str, Json] = {}
    left: list[Json] = [] if value is None or isinstance(value, list) else [value]
    for one in value if isinstance(value, list) else ():
        key = members.member(one, "key")
        if isinstance(key, str) and key not in found:
            found[key] = _value(members.text(one, "type"), members.member(one, "value"))
        else:
            left.append(one)
    return found, left


def _value(kind: str | None, value: Json) -> Json:
    """A value by its type, which Elasticsearch stores as text."""
    if not isinstance(value, str):
        return value
    if kind == "bool" and value in {"true", "false"}:
        return value == "true"
    if kind in {"int64", "float64"} and _NUMBER.fullmatch(value):
        return Decimal(value) if "." in value else int(value)
    return value


def _looks(outline: Outline) -> bool:
    return any(
        f"{start}/traceID" in outline and (f"{start}/spans" in outline or f"{start}/spanID" in outline)
        for start in _STARTS
    )


FORMAT: Final = Format(
    name="jaeger",
    title="Jaeger traces (JSON)",
    looks=lambda source: _looks(source.outline),
    records=records,
    read=read,
    fields=spans.FIELDS,
)
