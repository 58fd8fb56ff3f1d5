"""Whether a message is of the version that the contract describes."""

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
    if message.version_at is None or side is None or not side.knows(message.version_at):
        return None
    value = first(message.version_at, side.sources)
    if value is ABSENT or value is None:
        return None
    text = value if isinstance(value, str) else shown(value)
    return text if text != message.version else None
