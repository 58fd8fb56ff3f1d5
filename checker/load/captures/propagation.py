"""
Names that a context which travels with messages gives to them: so spans, calls and messages find each other.

Known are W3C trace context (traceparent), Zipkin's B3 in one header or several (openzipkin/b3-propagation),
and Jaeger's uber-trace-id.
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

from checker.analysis.context.trace_context import TraceContext, trace_context
from checker.model.captures import Handle

SPAN = "span"
TRACE = "trace"
CORRELATION = "correlation"
EVENT = "cloudevent"
EVENT_ID = "cloudevent-id"
KAFKA = "kafka"

_TRACE_DIGITS: Final = 32
_SPAN_DIGITS: Final = 16
_HEX: Final = re.compile(r"[0-9a-fA-F]+", re.ASCII)
_B3: Final = re.compile(r"([0-9a-fA-F]+)-([0-9a-fA-F]+)(?:-[^-]*(?:-[^-]*)?)?", re.ASCII)
_UBER: Final = re.compile(r"([0-9a-fA-F]+):([0-9a-fA-F]+):[^:]*:[^:]*", re.ASCII)


def span(trace_id: str, span_id: str) -> Handle:
    """How a span is called: hex digits in lower case, with the zeros before them that some leave out."""
    return SPAN, f"{trace_id.lower().rjust(_TRACE_DIGITS, '0')}/{span_id.lower().rjust(_SPAN_DIGITS, '0')}"


def trace(trace_id: str) -> Handle:
    """How a trace is called; one of 64 bits is the same as with zeros before it."""
    return TRACE, trace_id.lower().rjust(_TRACE_DIGITS, "0")


def correlation(name: str) -> Handle:
    """What all messages of a transaction have, in whatever header or attribute it is called a correlation."""
    return CORRELATION, name


def cloud_event(source: str, name: str) -> Handle:
    """How a CloudEvent is called: its id is unique only together with its source."""
    return EVENT, f"{source.replace(' ', '%20')} {name}"


def cloud_event_id(name: str) -> Handle:
    """How a causationid calls a CloudEvent: by its id alone."""
    return EVENT_ID, name


def without_source(handle: Handle) -> Handle | None:
    """The name of a CloudEvent as a causationid has it; None for any other name."""
    return cloud_event_id(handle[1].partition(" ")[2]) if handle[0] == EVENT else None


def kafka_record(topic: str, partition: str, offset: str) -> Handle:
    """Where a record lies in Kafka. The cluster is not in it: hardly any capture says which it was."""
    return KAFKA, f"{topic}/{partition}/{offset}"


def is_trace_id(text: str) -> bool:
    """Whether it is hex digits of up to 128 bits, and not only zeros."""
    return _is_id(text, _TRACE_DIGITS)


def is_span_id(text: str) -> bool:
    """Whether it is hex digits of up to 64 bits, and not only zeros."""
    return _is_id(text, _SPAN_DIGITS)


def named_by(headers: Iterable[tuple[str, str]] | None) -> Handle | None:
    """The span that sent a message, by a valid context in its headers; None where there is none."""
    found = _context(headers)
    return span(*found) if found else None


def traced_by(headers: Iterable[tuple[str, str]] | None) -> Handle | None:
    """The trace that a message belongs to, by a valid context in its headers."""
    found = _context(headers)
    return trace(found[0]) if found else None


def _context(headers: Iterable[tuple[str, str]] | None) -> tuple[str, str] | None:
    """Trace and span; what stands there twice counts as not there, as for traceparent."""
    known = tuple(headers or ())
    found = trace_context(known)
    if isinstance(found, TraceContext):
        return found.trace_id, found.parent_id
    single: dict[str, list[str]] = {}
    for name, text in known:
        single.setdefault(name.lower(), []).append(text.strip(" \t"))
    values = {name: texts[0] for name, texts in single.items() if len(texts) == 1}
    b3 = _B3.fullmatch(values.get("b3", ""))
    uber = _UBER.fullmatch(unquote(values.get("uber-trace-id", "")))
    for pair in (
        b3.groups() if b3 else None,
        (values.get("x-b3-traceid", ""), values.get("x-b3-spanid", "")),
        uber.groups() if uber else None,
    ):
        if pair is not None and is_trace_id(pair[0]) and is_span_id(pair[1]):
            return pair[0], pair[1]
    return None


def _is_id(text: str, digits: int) -> bool:
    return len(text) <= digits and _HEX.fullmatch(text) is not None and bool(text.strip("0"))
