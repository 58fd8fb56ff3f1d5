"""
Amazon Kinesis Data Streams: records as Lambda is handed them, or as GetRecords answers.

Data is base64 of any bytes. Times are decimal seconds, kept to their last digit, of when a record arrived in
its stream. Sequence numbers are too long for most readers of JSON; they are texts.
"""

from collections.abc import Iterator
from typing import Final

from checker.load.captures import members, moments
from checker.load.captures.aws import events
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits

_SERVICE: Final = "aws:kinesis"


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    outer = events.record_of(record.value, _SERVICE)
    pointer = "/kinesis" if "kinesis" in outer else ""
    inner = members.an_object(outer["kinesis"], pointer) if pointer else outer
    row: dict[str, Json] = {name[:1].lower() + name[1:]: value for name, value in inner.items()}
    if "data" not in row:
        raise UnusableError("no data stands here", pointer)
    content = events.data(row, "data", limits, pointer)
    around = members.without(outer, "kinesis") if pointer else {}
    number = members.text(row, "sequenceNumber")
    where = (members.text(around, "eventID") or "").partition(":")[0]
    arrived = row.get("approximateArrivalTimestamp")
    yield Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="received",
        place=record.place,
        at=moments.since_1970(arrived, moments.SECONDS) or moments.iso(arrived),
        fields={**members.texts(around), **members.texts(members.without(row, "data"))},
        payload=content.payload,
        body=content.body,
        key=members.text(row, "partitionKey"),
        name=("aws-kinesis", f"{where}:{number}" if where else number) if number else None,
        rest={
            name: value
            for name, value in {**around, **row}.items()
            if isinstance(value, dict | list) and name != "data"
        },
    )


def _looks(source: Source) -> bool:
    outline = source.outline
    return events.source_of(source) == _SERVICE or any(
        outline.has_all(f"{row}/SequenceNumber", f"{row}/PartitionKey", f"{row}/Data")
        for row in (f"/{events.RECORDS}/*", f"/*/{events.RECORDS}/*", "/*", "")
    )


FORMAT: Final = Format(
    name="aws-kinesis",
    title="Amazon Kinesis records",
    looks=_looks,
    records=events.listed,
    read=read,
    fields={
        "eventSourceARN": "the stream, where Lambda was handed it",
        "eventID": "the shard and the sequence number, likewise",
        "partitionKey": "the key",
        "sequenceNumber": "where in its shard it stands",
        "approximateArrivalTimestamp": "when it arrived in the stream, in seconds since 1970",
        "encryptionType": "NONE or KMS, where GetRecords says it",
    },
)
