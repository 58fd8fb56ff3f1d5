"""
A W3C trace context over one hop: https://www.w3.org/TR/trace-context/, and level 2 of it for the flags.

What must hold is the same between the two sides of a message and between a message and what it caused, but
for one thing: a system that sends a message on has begun a span of its own.
"""

from checker.analysis.context import b3
from checker.analysis.context.broken import Broken, Cause, Fate
from checker.analysis.context.trace_context import (
    NotValid,
    TraceContext,
    as_written,
    broken_flags,
    broken_state,
    trace_context,
)
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context, Tracing
from checker.model.json import ABSENT
from checker.model.text import shown

_HEADER = "header:traceparent"


def had(cause: Cause) -> bool:
    """Whether there was a trace to pass on, or a tracestate that must not be."""
    headers = cause.side.headers
    if headers is None:
        return False
    if isinstance(trace_context(headers), TraceContext) or _bridged(cause) is not None:
        return True
    return cause.is_direct and bool(as_written(headers)[1])


def crossed(carry: Carry, sent: Side, received: Side) -> Broken | None:
    """What became of it between the two sides of one message: somebody between may have begun a span."""
    return _broken(carry, Cause(side=sent, is_direct=True), received, is_sent_on=False)


def followed(carry: Carry, cause: Cause, consequence: Side) -> Broken | None:
    """What became of it where a message was sent as a consequence of another."""
    return _broken(carry, cause, consequence, is_sent_on=True)


def _broken(carry: Carry, cause: Cause, received: Side, *, is_sent_on: bool) -> Broken | None:
    if cause.side.headers is None or received.headers is None:
        return None
    before, after = trace_context(cause.side.headers), trace_context(received.headers)
    if not isinstance(before, TraceContext):
        bridged = _bridged(cause)
        if bridged is not None:
            return _of_another_id(carry, bridged, after)
        # nobody may pass on what is not valid: there was nothing to survive
        return _stray_state(carry, cause, received) if isinstance(after, TraceContext) else None
    if carry.tracing is Tracing.PASS_THROUGH and cause.is_direct and isinstance(after, TraceContext):
        return _touched(carry, cause.side, received, before, after)
    broken = _of_another_id(carry, before.trace_id, after)
    if broken is not None or not cause.is_direct or not isinstance(after, TraceContext):
        return broken
    if after.trace_id != before.trace_id:
        return None  # it was begun anew, as declared
    return _of_another_form(carry, before, after, is_sent_on=is_sent_on)


def _bridged(cause: Cause) -> str | None:
    """The trace-id that came as B3, over a boundary that says so, with no traceparent beside it."""
    if Context.B3 not in cause.carried or trace_context(cause.side.headers or ()) is not None:
        return None
    found = b3.context(cause.side.headers or ())
    return found.trace_id if isinstance(found, b3.B3) else None


def _of_another_id(carry: Carry, trace_id: str, after: TraceContext | NotValid | None) -> Broken | None:
    match after:
        case None:
            why = "has no traceparent"
        case NotValid(reason):
            why = f"has a traceparent that {reason}, so that nobody may use it"
        case TraceContext():
            if after.trace_id == trace_id or carry.tracing is Tracing.RESTART:
                return None
            why = f"has the trace-id {after.trace_id}, not {trace_id}"
    seen = after.trace_id if isinstance(after, TraceContext) else ABSENT
    return _of_trace(carry, trace_id, seen, why)


def _of_another_form(
    carry: Carry, before: TraceContext, after: TraceContext, *, is_sent_on: bool
) -> Broken | None:
    """The same trace, passed on otherwise than the specification asks."""
    if state := broken_state(before, after):
        return _of_trace(carry, before.trace_id, after.trace_id, f"has the same trace-id, but {state}")
    if flags := broken_flags(before, after):
        return _of_trace(carry, before.trace_id, after.trace_id, f"has the same trace-id, {flags}")
    if is_sent_on and after.parent_id == before.parent_id:
        return Broken(
            what="the parent-id",
            place=carry.place,
            before=before.parent_id,
            after=after.parent_id,
            pointer=_HEADER,
            why="has it as it was received, so that nothing in the trace tells of the system between",
            fate=Fate.NOT_RENEWED,
        )
    return None


def _touched(
    carry: Carry, sent: Side, received: Side, before: TraceContext, after: TraceContext
) -> Broken | None:
    """A context that was declared to go through as it is."""
    (was, state), (now, other) = as_written(sent.headers or ()), as_written(received.headers or ())
    if was != now:
        why = f"has the traceparent {shown(now[0])}, and it goes through as it is: {shown(was[0])}"
    elif state != other:
        why = f"has the tracestate {shown(','.join(other))}, not {shown(','.join(state))}"
    else:
        return None
    return _of_trace(carry, before.trace_id, after.trace_id, why)


def _stray_state(carry: Carry, cause: Cause, received: Side) -> Broken | None:
    """The tracestate of a traceparent that is not valid, or not there, in another trace."""
    state, now = as_written(cause.side.headers or ())[1], as_written(received.headers or ())[1]
    kept = [member for member in state if member in now]
    if not kept or not cause.is_direct:
        return None
    text = ",".join(kept)
    return Broken(
        what="the tracestate",
        place=carry.place,
        before=text,
        after=text,
        pointer="header:tracestate",
        why="has it in another trace than the one it came with, whose traceparent nobody could use",
        fate=Fate.NOT_DROPPED,
    )


def _of_trace(carry: Carry, before: str, after: str | object, why: str) -> Broken:
    return Broken(
        what="the trace",
        place=carry.place,
        before=before,
        after=after if isinstance(after, str) else ABSENT,
        pointer=_HEADER,
        why=why,
    )
