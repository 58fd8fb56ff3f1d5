"""What an event followed from: `of`, back through effects, statuses and steps to the messages before."""

from collections.abc import Callable, Iterator, Mapping

from checker.model.recordings import Event


def causes(event: Event, events: Mapping[str, Event], is_cause: Callable[[Event], bool]) -> Iterator[Event]:
    """
    The nearest events before this one that `is_cause` holds for, nearest first.

    Nobody looks behind one that was found. A circle of `of` ends the way.
    """
    seen = {event.id}
    waiting = list(event.of)
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in events:
            continue
        seen.add(name)
        before = events[name]
        if is_cause(before):
            yield before
        else:
            waiting.extend(before.of)
