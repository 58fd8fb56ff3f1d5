"""Names that a trace context in headers gives to a message: so spans, calls and messages find each other."""

from collections.abc import Iterable

from checker.analysis.trace_context import TraceContext, trace_context
from checker.model.captures import Handle

SPAN = "span"
TRACE = "trace"


def span(trace_id: str, span_id: str) -> Handle:
    """How a span is called; hex digits in lower case."""
    return SPAN, f"{trace_id.lower().rjust(32, '0')}/{span_id.lower()}"


def trace(trace_id: str) -> Handle:
    """How a trace is called; one of 64 bits is the same as with zeros before it."""
    return TRACE, trace_id.lower().rjust(32, "0")


def named_by(headers: Iterable[tuple[str, str]] | None) -> Handle | None:
    """The span that sent a message, by its valid traceparent; None where there is none."""
    found = trace_context(tuple(headers or ()))
    return span(found.trace_id, found.parent_id) if isinstance(found, TraceContext) else None


def traced_by(headers: Iterable[tuple[str, str]] | None) -> Handle | None:
    """The trace that a message belongs to, by its valid traceparent."""
    found = trace_context(tuple(headers or ()))
    return trace(found.trace_id) if isinstance(found, TraceContext) else None
