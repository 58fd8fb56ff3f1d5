"""
What kafka-console-consumer prints: text in columns (apache/kafka, tools, DefaultMessageFormatter.java).

In this order, each only where its print.* is set: CreateTime:N, LogAppendTime:N or NO_TIMESTAMP; Partition:N;
Offset:N; Delivery:N; headers as k:v,k:v or NO_HEADERS; key; value. Nothing is escaped, so some things can't
be told: a null from the text null, a comma of a header's value from one between headers, whether a lone
column is a key or a value (it is taken for a value). Which topic it was does not stand there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from checker.errors import Mistake
from checker.load.captures import cloudevents_modes, contents, kafka, members, moments
from checker.load.captures.contents import NOTHING
from checker.load.captures.formats import Format
from checker.load.captures.lines import lines
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say
from checker.load.captures.sources import Source
from checker.model.captures import Captured
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.text import shown

_LABELS: Final = (
    ("time", rb"(?:CreateTime|LogAppendTime):-?\d{1,19}|NO_TIMESTAMP"),
    ("partition", rb"Partition:\d{1,10}"),
    ("offset", rb"Offset:\d{1,19}"),
    ("delivery", rb"Delivery:(?:\d{1,10}|NONE)"),
)
_ANY_LABEL: Final = b"|".join(pattern for _, pattern in _LABELS) + rb"|NO_HEADERS"
_FIRST: Final = re.compile(rb"(?:%s)(?:\t|(.{1,8}?)(?=%s)|\r?$)" % (_ANY_LABEL, _ANY_LABEL))
_STARTS: Final = {
    "time": (b"CreateTime:", b"LogAppendTime:", b"NO_TIMESTAMP"),
    "partition": (b"Partition:",),
    "offset": (b"Offset:",),
    "delivery": (b"Delivery:",),
}
_NO_HEADERS: Final = b"NO_HEADERS"
_NULL: Final = b"null"
_HEADER: Final = re.compile(rb"[A-Za-z0-9_.\-]+:")
_KNOWN: Final = re.compile(
    rb"(?:^|,)(?:traceparent|b3|uber-trace-id|content-?type|ce_id|ce_specversion|__TypeId__):", re.IGNORECASE
)
_LAST: Final = re.compile(rb"(?:\^C)?Processed a total of \d+ messages?")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a file are cut into columns, as its beginning shows."""

    separator: bytes
    labels: tuple[str, ...]
    start: re.Pattern[bytes]
    has_headers: bool
    has_key: bool
    newline: bytes


@dataclass(slots=True)
class _Begun:
    """A record that further lines may belong to, since a value may hold newlines; `size` is of its lines."""

    place: Place
    lines: list[bytes]
    size: int


def records(source: Source, say: Say) -> Iterator[Record]:
    """Each record with its columns, as texts in which each character is a byte."""
    layout = _layout(source.head)
    most = source.limits.payload_size
    begun: _Begun | None = None
    for place, whole, is_ended in lines(source, say):
        line = whole.removesuffix(layout.newline)
        if _LAST.fullmatch(line) or (begun is None and not line.strip()):
            continue
        if layout.start.match(line) or begun is None:
            yield from _record(begun, layout, most, say)
            begun = _Begun(place, [line], len(line)) if line.strip() else None
        elif not is_ended and _is_cut(line, begun, layout):
            yield from _record(begun, layout, most, say)
            begun = None
            say(_cut(place))
        else:
            begun.size += len(line) + 1
            if begun.size <= most:
                begun.lines.append(line)
        if not is_ended and begun is not None and not _is_whole(begun, layout):
            say(_cut(begun.place))
            return
    while begun is not None and len(begun.lines) > 1 and not begun.lines[-1]:
        begun.lines.pop()  # empty lines at the end of a file are nobody's
    yield from _record(begun, layout, most, say)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    columns = members.texts(record.value)
    kind, _, time = columns.get("time", "").partition(":")
    rest: dict[str, Json] = {}
    headers = _headers(columns.get("headers"), rest)
    value = columns.get("value", "").encode("latin-1")
    is_tombstone = value == _NULL
    content = NOTHING if is_tombstone else contents.of_bytes(value, kafka.media_in(headers), limits)
    fields = {name: columns.get(name, "").partition(":")[2] for name in ("partition", "offset", "delivery")}
    yield from kafka.messages(
        form=FORMAT.name,
        place=record.place,
        fields={**fields, "tstype": kind, "tombstone": "true" if is_tombstone else "false"},
        at=moments.since_1970(time, moments.MILLISECONDS),
        headers=headers,
        content=content,
        key=_key(columns.get("key"), rest),
        rest=rest,
        limits=limits,
    )


