"""
W3C trace context: what headers say of the trace that a message belongs to.

The format is https://www.w3.org/TR/trace-context/, sections 3.2 and 3.3; what may change on the way is
section 3.4 and 3.5: a new parent-id, new flags, an entry of one's own in tracestate, first in the list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

Headers: TypeAlias = Sequence[tuple[str, str]]

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?", re.DOTALL)
_KEY = re.compile(r"[a-z0-9][a-z0-9_\-*/@]{0,255}")
_VALUE = re.compile(r"[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]")
_MOST_ENTRIES = 32
_ALWAYS_PROPAGATED = 512  # characters of tracestate that everybody must pass on; of more, entries may be cut
_LENGTH_OF_VERSION_00 = 55
SAMPLED: Final = 0x01
RANDOM: Final = 0x02


@dataclass(frozen=True, slots=True)
class TraceContext:
    """
    A valid trace context; `state` has the entries of tracestate in order, none where it was not valid.

    `flags` are the eight bits of the last field.
    """

    trace_id: str
    parent_id: str
    state: tuple[tuple[str, str], ...] = ()
    version: str = "00"
    flags: int = 0


@dataclass(frozen=True, slots=True)
class NotValid:
    """There is a traceparent, and whoever receives it must ignore it; `why` completes "the traceparent …"."""

    why: str


def trace_context(headers: Headers) -> TraceContext | NotValid | None:
    """The trace context in the headers of a message; None where there is no traceparent at all."""
    parents: list[str] = []
    states: list[str] = []
    for name, text in headers:
        folded = name.lower()
        if folded == "traceparent":
            parents.append(text)
        elif folded == "tracestate":
            states.append(text)
    if not parents:
        return None
    if len(parents) > 1:
        return NotValid(f"stands there {len(parents)} times")
    return _parsed(parents[0].strip(" \t"), ",".join(states))


def as_written(headers: Headers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of traceparent, and the members of tracestate, as they were written."""
    parents = tuple(text.strip(" \t") for name, text in headers if name.lower() == "traceparent")
    states = (
        member.strip(" \t")
        for name, text in headers
        if name.lower() == "tracestate"
        for member in text.split(",")
    )
    return parents, tuple(member for member in states if member)


def broken_flags(before: TraceContext, after: TraceContext) -> str | None:
    """
    What became of the flags of one trace that must not have; None where they are as the specification asks.

    Whether it is sampled is decided anew by each system. That its id is random is so or not, whoever passes
    it on; and nobody sets a flag of which version 00 knows nothing (level 2, section 3.2.2.5).
    """
    if (before.flags ^ after.flags) & RANDOM and before.version == after.version:
        had = "and no longer says" if before.flags & RANDOM else "and says"
        return f"{had} that it is random"
    unknown = after.flags & ~(SAMPLED | RANDOM)
    if after.version == "00" and unknown and after.parent_id != before.parent_id:
        return f"and sets flags of which version 00 knows nothing ({after.flags:02x})"
    return None


def broken_state(before: TraceContext, after: TraceContext) -> str | None:
    """
    What became of tracestate that must not have; None where all of it is as the specification asks.

    One entry may be new in value, the one of the system that passed the context on: it then stands first.
    Entries may be missing only where there was more than every system must pass on.
    """
    now = dict(after.state)
    lost = [key for key, _ in before.state if key not in now]
    size = sum(len(key) + len(value) + 2 for key, value in before.state) - 1
    if lost and size <= _ALWAYS_PROPAGATED and len(before.state) < _MOST_ENTRIES:
        return f"tracestate lost {_listed(lost)}"
    modified = [key for key, value in before.state if key in now and now[key] != value]
    if len(modified) > 1 or (modified and after.state[0][0] != modified[0]):
        return f"tracestate has another value for {_listed(modified)}"
    kept = [key for key, value in before.state if now.get(key) == value]
    before_first = after.state[0][0] if after.state else None
    order = [key for key, _ in after.state if key in kept]
    # Whoever writes the value that its entry had already has moved it to the left all the same.
    rest = [key for key in kept if key != before_first]
    if order not in (kept, [before_first, *rest]):
        return f"tracestate has {_listed(kept)} in another order"
    return None


@lru_cache(maxsize=4096)
def _parsed(parent: str, state: str) -> TraceContext | NotValid:
    match = _TRACEPARENT.fullmatch(parent)
    if match is None:
        if _TRACEPARENT.fullmatch(parent.lower()):
            return NotValid("is not in lower case")
        return NotValid("has not the form 00-(32 hex digits)-(16 hex digits)-(2 hex digits)")
    version, trace_id, parent_id, flags = match.groups()
    if version == "ff":
        return NotValid("has the version ff, which is forbidden")
    if version == "00" and len(parent) != _LENGTH_OF_VERSION_00:
        return NotValid(f"of version 00 has {len(parent)} characters instead of {_LENGTH_OF_VERSION_00}")
    if not trace_id.strip("0"):
        return NotValid("has a trace-id of zeros only")
    if not parent_id.strip("0"):
        return NotValid("has a parent-id of zeros only")
    return TraceContext(trace_id, parent_id, _state(state), version, int(flags, 16))


def _state(text: str) -> tuple[tuple[str, str], ...]:
    entries: dict[str, str] = {}
    for member in text.split(","):
        entry = member.strip(" \t")
        if not entry:
            continue
        key, equals, value = entry.partition("=")
        if not equals or not _KEY.fullmatch(key) or not _VALUE.fullmatch(value) or key in entries:
            return ()
        entries[key] = value
    return tuple(entries.items()) if len(entries) <= _MOST_ENTRIES else ()


def _listed(keys: Sequence[str]) -> str:
    return " and ".join([", ".join(keys[:-1]), keys[-1]] if len(keys) > 1 else keys)
