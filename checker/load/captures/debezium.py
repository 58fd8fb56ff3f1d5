"""
Debezium change events: rows of a database, before and after, as its log tells them.

Values with or without the schema that the JSON converter puts around them, one a line, by themselves or in
records of Kafka as `kcat -J` writes them. What a transaction changed shares its name. A row image that is
null is none: before an insert, after a delete, and before an update where the table does not log it. Behind a
delete comes a tombstone, which says nothing new. Messages that the outbox router has made of rows have their
id in the header `id`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checker.analysis import moments
from checker.analysis.written import written
from checker.load.captures import contents, members, propagation
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, json_records
from checker.load.captures.sources import Source
from checker.model.captures import Captured, Handle, What
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.text import shown

_OPERATIONS: Final = ("c", "u", "d", "r", "t", "m")
_KAFKA: Final = ("topic", "partition", "offset")
_TIMES: Final = (
    ("ts_ns", moments.NANOSECONDS),
    ("ts_us", moments.MICROSECONDS),
    ("ts_usec", moments.MICROSECONDS),  # until version 0.10
    ("ts_ms", moments.MILLISECONDS),
    ("ts_sec", moments.SECONDS),  # of MySQL, until version 0.9
)
_INSIDE: Final = re.compile(rb'\\"op\\"\s*:\s*\\"[cudrtm]\\"')
_USED: Final = ("before", "after", "source", "op", "transaction", "message")


@dataclass(frozen=True, slots=True)
class _Kafka:
    """What the record around a value says."""

    place: Place
    fields: Mapping[str, str]
    key: str | None = None
    headers: tuple[tuple[str, str], ...] | None = None
    at: str | None = None
    rest: Mapping[str, Json] | None = None

    def header(self, wanted: str) -> str | None:
        return next((text for name, text in self.headers or () if name == wanted), None)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    value, kafka = _unwrapped(record, limits)
    if value is None:
        yield _captured(kafka, What.MESSAGE, {"tombstone": "true"})
        return
    event = _without_schema(value)
    if isinstance(event, dict) and "op" in event and ("source" in event or "after" in event):
        yield _change(event, kafka, limits)
    elif (identifier := kafka.header("id")) is not None:
        yield _outbox(event, identifier, kafka, limits)
    elif isinstance(event, dict) and event.get("status") in ("BEGIN", "END") and "id" in event:
        yield _boundary(event, kafka)
    elif isinstance(event, dict) and ("ddl" in event or list(event) == ["ts_ms"]):
        at = moments.since_1970(event.get("ts_ms"), moments.MILLISECONDS)
        yield _captured(kafka, What.LOG, members.texts(event), at=at, rest=members.without(event, "ts_ms"))
    else:
        raise UnusableError(f"this is no change event: {shown(event)}")


def _unwrapped(record: Record, limits: Limits) -> tuple[Json, _Kafka]:
    """The value of a Kafka record, and the record; a value by itself as it stands."""
    outer = record.value
    if not isinstance(outer, dict) or "topic" not in outer or not ("payload" in outer or "value" in outer):
        return outer, _Kafka(record.place, {})
    name = "payload" if "payload" in outer else "value"
    value = outer[name]
    if isinstance(value, str):
        inner = contents.of_text(value, None, limits).payload
        value = value if inner is ABSENT else inner
    return value, _Kafka(
        place=record.place,
        fields={part: text for part in _KAFKA if (text := members.text(outer, part)) is not None},
        key=_key(outer.get("key"), limits),
        headers=_headers(outer.get("headers")),
        at=moments.since_1970(outer.get("ts", outer.get("timestamp")), moments.MILLISECONDS),
        rest=members.without(outer, *_KAFKA, name, "key", "headers", "ts", "timestamp"),
    )


def _headers(value: Json) -> tuple[tuple[str, str], ...] | None:
    """kcat writes names and values in turn in one flat list."""
    if value is None:
        return None
    if isinstance(value, list) and value and not any(isinstance(one, dict | list) for one in value):
        if len(value) % 2:
            raise UnusableError("names and values should stand here in turn", "/headers")
        value = [list(pair) for pair in zip(value[::2], value[1::2], strict=True)]
    return tuple(members.named_values(value, "key"))


def _without_schema(value: Json) -> Json:
    if not isinstance(value, dict) or "payload" not in value or not value.keys() <= {"schema", "payload"}:
        return value
    inner = members.member(value, "payload")
    return inner if "schema" in value or members.member(inner, "op") is not None else value


def _change(event: Mapping[str, Json], kafka: _Kafka, limits: Limits) -> Captured:
    operation = members.text(event, "op")
    if operation not in _OPERATIONS:
        raise UnusableError(f"op should be one of {', '.join(_OPERATIONS)}, not {shown(event['op'])}", "/op")
    source = event.get("source")
    server = members.text(source, "name") or None
    at = _time(source)
    fields = {**members.texts(source), "op": operation}
    names = dict.fromkeys((members.text(event, "transaction", "id"), members.text(source, "txId")))
    shares = [_transaction(server, name) for name in names if name]
    rest = members.without(event, *_USED) | _nested(source, "source")
    rest |= {"transaction": event["transaction"]} if event.get("transaction") is not None else {}
    if operation == "m":
        return _logged(event, kafka, fields, at, shares, rest, limits)
    return _captured(
        kafka,
        What.CHANGE,
        fields,
        system=server,
        at=at,
        before=_row(event, "before"),
        after=_row(event, "after"),
        shares=shares,
        rest=rest,
    )


def _logged(
    event: Mapping[str, Json],
    kafka: _Kafka,
    fields: Mapping[str, str],
    at: str | None,
    shares: list[Handle],
    rest: Mapping[str, Json],
    limits: Limits,
) -> Captured:
    """A message that an application has written into the log itself (pg_logical_emit_message)."""
    message = members.an_object(event.get("message"), "/message")
    packed = members.text(message, "content")
    content = contents.NOTHING if packed is None else contents.of_base64(packed, None, limits)
    captured = _captured(
        kafka,
        What.MESSAGE,
        {**fields, "prefix": members.text(message, "prefix") or ""},
        system=members.text(event, "source", "name") or None,
        at=at,
        shares=shares,
        rest={**rest, **_left(message, "message", "prefix", "content")},
    )
    captured.payload, captured.body = content.payload, content.body
    return captured


def _outbox(value: Json, identifier: str, kafka: _Kafka, limits: Limits) -> Captured:
    """What the outbox router made of a row: the payload of an aggregate, which may be JSON in a text."""
    content = contents.of_text(value, None, limits) if isinstance(value, str) else contents.Content(value)
    captured = _captured(kafka, What.MESSAGE, {"id": identifier}, at=kafka.at)
    captured.payload, captured.body = content.payload, content.body
    if captured.name is None:
        captured.name = ("outbox", identifier) if identifier else None
    return captured


def _boundary(event: Mapping[str, Json], kafka: _Kafka) -> Captured:
    """Where a transaction begins or ends. Its topic is called after the server."""
    topic = kafka.fields.get("topic", "")
    server = topic.removesuffix(".transaction") if topic.endswith(".transaction") else None
    transaction = members.text(event, "id")
    return _captured(
        kafka,
        What.LOG,
        members.texts(event),
        system=server,
        at=moments.since_1970(event.get("ts_ms"), moments.MILLISECONDS),
        shares=[_transaction(server, transaction)] if transaction else [],
        rest=members.beyond(event, *members.texts(event)),
    )


def _captured(
    kafka: _Kafka,
    what: What,
    fields: Mapping[str, str],
    *,
    system: str | None = None,
    at: str | None = None,
    before: Json | Absent = ABSENT,
    after: Json | Absent = ABSENT,
    shares: list[Handle] | None = None,
    rest: Mapping[str, Json] | None = None,
) -> Captured:
    trace = propagation.traced_by(kafka.headers)
    sender = propagation.named_by(kafka.headers)
    lies = [kafka.fields.get(part, "") for part in _KAFKA]
    lying = propagation.kafka_record(*lies) if all(lies) else None
    return Captured(
        format=FORMAT.name,
        what=what,
        place=kafka.place,
        system=system,
        at=at,
        fields=members.led_by({**kafka.fields, **fields}, "table", "topic"),
        headers=kafka.headers,
        key=kafka.key,
        payload=before if after is ABSENT else after,  # what paths lead into: the row
        before=before,
        after=after,
        name=sender or lying,
        shares=(
            *(shares or ()),
            *((trace,) if trace else ()),
            *((lying,) if lying and sender else ()),
        ),
        rest={**(kafka.rest or {}), **(rest or {})},
    )


def _row(event: Mapping[str, Json], name: str) -> Json | Absent:
    """A row image; MongoDB has it as JSON in a text."""
    row = event.get(name)
    return ABSENT if row is None else row


def _time(source: Json) -> str | None:
    """When the database made the change, as exactly as it was told."""
    for name, places in _TIMES:
        if (at := moments.since_1970(members.member(source, name), places)) is not None:
            return at
    return None


def _transaction(server: str | None, name: str) -> Handle:
    """Numbers of transactions are those of one server."""
    return "transaction", f"{server or ''}/{name}"


def _nested(source: Json, name: str) -> dict[str, Json]:
    return _left(source, name, *members.texts(source)) if isinstance(source, dict) else {}


def _left(value: Mapping[str, Json], name: str, *used: str) -> dict[str, Json]:
    """What was not used of a part, below its name; nulls say nothing."""
    left = members.beyond(value, *used)
    return {name: left} if left else {}


def _key(key: Json, limits: Limits) -> str | None:
    """A key, as it stands; without a schema, and written as JSON, where it is more than a text."""
    value = key
    if isinstance(key, str):
        inner = contents.of_text(key, None, limits).payload
        value = key if inner is ABSENT or _without_schema(inner) is inner else inner
    value = _without_schema(value)
    return value if value is None or isinstance(value, str) else written(value)


def _looks(source: Source) -> bool:
    outline = source.outline
    for value in ("", "/*", "/payload", "/*/payload", "/payload/payload", "/value", "/value/payload"):
        if f"{value}/op" in outline and f"{value}/source" in outline:
            return True
    is_record = "/topic" in outline and ("/payload" in outline or "/value" in outline)
    return is_record and _INSIDE.search(source.head) is not None


FORMAT: Final = Format(
    name="debezium",
    title="Debezium change events (JSON)",
    looks=_looks,
    records=lambda source, say: json_records(source, [()], say),
    read=read,
    fields={
        "op": "c, u, d, r (read in a snapshot), t (truncate) or m (message)",
        "table": "the table; db, schema, connector, name, snapshot and all else of source likewise",
        "txId": "the transaction; lsn, scn, gtid, pos, … where in the log it stands",
        "topic": "where there is a Kafka record around it; partition and offset likewise",
        "id": "of a message of the outbox router: its header id; of a transaction's beginning or end: its id",
        "status": "of the beginning or end of a transaction: BEGIN or END",
        "prefix": "of a message in the log: its prefix",
        "tombstone": "true where a record has a key alone",
    },
)