def _record(begun: _Begun | None, layout: _Layout, most: int, say: Say) -> Iterator[Record]:
    """The columns of a record that is complete."""
    if begun is None:
        return
    if begun.size > most:
        message = f"this record has more than {most:,} bytes, the most that is read"
        fix = f"raise the limit with --limit payload_size={4 * most}"
        say(Mistake(message=message, place=begun.place, fix=fix))
        return
    columns = _columns(b"\n".join(begun.lines), layout)
    if isinstance(columns, str):
        say(Mistake(message=columns, place=begun.place, fix="mend it, or leave it out"))
        return
    yield Record({name: column.decode("latin-1") for name, column in columns.items()}, begun.place)


def _is_whole(begun: _Begun, layout: _Layout) -> bool:
    """Whether a value is whole though no newline ends it: JSON up to its last bracket misses nothing."""
    columns = _columns(b"\n".join(begun.lines), layout)
    return not isinstance(columns, str) and contents.of_bytes(columns["value"]).body is None


def _is_cut(line: bytes, begun: _Begun, layout: _Layout) -> bool:
    """Whether a last line rather begins a record than goes on with the one before it."""
    label = next(iter(layout.labels), "")
    starts = _STARTS.get(label, ())
    return _is_whole(begun, layout) or any(one.startswith(line) or line.startswith(one) for one in starts)


def _cut(place: Place) -> Mistake:
    message = "no newline ends this last record, so nobody can say whether it is whole"
    return Mistake(message=message, place=place, fix="get the file again, or end it with a newline")


def _columns(text: bytes, layout: _Layout) -> dict[str, bytes] | str:
    """The columns by their names; what is wrong where there are too few."""
    match = layout.start.match(text)
    if match is None:
        return "this does not begin with the columns that the lines around it have"
    found = dict(zip(layout.labels, match.groups(), strict=True))
    left = text[match.end() :]
    for name, is_there in (("headers", layout.has_headers), ("key", layout.has_key)):
        if is_there:
            found[name], separator, left = left.partition(layout.separator)
            if not separator:
                return f"this has no column behind its {name}, as the lines around it have"
    return {**found, "value": left}


def _layout(head: bytes) -> _Layout:
    """What all lines of the beginning have in common. A tab parts the columns, unless labels show another."""
    *ended, rest = head.split(b"\n")
    sample = [line for line in ended if line.strip() and not _LAST.match(line)][:1000] or [rest]
    newline = b"\r" if all(line.endswith(b"\r") for line in sample) else b""
    sample = [line.removesuffix(newline) for line in sample]
    text = sample[0]
    first = _FIRST.match(text)
    separator = first[1] if first is not None and first[1] else b"\t"
    labels: list[str] = []
    pattern = b""
    for name, label in _LABELS:
        match = re.match(rb"(%s)(?:%s|$)" % (label, re.escape(separator)), text)
        if match is not None:
            labels.append(name)
            pattern += rb"(%s)(?:%s|$)" % (label, re.escape(separator))
            text = text[match.end() :]
    start = re.compile(pattern)
    rests = [line[match.end() :].split(separator) for line in sample if (match := start.match(line))]
    has_headers = any(rest[0] == _NO_HEADERS for rest in rests) or (
        bool(rests)
        and all(_HEADER.match(rest[0]) for rest in rests)
        and (all(len(rest) > 2 for rest in rests) or all(_KNOWN.search(rest[0]) for rest in rests))
    )
    least = min((len(rest) for rest in rests), default=0)
    has_key = least > 1 + has_headers
    return _Layout(separator, tuple(labels), start, has_headers, has_key, newline)


def _headers(column: str | None, rest: dict[str, Json]) -> tuple[tuple[str, str], ...] | None:
    """Headers in their order; a piece that has no name belongs to the value before it."""
    if column is None:
        return None
    data = column.encode("latin-1")
    if data == _NO_HEADERS:
        return ()
    pairs: list[list[bytes]] = []
    for piece in data.split(b","):
        if _HEADER.match(piece):
            pairs.append([*piece.split(b":", 1)])
        elif pairs:
            pairs[-1][1] += b"," + piece
        else:
            raise UnusableError(f"these are no headers: {shown(column)}")
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        try:
            found.append((name.decode(), value.decode()))
        except UnicodeDecodeError:
            rest["headers"] = kafka.packed(data)
    return tuple(found)


def _key(column: str | None, rest: dict[str, Json]) -> str | None:
    data = (column or "null").encode("latin-1")
    if data == _NULL:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        rest["key"] = kafka.packed(data)
        return None


FORMAT: Final = Format(
    name="kafka-console-consumer",
    title="kafka-console-consumer (text)",
    looks=lambda source: bool(_FIRST.match(source.head.lstrip(b"\r\n").partition(b"\n")[0])),
    records=records,
    read=read,
    fields={
        "partition": "the partition, if print.partition was set",
        "offset": "the offset in it, if print.offset was set",
        "delivery": "how often it was delivered, of a share group",
        "tstype": "CreateTime (the producer's clock), LogAppendTime (the broker's) or NO_TIMESTAMP",
        "tombstone": "true where the value is null, or the text null",
        **cloudevents_modes.FIELDS,
    },
)
