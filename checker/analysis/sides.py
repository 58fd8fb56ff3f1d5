"""The two sides of a message, as they were captured."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.analysis.follow import Sources
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path, Start
from checker.model.recordings import Event, Kind


@dataclass(frozen=True, slots=True)
class Side:
    """
    A message at its sender or at its receiver.

    `payload` is ABSENT where there was none or where it was not captured, `headers` None where they were
    not captured.
    """

    payload: Json | Absent
    headers: tuple[tuple[str, str], ...] | None
    key: str | None
    attributes: Mapping[str, Json]

    @property
    def sources(self) -> Sources:
        """What paths lead into; what was not captured is not there."""
        payload = None if self.payload is ABSENT else self.payload
        return Sources(payload, self.headers or (), self.key, self.attributes)

    def knows(self, path: Path) -> bool:
        """Whether the capture has what this path leads into, so that nothing there means nothing."""
        match path.start:
            case Start.PAYLOAD | Start.ELEMENT:
                return self.payload is not ABSENT
            case Start.HEADER:
                return self.headers is not None
            case Start.KEY:
                return self.key is not None
            case Start.ATTRIBUTE:
                return bool(self.attributes)


def sent_side(event: Event) -> Side:
    """The message of a `sent` event or an `exchange`, before the transformation."""
    payload = event.sent if event.kind is Kind.EXCHANGE else event.payload
    return Side(payload, event.headers, event.key, event.attributes)


def received_side(event: Event) -> Side:
    """The message of a `received` event or an `exchange`, after the transformation."""
    if event.kind is Kind.EXCHANGE:
        return Side(event.received, event.received_headers, event.key, event.attributes)
    return Side(event.payload, event.headers, event.key, event.attributes)
