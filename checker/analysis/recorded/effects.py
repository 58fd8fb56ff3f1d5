"""Facts that came about more than once for one id."""

from collections.abc import Iterator, Sequence

from checker.analysis.follow import values
from checker.analysis.recorded.facts import DoubleEffect
from checker.analysis.recorded.record import Record
from checker.analysis.sides import received_side
from checker.model.findings import Step
from checker.model.recordings import Event, Kind
from checker.model.systems import Fact
from checker.model.text import shown


def double_effects(record: Record) -> Iterator[DoubleEffect]:
    """
    Each fact with `once_per` that came about twice for an id.

    Two effects of one key are one, seen twice; so is one that repeats the other in `of`, and one without a
    key may be any of those that have one.
    """
    for fact in record.declared.once.values():
        happened = [
            event
            for event in record.timeline.events
            if event.effect is not None and event.effect.fact == fact.name and event.effect.holds
        ]
        if len(happened) < 2:
            continue
        known = _known(record, fact)
        named = {event.id: _id(record, fact, event, known) for event in happened}
        carried = set(named.values()) - {None}
        if len(carried) == 1 and not known:
            named = dict.fromkeys(named, *carried)  # the only one there is: as if the case had it in `ids`
        ids: dict[str | None, list[Event]] = {}
        for event in happened:
            ids.setdefault(named[event.id], []).append(event)
        for name, events in ids.items():
            distinct = _distinct(events)
            if len(distinct) > 1:
                yield DoubleEffect(
                    fact=fact,
                    id=name,
                    came=tuple(map(record.came, distinct)),
                    trace=_trace(record, distinct),
                )


def _distinct(events: Sequence[Event]) -> list[Event]:
    keyed: dict[str, Event] = {}
    for event in events:
        if event.effect is not None and event.effect.key is not None:
            keyed.setdefault(event.effect.key, event)
    if keyed:
        return list(keyed.values())
    names = {event.id for event in events}
    return [event for event in events if names.isdisjoint(event.of)]


def _id(record: Record, fact: Fact, event: Event, known: set[str]) -> str | None:
    """
    The id of the event, or of what it followed from; None where only the case can stand for it.

    Where no event of the case has the id by its name, it is what `carries` of that name leads to in the
    message that the event followed from, as it arrived.
    """
    name = fact.once_per.name if fact.once_per is not None else ""
    before = list(_followed(record, event))
    for one in before:
        if name in one.ids:
            return one.ids[name]
    if known:
        return next(iter(known)) if len(known) == 1 else None
    return next((text for one in before if (text := _carried(record, name, one)) is not None), None)


def _known(record: Record, fact: Fact) -> set[str]:
    """The ids that events of the case have by the name of the fact's."""
    name = fact.once_per.name if fact.once_per is not None else ""
    return {one.ids[name] for one in record.case.events if name in one.ids}


def _followed(record: Record, event: Event) -> Iterator[Event]:
    """An event and all that it followed from, nearest first. A circle of `of` ends the way."""
    events = record.events
    seen = {event.id}
    waiting = [event]
    while waiting:
        one = waiting.pop(0)
        yield one
        for name in one.of:
            if name in events and name not in seen:
                seen.add(name)
                waiting.append(events[name])


def _carried(record: Record, name: str, event: Event) -> str | None:
    """The one id of a received message that the contract calls by this name, as a text."""
    boundary = record.declared.contracts.boundaries.get(event.boundary or "")
    carry = next((one for one in boundary.carries if one.name == name), None) if boundary else None
    if carry is None or carry.received is None or event.kind not in (Kind.RECEIVED, Kind.EXCHANGE):
        return None
    found = [value for _, value in values(carry.received, received_side(event).sources) if value is not None]
    if len(found) != 1:
        return None
    return found[0] if isinstance(found[0], str) else shown(found[0])


def _trace(record: Record, events: Sequence[Event]) -> tuple[Step, ...]:
    return tuple(
        Step(
            step=number,
            system=event.system or record.declared.contracts.facts[event.effect.fact].owner.name,
            shows=f"{event.effect.fact} {event.effect.key or ''}".strip(),
            says=(event.effect.fact,),
            at=event.at,
            where=record.case.place(event),
        )
        for number, event in enumerate(events, start=1)
        if event.effect is not None
    )
