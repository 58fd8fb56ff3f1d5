"""How the rules about recordings name messages, places in payloads, and the row that made a field."""

from checker.analysis.mapping import Origin, SourceField
from checker.analysis.replay.seen import Spot
from checker.model.findings import Evidence
from checker.model.json import ABSENT
from checker.model.text import plain, shown

_SENTENCE = 300  # characters of a sentence that quotes a schema
_FIELDS = 3


def message(spot: Spot) -> str:
    """BOUNDARY/MESSAGE, or the boundary alone where nobody can say which message it is."""
    return spot.boundary.name if spot.message is None else f"{spot.boundary.name}/{spot.message.name}"


def subject(spot: Spot, at: str) -> str:
    return f"{message(spot)}#{plain(at, longest=_SENTENCE)}"


def place(at: str) -> str:
    """` at /qty`, nothing for the whole payload."""
    return f" at {plain(at)}" if at else ""


def quoted(sentence: str) -> str:
    """A sentence about foreign values, escaped."""
    return plain(sentence, longest=_SENTENCE)


def record(seen: Evidence) -> str:
    """Where in a recording: `recordings/a.jsonl:8 (case 4711, e9)`."""
    return f"{seen.recording}:{seen.line} (case {plain(seen.case or '')}, {plain(seen.event or '')})"


def made_from(origin: Origin | None) -> str:
    """
    `from /qty "3"`, with the first three source fields; nothing where the row read none.

    Of a step into which nobody sees, it is said where not every field could be tried.
    """
    if origin is None or not origin.sources:
        return ""
    fields = ", ".join(field(source) for source in origin.sources[:_FIELDS])
    more = len(origin.sources) - _FIELDS
    partly = " (there are too many source fields to try them all)" if origin.is_partial else ""
    return f" from {fields}" + (f" and {more} more" if more > 0 else "") + partly


def field(source: SourceField) -> str:
    """`/qty "3"`, `/plant, which is absent`."""
    pointer = plain(source.pointer or source.path or "the payload")
    return f"{pointer}, which is absent" if source.value is ABSENT else f"{pointer} {shown(source.value)}"
