"""The headers of a captured message; of a span the trace context that its tracer sent or was sent."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from checker.analysis.capturing.drafts import Draft
from checker.model.captures import Captured, Handle, What

_SPAN: Final = "span"
_TRACEPARENT: Final = "traceparent"
_SAMPLED: Final = "01"  # what was exported had been sampled
_TRACE: Final = slice(3, 35)  # the trace-id in a traceparent
_FLAGS: Final = slice(53, 55)
_LENGTH: Final = 55


def of_message(captured: Captured, side: Literal["sent", "received"]) -> tuple[tuple[str, str], ...] | None:
    """
    The headers as captured. A span has the trace context of its message without the header itself: what a
    tracer injects is the context of its own span, and what it extracted is the parent, or the link, of it
    (OpenTelemetry, Context propagation). A span of a receiver that has neither got no context.
    """
    known = captured.headers
    if not is_put_together(captured):
        return known
    handle = captured.name if side == "sent" else _remote(captured)
    if handle == "unsure":
        return known
    context = () if handle is None else ((_TRACEPARENT, _traceparent(handle)),)
    return (*context, *(known or ()))


def is_put_together(captured: Captured) -> bool:
    """Whether the trace context is of the span, and not a header that was captured."""
    return captured.what is What.SPAN and not any(_contexts(captured.headers))


def with_flags(drafts: Sequence[Draft]) -> None:
    """
    Gives contexts that were put together the flags that captured headers of their trace have.

    A span says nothing of them, and whether a trace-id is random is so for all of a trace (Trace Context,
    level 2, section 3.2.2.5.2).
    """
    known: dict[str, str] = {}
    for draft in drafts:
        if not is_put_together(draft.captured):
            for text in _contexts(draft.event.headers):
                if len(text) == _LENGTH:
                    known.setdefault(text[_TRACE], text[_FLAGS])
    for draft in drafts:
        if is_put_together(draft.captured) and draft.event.headers:
            draft.event.headers = tuple(
                (name, f"{text[: _FLAGS.start]}{known.get(text[_TRACE], _SAMPLED)}")
                if name == _TRACEPARENT
                else (name, text)
                for name, text in draft.event.headers
            )


def _contexts(headers: Iterable[tuple[str, str]] | None) -> Iterable[str]:
    return (text for name, text in headers or () if name.lower() == _TRACEPARENT)


def _remote(captured: Captured) -> Handle | Literal["unsure"] | None:
    """
    The span of the sender. A consumer has it as a link, beside a parent of its own process, which is of its
    own trace; of a batch nobody can say whose message this is.
    """
    spans = [handle for handle in captured.follows if handle[0] == _SPAN]
    if captured.fields.get("kind") != "consumer" or len(spans) < 2:
        return spans[0] if spans else None
    own = _trace_of(captured.name) if captured.name is not None else None
    links = spans[1:] if _trace_of(spans[0]) == own else spans
    return links[0] if len(links) == 1 else "unsure"


def _trace_of(handle: Handle) -> str:
    return handle[1].partition("/")[0]


def _traceparent(handle: Handle) -> str:
    trace, _, span = handle[1].partition("/")
    return f"00-{trace}-{span}-{_SAMPLED}"
