"""The ways that the messages of a case went, held against the tables of the systems that chose them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.follow import Sources
from checker.analysis.replay.causes import causes
from checker.analysis.replay.decisions import Decision
from checker.analysis.replay.pairs import Pair
from checker.analysis.sides import Side
from checker.model.boundaries import Boundary, Message
from checker.model.json import ABSENT
from checker.model.recordings import Event, Kind
from checker.model.systems import DecideRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that came over a boundary; `sources` is None where what is decided by is not recorded."""

    boundary: Boundary
    message: Message | None
    pair: Pair
    sources: Sources | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a message went, and the row that holds for it: None where none does, or where nobody can say."""

    arrival: Arrival
    decision: Decision
    taken: tuple[str, ...]
    row: DecideRow | None

    @property
    def is_known(self) -> bool:
        return self.arrival.sources is not None

    @property
    def expected(self) -> tuple[str, ...]:
        return () if self.row is None else tuple(ref.name for ref in self.row.then)


def ways(
    decision: Decision,
    arrivals: Sequence[Arrival],
    events: Mapping[str, Event],
    boundaries: Mapping[str, Boundary],
) -> Iterator[Way]:
    """One for each message that was to be decided upon, however often it was sent and arrived."""
    came: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        if arrival.boundary.name == decision.boundary:
            came.setdefault(_first_attempt(arrival.pair, events), []).append(arrival)
    owner = {
        event.id: name
        for name, attempts in came.items()
        for one in attempts
        for event in (one.pair.sent, one.pair.received)
        if event is not None
    }
    taken: dict[str, dict[str, None]] = {name: {} for name in came}
    for event in events.values():
        way = event.boundary
        if event.kind not in (Kind.SENT, Kind.EXCHANGE) or way is None or way not in decision.ways:
            continue
        if boundaries[way].sender.name in decision.names:
            for cause in causes(event, events, lambda before: before.id in owner):
                taken[owner[cause.id]][way] = None
    for name, attempts in came.items():
        arrival = next((one for one in attempts if one.sources is not None), attempts[0])
        row = None if arrival.sources is None else decision.row(arrival.sources)
        yield Way(arrival=arrival, decision=decision, taken=tuple(taken[name]), row=row)


def arrival(boundary: Boundary, message: Message | None, pair: Pair, sent: Side | None) -> Arrival:
    """A message as it came; what is decided by is the message as it was sent."""
    is_known = sent is not None and sent.payload is not ABSENT
    return Arrival(
        boundary=boundary, message=message, pair=pair, sources=sent.sources if sent and is_known else None
    )


def _first_attempt(pair: Pair, events: Mapping[str, Event]) -> str:
    """The event of the first attempt to send a message, or the one event that is recorded of it."""
    event = pair.sent or pair.event
    seen: set[str] = set()
    while event.id not in seen:
        seen.add(event.id)
        named = (events[name] for name in event.of if name in events)
        event = next(
            (one for one in named if one.kind is Kind.SENT and one.boundary == event.boundary), event
        )
    return event.id
