"""
What `kcat -J` (kafkacat) writes of a topic: one object a line (edenhill/kcat, json.c).

Headers are a flat list of names and values, or by a later option an object of lists. Bytes that are no UTF-8
stand there as they are, so such a line is no JSON; it is read all the same. A payload that is null is a
tombstone. What kcat says of its own work begins with a percent sign.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from checker.analysis.written import written
from checker.errors import Mistake, RecordingError
from checker.load.captures import cloudevents_modes, contents, kafka, members, moments
from checker.load.captures.contents import NOT_RECORDED, NOTHING, Content
from checker.load.captures.formats import Format
from checker.load.captures.lines import lines
from checker.load.captures.members import UnusableError
from checker.load.captures.outline import outline
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.load.json import parse
from checker.model.captures import Captured
from checker.model.json import Json
from checker.model.limits import Limits

_FIELDS: Final = ("topic", "partition", "offset", "tstype", "broker")
_USED: Final = (*_FIELDS, "ts", "headers", "key", "payload")
_TELLING: Final = ("payload", "key", "tstype")
_TOO: Final = "payload_error"


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every line; or, where somebody has indented or listed them, every document."""
    first, newline, _ = source.head.lstrip().partition(b"\n")
    if first.startswith(b"[") or (newline and first[:1] != b"%" and not first.rstrip().endswith(b"}")):
        for record in json_records(source, [()], say):
            yield Record({"line": record.value}, record.place)
        return
    for place, line, _ in lines(source, say):
        if not line or line.isspace():
            continue
        if line.startswith(b"%"):
            if b"ERROR" in line[:20]:
                message = f"kcat said here: {line[2:300].decode(errors='replace').strip()}"
                say(Mistake(message=message, place=place, fix="see whether it got all, and dump it again"))
            continue
        is_text = _is_text(line)
        data = line if is_text else line.decode("latin-1").encode()
        try:
            value = parse(data, file=place.file, first_line=place.line, limits=source.limits)
        except RecordingError as error:
            for mistake in error.mistakes:
                say(mistake)
            continue
        yield Record({"line": value} if is_text else {"line": value, "bytes": True}, place)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    around = members.an_object(record.value)
    found = members.an_object(around.get("line"))
    is_raw = "bytes" in around
    texts = {name: _text(members.text(found, name) or "", is_raw) for name in _FIELDS}
    fields = {name: text if isinstance(text, str) else "" for name, text in texts.items()}
    if not fields["topic"]:
        raise UnusableError("it names no topic", "/topic")
    rest = members.without(found, *_USED)
    headers = _headers(found.get("headers"), is_raw, rest)
    content = _content(found, kafka.media_in(headers), is_raw, limits)
    is_tombstone = "payload" in found and found["payload"] is None and _TOO not in found
    yield from kafka.messages(
        form=FORMAT.name,
        place=record.place,
        fields={**fields, "tombstone": "true" if is_tombstone else "false"},
        at=moments.since_1970(found.get("ts"), moments.MILLISECONDS),
        headers=headers,
        content=content,
        key=_key(found.get("key"), is_raw, rest),
        rest=rest,
        limits=limits,
    )


def _content(found: Mapping[str, Json], media: str | None, is_raw: bool, limits: Limits) -> Content:
    """A text is what was sent; with `-s` or after jq it is JSON already."""
    payload = found.get("payload")
    if payload is None:
        return NOTHING if "payload" in found and _TOO not in found else NOT_RECORDED
    if not isinstance(payload, str):
        return Content(payload=_within(payload) if is_raw else payload)
    text = _text(payload, is_raw)
    return contents.of_text(text, media, limits) if isinstance(text, str) else contents.of_bytes(text, media)


def _key(key: Json, is_raw: bool, rest: dict[str, Json]) -> str | None:
    if key is None:
        return None
    if not isinstance(key, str):
        return written(_within(key) if is_raw else key)
    text = _text(key, is_raw)
    if isinstance(text, str):
        return text
    rest["key"] = kafka.packed(text)
    return None


def _headers(value: Json, is_raw: bool, rest: dict[str, Json]) -> tuple[tuple[str, str], ...] | None:
    """Headers in their order; one without a value has an empty text; one that is no text is kept beside."""
    if value is None:
        return None
    pairs: list[tuple[Json, Json]]
    if isinstance(value, dict):
        listed = [(name, each if isinstance(each, list) else [each]) for name, each in value.items()]
        pairs = [(name, one) for name, each in listed for one in each]
    elif isinstance(value, list) and all(isinstance(one, str | None) for one in value):
        if len(value) % 2:
            raise UnusableError("names and values should stand here in turn, and one is missing", "/headers")
        pairs = list(zip(value[::2], value[1::2], strict=True))
    else:
        pairs = [*members.named_values(value)]
        if isinstance(value, list) and len(pairs) != len(value):
            raise UnusableError("this should be a list of names and values in turn", "/headers")
    found: list[tuple[str, str]] = []
    left: list[Json] = []
    for pair in pairs:
        name, text = (_text(each, is_raw) if isinstance(each, str) else each for each in pair)
        if isinstance(name, str) and isinstance(text, str | None):
            found.append((name, text or ""))
        else:
            left.append([_kept(name), _kept(text)])
    if left:
        rest["headers"] = left
    return tuple(found)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(text: str, is_raw: bool) -> str | bytes:
    """
    A text, or bytes that are none.

    In a raw line every byte was read as a character. What kcat escapes are control characters, which stand
    for themselves either way.
    """
    if not is_raw:
        return text
    data = b"".join(one.encode("latin-1" if one <= "\xff" else "utf-8") for one in text)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _within(value: Json) -> Json:
    """JSON of a raw line, in which only other parts are no text."""
    if isinstance(value, dict):
        return {_name(_text(name, is_raw=True)): _within(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_within(each) for each in value]
    return _kept(_text(value, is_raw=True)) if isinstance(value, str) else value


def _name(name: str | bytes) -> str:
    return name if isinstance(name, str) else name.decode(errors="backslashreplace")


def _kept(value: Json | bytes) -> Json:
    return kafka.packed(value) if isinstance(value, bytes) else value


def _looks(source: Source) -> bool:
    seen = source.outline
    if source.head.startswith(b"%"):
        said = source.head.split(b"\n")
        seen = outline(b"\n".join(line for line in said if not line.startswith(b"%")))
    return any(
        seen.has_all(*(f"{start}/{name}" for name in ("topic", "partition", "offset")))
        and any(f"{start}/{name}" in seen for name in _TELLING)
        for start in ("", "/*")
    )


FORMAT: Final = Format(
    name="kcat",
    title="kcat -J (Kafka)",
    looks=_looks,
    records=records,
    read=read,
    fields={
        "topic": "the topic",
        "partition": "the partition",
        "offset": "the offset in it",
        "tstype": "whose clock the time is of: create (the producer), logappend (the broker) or unknown",
        "broker": "the broker that it was read from",
        "tombstone": "true where the value is null, which deletes the key",
        **cloudevents_modes.FIELDS,
    },
)
