"""
Amazon DynamoDB Streams: items before and after a change, as Lambda is handed them.

Which images there are says the StreamViewType. Each value stands in an object with its type; numbers are
texts and keep their digits. A set becomes a list, bytes stay in base64.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from checker.analysis import moments
from checker.analysis.written import written
from checker.load.captures import members
from checker.load.captures.aws import events
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.text import shown

_SERVICE: Final = "aws:dynamodb"
_USED: Final = ("Keys", "NewImage", "OldImage")
_INTEGER: Final = re.compile(r"-?(?:0|[1-9]\d{0,39})", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,40}(?:\.\d{1,130})?(?:[eE][+-]?\d{1,3})?", re.ASCII)


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # nothing is unpacked here
    row = events.record_of(record.value, _SERVICE)
    stream = members.an_object(row.get("dynamodb"), "/dynamodb")
    keys, before, after = (_image(stream, name) for name in ("Keys", "OldImage", "NewImage"))
    event = members.text(row, "eventID")
    yield Captured(
        format=FORMAT.name,
        what=What.CHANGE,
        place=record.place,
        at=moments.since_1970(stream.get("ApproximateCreationDateTime"), moments.SECONDS),
        fields={"table": _table(row), **members.texts(row), **members.texts(stream)},
        key=None if keys is ABSENT else written(keys, sort_keys=True),
        payload=before if after is ABSENT else after,
        before=before,
        after=after,
        name=("aws-dynamodb", event) if event else None,
        rest={
            name: value
            for name, value in {**members.without(row, "dynamodb"), **members.without(stream, *_USED)}.items()
            if isinstance(value, dict | list)
        },
    )


def _image(stream: Mapping[str, Json], name: str) -> Json | Absent:
    image = stream.get(name)
    if image is None:
        return ABSENT
    pointer = f"/dynamodb/{name}"
    item = members.an_object(image, pointer)
    return {key: _value(one, f"{pointer}/{key}") for key, one in item.items()}


def _value(typed: Json, pointer: str) -> Json:
    """
    A value without its type. Depth is that of the record, which was limited when it was read.

    Raises:
        UnusableError: it has none, or more than one.

    """
    given = {name: one for name, one in members.an_object(typed, pointer).items() if one is not None}
    if len(given) != 1:
        raise UnusableError(f"a value with one type should stand here, not {shown(typed)}", pointer)
    ((kind, value),) = given.items()
    match kind, value:
        case "S" | "B", str():
            return value
        case "N", str():
            return _number(value, pointer)
        case "BOOL", bool():
            return value
        case "NULL", True:
            return None
        case "SS" | "BS", list() if all(isinstance(one, str) for one in value):
            return value
        case "NS", list():
            return [_number(one, f"{pointer}/NS/{index}") for index, one in enumerate(value)]
        case "L", list():
            return [_value(one, f"{pointer}/L/{index}") for index, one in enumerate(value)]
        case "M", dict():
            return {name: _value(one, f"{pointer}/M/{name}") for name, one in value.items()}
    raise UnusableError(f"{shown(value)} is no value of type {shown(kind)}", pointer)


def _number(text: Json, pointer: str) -> Json:
    if isinstance(text, str):
        if _INTEGER.fullmatch(text) and text != "-0":
            return int(text)
        if _NUMBER.fullmatch(text):
            try:
                return Decimal(text)
            except InvalidOperation:
                pass
    raise UnusableError(f"a number in a text should stand here, not {shown(text)}", pointer)


def _table(row: Mapping[str, Json]) -> str:
    """The name of the table, out of that of its stream."""
    return (members.text(row, "eventSourceARN") or "").partition(":table/")[2].partition("/")[0]


def _looks(source: Source) -> bool:
    return events.source_of(source) == _SERVICE


FORMAT: Final = Format(
    name="aws-dynamodb",
    title="Amazon DynamoDB stream records",
    looks=_looks,
    records=events.listed,
    read=read,
    fields={
        "table": "the table",
        "eventName": "INSERT, MODIFY or REMOVE",
        "eventID": "the record",
        "eventSourceARN": "the stream",
        "StreamViewType": "which images there are",
        "SequenceNumber": "where in the stream it stands",
        "ApproximateCreationDateTime": "when it was written, in seconds since 1970",
    },
)
