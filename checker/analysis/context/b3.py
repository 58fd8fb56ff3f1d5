"""
The trace context of Zipkin, in several headers or in one: https://github.com/openzipkin/b3-propagation.

A trace-id has 64 or 128 bits; one of 64 is that of 128 with zeros on its left, which is how it becomes a W3C
trace-id at a bridge. A span may be shared by both sides of a call, so that nothing is said of span-ids.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.analysis.context.broken import Broken, Cause
from checker.analysis.context.trace_context import TraceContext, trace_context
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context
from checker.model.json import ABSENT

_LONG = 32
_TRACE = re.compile(r"[0-9a-f]{16}(?:[0-9a-f]{16})?")
_SPAN = re.compile(r"[0-9a-f]{16}")
_SINGLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+)(?:-([^-]*)(?:-([0-9a-f]+))?)?")
_REFUSED = ("0", "false")
_TAKEN = ("1", "true", "d")


@dataclass(frozen=True, slots=True)
class B3:
    """A valid context: `trace_id` has 32 digits. `is_sampled` is None where that is left to the receiver."""

    trace_id: str
    is_sampled: bool | None


@dataclass(frozen=True, slots=True)
class Refused:
    """No trace, and the decision that there be none; then nobody needs ids."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """There are headers that nobody can use; `why` follows "has"."""

    why: str


def context(headers: Sequence[tuple[str, str]]) -> B3 | Refused | Unusable | None:
    """The B3 context of a message; the single header counts before the others. None where there is none."""
    found = {name.lower(): text.strip(" \t").lower() for name, text in headers if _is_ours(name.lower())}
    if "b3" in found:
        return _single(found["b3"])
    sampled = "d" if found.get("x-b3-flags") == "1" else found.get("x-b3-sampled")
    if "x-b3-traceid" in found:
        return _valid(found["x-b3-traceid"], found.get("x-b3-spanid", ""), sampled)
    return Refused() if sampled in _REFUSED else None


def had(cause: Cause) -> bool:
    """Whether there was a trace to pass on, in headers of Zipkin or at a bridge in those of the W3C."""
    return _trace(cause) is not None


def crossed(carry: Carry, sent: Side, received: Side) -> Broken | None:
    return followed(carry, Cause(side=sent, carried=frozenset({Context.W3C})), received)


def followed(carry: Carry, cause: Cause, consequence: Side) -> Broken | None:
    before = _trace(cause)
    if before is None or consequence.headers is None:
        return None
    after = context(consequence.headers)
    bridged = trace_context(consequence.headers)
    seen: str | None = None
    match after:
        case Refused():
            if before.is_sampled is not True:
                return None
            why = "has no trace any more, and it was to be recorded"
        case Unusable(reason):
            why = f"has {reason}, so that nobody may use it"
        case B3(trace_id):
            seen, why = trace_id, f"has the trace-id {trace_id}, not {before.trace_id}"
        case None if isinstance(bridged, TraceContext):
            seen = bridged.trace_id
            why = f"has the trace-id {seen} as traceparent, not {before.trace_id}"
        case None:
            why = "has none of the headers of B3"
    if seen == before.trace_id:
        return None
    if seen is not None and seen[16:] == before.trace_id[16:] and not seen[:16].strip("0"):
        why = f"has only the right half of it, {seen[16:]}"
    return Broken(
        what="the trace",
        place=carry.place,
        before=before.trace_id,
        after=ABSENT if seen is None else seen,
        pointer="header:b3" if _is_single(consequence) else "header:x-b3-traceid",
        why=why,
    )


def _trace(cause: Cause) -> B3 | None:
    headers = cause.side.headers or ()
    found = context(headers)
    if found is None and Context.W3C in cause.carried:
        other = trace_context(headers)
        return B3(other.trace_id, None) if isinstance(other, TraceContext) else None
    return found if isinstance(found, B3) else None


def _is_single(side: Side) -> bool:
    return any(name.lower() == "b3" for name, _ in side.headers or ())


def _is_ours(name: str) -> bool:
    return name == "b3" or name.startswith("x-b3-")


def _single(text: str) -> B3 | Refused | Unusable | None:
    if text in _REFUSED:
        return Refused()
    if text in _TAKEN:
        return None  # a decision for a trace that is yet to begin
    match = _SINGLE.fullmatch(text)
    if match is None:
        return Unusable("a b3 that is no (trace-id)-(span-id)")
    return _valid(match[1], match[2], match[3])


def _valid(trace: str, span: str, sampled: str | None) -> B3 | Unusable:
    if not _TRACE.fullmatch(trace) or not trace.strip("0"):
        return Unusable("a trace-id that has not 16 or 32 hex digits, or only zeros")
    if not _SPAN.fullmatch(span) or not span.strip("0"):
        return Unusable("a trace-id without a span-id")
    decision = None if sampled not in (*_REFUSED, *_TAKEN) else sampled in _TAKEN
    return B3(trace.rjust(_LONG, "0"), decision)
