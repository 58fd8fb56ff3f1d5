"""
Plain JSON: documents that say nothing of themselves.

One in a file, one a line, or the elements of a list. Only the contract can tell what they are: its `captures`
say where case, time, status and payload stand.
"""

from collections.abc import Iterator
from typing import Final

from checker.load.captures import members
from checker.load.captures.formats import Format
from checker.load.captures.records import Record, json_records
from checker.model.captures import Captured, What
from checker.model.limits import Limits


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # nothing is unpacked here
    yield Captured(
        format=FORMAT.name,
        what=What.DOCUMENT,
        place=record.place,
        fields=members.texts(record.value),
        payload=record.value,
    )


FORMAT: Final = Format(
    name="json",
    title="plain JSON documents, or one a line",
    looks=lambda source: "" in source.outline,
    records=lambda source, say: json_records(source, [()], say),
    read=read,
    fields={"NAME": "whatever members the document has that are texts, numbers, true or false"},
)
