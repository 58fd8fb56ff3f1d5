"""What stands at the spots of a capture rule."""

import re
from functools import lru_cache
from typing import Final

from checker.analysis.follow import Sources, values
from checker.model.captures import Captured
from checker.model.contracts import Spot
from checker.model.json import ABSENT, Json
from checker.model.text import shown

_LONGEST: Final = 1_000_000  # characters of a text that is taken from what was captured


def sources(captured: Captured) -> Sources:
    """What the paths of a message lead into."""
    payload = None if captured.payload is ABSENT else captured.payload
    return Sources(payload, captured.headers or (), captured.key, captured.attributes)


def record(captured: Captured) -> Sources:
    """What the paths of a rule lead into: all of the record, also where the payload is a part of it."""
    whole = captured.payload if captured.whole is ABSENT else captured.whole
    return Sources(
        None if whole is ABSENT else whole, captured.headers or (), captured.key, captured.attributes
    )


def found(spot: Spot, captured: Captured) -> list[Json]:
    """The values at a spot, null left out; none where there are none."""
    if spot.path is None:
        if spot.text in captured.fields:
            return [captured.fields[spot.text]]
        value = captured.attributes.get(spot.text)
        return [] if value is None else [value]
    into = record(captured)
    if spot.is_reply:
        reply = captured.reply
        if reply is None:
            return []
        into = Sources(None if reply.payload is ABSENT else reply.payload, reply.headers, None, {})
    return [value for _, value in values(spot.path, into) if value is not None]


def text(spot: Spot, captured: Captured) -> str | None:
    """The first value at a spot, as text; None where there is none."""
    return next(map(as_text, found(spot, captured)), None)


def as_text(value: Json) -> str:
    return value if isinstance(value, str) else shown(value, longest=_LONGEST)


def holds(where: tuple[tuple[Spot, str], ...], captured: Captured) -> bool:
    """Whether what stands at each spot is as its pattern says."""
    return all(
        any(is_like(pattern, as_text(value)) for value in found(spot, captured)) for spot, pattern in where
    )


def is_like(pattern: str, text: str) -> bool:
    """Whether a text is as a pattern says, in which `*` is any text; an address also without its query."""
    match = _pattern(pattern)
    if match.fullmatch(text):
        return True
    return "://" in text and match.fullmatch(re.split(r"[?#]", text, maxsplit=1)[0]) is not None


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(piece) for piece in pattern.split("*")), re.DOTALL)
