"""Facts that came about more than once for one id."""

from collections.abc import Iterator, Sequence

from checker.analysis.recorded.facts import Came, DoubleEffect
from checker.analysis.recorded.record import Record
from checker.model.findings import Step
from checker.model.recordings import Event
from checker.model.systems import Fact


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
        ids: dict[str | None, list[Event]] = {}
        for event in happened:
            ids.setdefault(_id(record, fact, event), []).append(event)
        for name, events in ids.items():
            distinct = _distinct(events)
            if len(distinct) > 1:
                yield DoubleEffect(
                    fact=fact,
                    id=name,
                    came=tuple(
                        Came(
                            key=event.effect.key if event.effect else None,
                            at=event.at,
                            seen=record.seen(event),
                        )
                        for event in distinct
                    ),
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


def _id(record: Record, fact: Fact, event: Event) -> str | None:
    """The id of the event, or of what it followed from; None where only the case can stand for it."""
    name = fact.once_per.name if fact.once_per is not None else ""
    events = {one.id: one for one in record.case.events}
    seen: set[str] = set()
    waiting = [event]
    while waiting:
        one = waiting.pop(0)
        if name in one.ids:
            return one.ids[name]
        seen.add(one.id)
        waiting += [events[before] for before in one.of if before in events and before not in seen]
    known = {one.ids[name] for one in record.case.events if name in one.ids}
    return known.pop() if len(known) == 1 else None


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
