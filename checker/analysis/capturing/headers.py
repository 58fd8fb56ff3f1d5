"""The headers of a captured message; of a span the trace context that its tracer sent or was sent."""

from typing import Final, Literal

from checker.model.captures import Captured, Handle, What

_SPAN: Final = "span"
_SAMPLED: Final = "01"  # what was exported had been sampled


def of_message(captured: Captured, side: Literal["sent", "received"]) -> tuple[tuple[str, str], ...] | None:
    """
    The headers as captured. A span has the trace context of its message without the header itself: what a
    tracer injects is the context of its own span, and what it extracted is the parent, or the link, of it
    (OpenTelemetry, Context propagation). A span of a receiver that has neither got no context.
    """
    known = captured.headers
    if captured.what is not What.SPAN or any(name.lower() == "traceparent" for name, _ in known or ()):
        return known
    handle = captured.name if side == "sent" else _remote(captured)
    context = () if handle is None else (("traceparent", _traceparent(handle)),)
    return (*context, *(known or ()))


def _remote(captured: Captured) -> Handle | None:
    """The span of the sender. A consumer has it as a link, beside a parent of its own process."""
    spans = [handle for handle in captured.follows if handle[0] == _SPAN]
    is_linked = captured.fields.get("kind") == "consumer" and len(spans) > 1
    return None if not spans else spans[1] if is_linked else spans[0]


def _traceparent(handle: Handle) -> str:
    trace, _, span = handle[1].partition("/")
    return f"00-{trace}-{span}-{_SAMPLED}"
