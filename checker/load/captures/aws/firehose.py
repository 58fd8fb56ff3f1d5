"""
Amazon Data Firehose: records that a transforming function is handed, and what it answers for each; those that
Kinesis Data Analytics hands to one are written alike.

`Dropped` means left out on purpose: nobody is told, which is a rejection in silence. `ProcessingFailed` goes
to an error prefix. Request and answer have the same recordId.
"""

from collections.abc import Iterator
from typing import Final

from checker.analysis import moments
from checker.load.captures import members
from checker.load.captures.aws import events
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.limits import Limits

_METADATA: Final = ("kinesisRecordMetadata", "kinesisStreamRecordMetadata", "kinesisFirehoseRecordMetadata")


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every record, with what the event says of them all."""
    for event in json_records(source, [()], say):
        rows = members.member(event.value, "records")
        if isinstance(rows, list):
            yield from events.within(event, rows, "/records", "records")
        else:
            yield event


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    row = members.an_object(record.value)
    identifier = members.text(row, "recordId")
    if not identifier:
        raise UnusableError("no recordId stands here")
    is_answer = "result" in row
    if is_answer and not members.text(row, "result"):
        raise UnusableError("the result should be a text", "/result")
    content = events.data(row, "data", limits)
    fields = dict(members.texts(members.without(row, "data")))
    name = ("aws-firehose", identifier)
    metadata = next((row[one] for one in _METADATA if one in row), None)
    arrived = row.get("approximateArrivalTimestamp", members.member(metadata, "approximateArrivalTimestamp"))
    yield Captured(
        format=FORMAT.name,
        what=What.LOG if is_answer else What.MESSAGE,
        side=None if is_answer else "received",
        place=record.place,
        at=moments.since_1970(arrived, moments.MILLISECONDS),
        fields=members.led_by(fields, "result", "deliveryStreamArn", "region"),
        payload=content.payload,
        body=content.body,
        key=members.text(metadata, "partitionKey"),
        name=None if is_answer else name,
        follows=(name,) if is_answer else (),
        rest=members.beyond(row, "data", *fields),
    )


def _looks(source: Source) -> bool:
    outline = source.outline
    return any(
        outline.has_all(f"{event}/records/*/recordId", f"{event}/records/*/data")
        or outline.has_all(f"{event}/records/*/recordId", f"{event}/records/*/result")
        for event in ("", "/*")
    )


FORMAT: Final = Format(
    name="aws-firehose",
    title="Amazon Data Firehose transformations",
    looks=_looks,
    records=records,
    read=read,
    fields={
        "recordId": "the record, in the request and in the answer",
        "result": "of an answer: Ok, Dropped or ProcessingFailed",
        "deliveryStreamArn": "of a request: the delivery stream",
        "invocationId": "of a request: the call of the function",
        "approximateArrivalTimestamp": "of a request: when it arrived, in milliseconds since 1970",
    },
)
