"""Of which version messages are: whether the contract describes it, and whether it is one in a case."""

from collections.abc import Iterator, Sequence

from checker.analysis.follow import first
from checker.analysis.sides import Side
from checker.model.boundaries import Message
from checker.model.json import ABSENT
from checker.model.recordings import Event
from checker.model.text import shown


def unknown_version(message: Message, event: Event, side: Side | None) -> str | None:
    """
    The version that a message says it is of, where that is another than the declared one.

    What was recorded as its version counts, then what stands at `version_at`. None where it is known, and
    where nothing says of which version the message is, or the contract describes no version.
    """
    if message.version is None:
        return None
    said = event.version
    if said is not None and said != message.version:
        return said
    text = _at_its_place(message, side)
    return text if text is not None and text != message.version else None


def said_version(message: Message, event: Event, side: Side | None) -> str | None:
    """The version that a message says it is of, or was recorded as; None where nothing says it."""
    return event.version if event.version is not None else _at_its_place(message, side)


def mixed(said: Sequence[tuple[str, Event]], known: str | None) -> Iterator[tuple[Event, str, Event, str]]:
    """
    Each further version beside the first: the event to be told of, its version, and the other ones.

    Of the two that event is told of whose version the contract does not describe, else the later one.
    """
    usual, event = said[0]
    firsts: dict[str, Event] = {}
    for version, other in said:
        firsts.setdefault(version, other)
    for version, other in firsts.items():
        if version != usual:
            pair = ((other, version), (event, usual))
            (told, says), (beside, other_says) = pair if known != version else pair[::-1]
            yield told, says, beside, other_says


def _at_its_place(message: Message, side: Side | None) -> str | None:
    if message.version_at is None or side is None or not side.knows(message.version_at):
        return None
    value = first(message.version_at, side.sources)
    if value is ABSENT or value is None:
        return None
    return value if isinstance(value, str) else shown(value)
