"""Each message of a case with both its sides, and what became of its fields on the way."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.analysis.mapping import Origin, RowError
from checker.analysis.recorded.timeline import Timeline
from checker.analysis.replay.pairs import Pair, pairs
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.pointers import value_at
from checker.analysis.sides import Side, received_side, sent_side
from checker.errors import CannotCheckError
from checker.model.boundaries import Boundary, Message
from checker.model.json import ABSENT, Json
from checker.model.recordings import Case, Event
from checker.model.text import shown

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay

_LONGEST = 200  # characters of a value that are looked at to see whether it changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field that is made from one other and is not what that was: a name, a form or a value changed."""

    source: str
    before: Json
    target: str
    after: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """
    One message. `sent` and `received` are the events of its sides, None where one is not recorded.

    `has_sent` and `has_received` say whether the payload of that side was captured. `was_made` is true where
    the declared transformation could be applied to it, and `changed` has what that does to single fields,
    those first that became something of another type.
    """

    boundary: Boundary
    message: Message | None
    sent: Event | None
    received: Event | None
    is_doubtful: bool  # what was received may be any of several sent events
    has_sent: bool
    has_received: bool
    was_made: bool = False
    is_mapped: bool = False
    changed: tuple[Changed, ...] = ()

    @property
    def event(self) -> Event:
        """The event that stands for it: the receipt, if that is recorded."""
        return self.received or self.sent  # type: ignore[return-value]  # one of the two is there

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return self.message.name if self.message is not None else "a message"

    @property
    def is_compared(self) -> bool:
        return self.was_made and self.has_sent and self.has_received


def crossings(replay: "Replay", case: Case, timeline: Timeline) -> tuple[Crossing, ...]:
    """Every message over a boundary that the contract has, in the order of the case."""
    found = [
        _crossing(replay, pair, boundary)
        for pair in pairs(case.events)
        if (boundary := replay.contracts.boundaries.get(pair.event.boundary or "")) is not None
    ]
    return tuple(sorted(found, key=lambda one: timeline.position(one.sent or one.event)))


def _crossing(replay: "Replay", pair: Pair, boundary: Boundary) -> Crossing:
    sent = sent_side(pair.sent) if pair.sent is not None else None
    received = received_side(pair.received) if pair.received is not None else None
    passage = _passage(replay, pair, boundary, sent or received)
    has_sent = sent is not None and sent.payload is not ABSENT
    made = None
    if passage is not None and sent is not None and has_sent and not passage.is_unmade:
        with suppress(RowError, CannotCheckError):  # what can't be made is an observation of its own
            made = tuple(sorted(_changed(passage, sent), key=_keeps_type))
    return Crossing(
        boundary=boundary,
        message=passage.message if passage is not None else None,
        sent=pair.sent,
        received=pair.received,
        is_doubtful=bool(pair.doubts),
        has_sent=has_sent,
        has_received=received is not None and received.payload is not ABSENT,
        was_made=made is not None,
        is_mapped=passage is not None and (passage.program is not None or passage.is_unmade),
        changed=made or (),
    )


def _passage(replay: "Replay", pair: Pair, boundary: Boundary, side: Side | None) -> Passage | None:
    name = pair.event.message or (pair.sent.message if pair.sent is not None else None)
    if name is None and len(boundary.messages) == 1:
        name = next(iter(boundary.messages))
    if name is None and side is not None and boundary.messages:
        names = replay.recognise(boundary.name, side.sources)
        name = names[0] if len(names) == 1 else None
    return replay.passages.get((boundary.name, name)) if name is not None else None


def _changed(passage: Passage, sent: Side) -> Iterator[Changed]:
    if passage.program is None:
        return
    traced = passage.program.traced(sent.sources)
    for target, origin in traced.origins.items():
        after = value_at(target, traced.result)
        before = _only(origin)
        if before is None or after is ABSENT:
            continue
        source, value = before
        if shown(value, longest=_LONGEST) != shown(after, longest=_LONGEST):
            yield Changed(source=source, before=value, target=target, after=after)


def _keeps_type(one: Changed) -> bool:
    return isinstance(one.before, str) == isinstance(one.after, str)


def _only(origin: Origin) -> tuple[str, Json] | None:
    """The one field that a row read, if it is there and is no list or object."""
    if len(origin.sources) != 1:
        return None
    (source,) = origin.sources
    if source.value is ABSENT or isinstance(source.value, dict | list):
        return None
    return source.pointer or source.path, source.value
