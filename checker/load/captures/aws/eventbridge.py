"""
Amazon EventBridge: events as a target is handed them.

The payload is `detail`. An event that was replayed out of an archive has `replay-name`, and otherwise the id
and time of the first time.
"""

from collections.abc import Iterator
from typing import Final

from checker.load.captures import members, moments
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.limits import Limits


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # nothing is unpacked here
    event = members.an_object(record.value)
    if "detail-type" not in event or "detail" not in event:
        raise UnusableError("detail-type and detail should stand here")
    identifier = members.text(event, "id")
    fields = dict(members.texts(members.without(event, "detail")))
    yield Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="received",
        place=record.place,
        at=moments.iso(event.get("time")),
        fields=fields,
        payload=event["detail"],
        name=("aws-eventbridge", identifier) if identifier else None,
        rest=members.beyond(event, "detail", *fields),
    )


def _looks(source: Source) -> bool:
    return any(
        source.outline.has_all(f"{event}/detail-type", f"{event}/source", f"{event}/detail")
        for event in ("", "/*")
    )


FORMAT: Final = Format(
    name="aws-eventbridge",
    title="Amazon EventBridge events",
    looks=_looks,
    records=lambda source, say: json_records(source, [()], say),
    read=read,
    fields={
        "detail-type": "what happened",
        "source": "who says so",
        "id": "the event",
        "time": "when it happened, in whole seconds",
        "account": "whose event it is; region likewise",
        "replay-name": "the replay, where it came out of an archive once more",
    },
)
