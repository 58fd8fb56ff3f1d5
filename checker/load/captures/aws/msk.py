"""
Kafka records as Lambda is handed them, by Amazon MSK or a Kafka of one's own.

Keys and values are base64 of any bytes; values of headers are lists of bytes as Java has them, from -128 to
127. `at` is the timestamp of the record: when it was made, or appended to its topic.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.analysis import moments
from checker.load.captures import cloudevents_modes, contents, members, propagation
from checker.load.captures.aws import events
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.text import shown

_SERVICES: Final = ("aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka")
_USED: Final = ("key", "value", "headers")
_BYTES: Final = range(-128, 256)


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every record of every partition, with what the event says of them all."""
    for event in json_records(source, [()], say):
        partitions = members.member(event.value, "records")
        if not isinstance(partitions, dict):
            yield event
            continue
        for partition, rows in partitions.items():
            pointer = f"/records/{partition.replace('~', '~0').replace('/', '~1')}"
            if isinstance(rows, list):
                yield from events.within(event, rows, pointer, "records")
            else:
                yield Record(rows, replace(event.place, pointer=event.place.pointer + pointer))


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    row = members.an_object(record.value)
    if "topic" not in row or "value" not in row:
        raise UnusableError("topic and value should stand here")
    content = events.data(row, "value", limits)
    packed = members.text(row, "key")
    fields = dict(members.texts(members.without(row, *_USED)))
    if row["value"] is None:
        fields["tombstone"] = "true"
    headers, left = _headers(row.get("headers"))
    span = propagation.named_by(headers)
    trace = propagation.traced_by(headers)
    where = [fields.get(name, "") for name in ("topic", "partition", "offset")]
    lying = propagation.kafka_record(*where) if all(where) else None
    message = Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="received",
        place=record.place,
        at=moments.since_1970(row.get("timestamp"), moments.MILLISECONDS),
        fields=members.led_by(fields, "topic"),
        headers=headers,
        payload=content.payload,
        body=content.body,
        key=None if packed is None else _key(packed),
        name=lying,
        follows=(span,) if span else (),
        shares=(*((trace,) if trace else ()), *((lying,) if lying else ())),
        rest=members.beyond(row, *_USED, *fields) | ({"headers": left} if left else {}),
    )
    yield from cloudevents_modes.events(message, limits)


def _key(packed: str) -> str:
    """A key as text, where it is one; else as it stands."""
    data = contents.unpacked(packed)
    try:
        return packed if data is None else data.decode()
    except UnicodeDecodeError:
        return packed


def _headers(value: Json) -> tuple[tuple[tuple[str, str], ...] | None, list[Json]]:
    """Headers that are text; and those that are not, as they stand."""
    if value is None:
        return None, []
    if not isinstance(value, list):
        raise UnusableError(f"a list should stand here, not {shown(value)}", "/headers")
    found: list[tuple[str, str]] = []
    left: list[Json] = []
    for index, one in enumerate(value):
        for name, numbers in members.an_object(one, f"/headers/{index}").items():
            data = _bytes(numbers, f"/headers/{index}/{name}")
            try:
                found.append((name, data.decode()))
            except UnicodeDecodeError:
                left.append({name: numbers})
    return tuple(found), left


def _bytes(numbers: Json, pointer: str) -> bytes:
    if numbers is None:
        return b""
    if isinstance(numbers, list):
        octets = [one & 0xFF for one in numbers if type(one) is int and one in _BYTES]
        if len(octets) == len(numbers):
            return bytes(octets)
    raise UnusableError(f"a list of bytes should stand here, not {shown(numbers)}", pointer)


def _looks(source: Source) -> bool:
    return events.source_of(source) in _SERVICES


FORMAT: Final = Format(
    name="aws-msk",
    title="Kafka records handed to Lambda (Amazon MSK)",
    looks=_looks,
    records=records,
    read=read,
    fields={
        "topic": "the topic",
        "partition": "the partition",
        "offset": "where in its partition it stands",
        "timestamp": "in milliseconds since 1970",
        "timestampType": "CREATE_TIME or LOG_APPEND_TIME",
        "eventSourceArn": "the cluster, where it is one of Amazon's",
        "bootstrapServers": "its servers, with commas between them",
        "tombstone": "true where a record has a key alone",
        **cloudevents_modes.FIELDS,
    },
)
