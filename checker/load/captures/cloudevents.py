"""
CloudEvents 1.0 in the JSON format (cloudevents/spec, formats/json-format.md): one, a batch, or one a line.

Where an event was seen nobody can say: `source` is what it is about, and no system. Its time is when it came
about, by its own word.
"""

from collections.abc import Iterator
from typing import Final

from checker.analysis import moments
from checker.load.captures import cloudevents_modes, members
from checker.load.captures.formats import Format
from checker.load.captures.outline import Outline
from checker.load.captures.records import Record, json_records
from checker.model.captures import Captured, What
from checker.model.limits import Limits

_TELLING: Final = ("specversion", "id", "source", "type")


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    event = cloudevents_modes.of_document(record.value, limits)
    yield Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        place=record.place,
        at=moments.iso(event.attributes.get("time")),
        fields=members.texts(event.attributes),
        payload=event.content.payload,
        body=event.content.body,
        key=members.text(event.attributes, "partitionkey") or None,
        attributes=event.attributes,
        name=event.name,
        follows=event.follows,
        shares=event.shares,
        rest=event.rest,
    )


def _looks(outline: Outline) -> bool:
    """Versions before 0.3 are read as far as they are like it, so the version itself does not count."""
    return any(outline.has_all(*(f"{start}/{name}" for name in _TELLING)) for start in ("", "/*"))


FORMAT: Final = Format(
    name="cloudevents",
    title="CloudEvents (JSON)",
    looks=lambda source: _looks(source.outline),
    records=lambda source, say: json_records(source, [()], say),
    read=read,
    fields={
        "type": "what kind of event it is",
        "source": "the context in which it came about",
        "id": "its id, unique with its source",
        "subject": "what it is about",
        "specversion": "the version of CloudEvents",
        "datacontenttype": "the media type of its data",
        "dataschema": "the schema of its data",
        "time": "when it came about; any extension attribute stands under its own name too",
    },
)
