"""
AsyncAPI 2 and 3 documents in YAML or JSON (asyncapi/spec): the examples of their reusable messages.

Somebody made them up, so they are evidence of nothing. Which channel a message takes stands elsewhere in the
document, and so do messages that a channel has for itself alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.errors import Mistake
from checker.load import tree
from checker.load.captures import cloudevents_modes, contents, kafka, members
from checker.load.captures.contents import NOTHING, Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.load.captures.yaml_values import START, SaidError, Values, parsed
from checker.load.tree import Table
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

_TEXTS: Final = ("name", "summary")
_WAY: Final = ("components", "messages")
_YAML: Final = re.compile(START.pattern + rb"""asyncapi:\s*["']?[23]\.""")


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every example, with its message. A message without any gives nothing."""
    is_json = source.head.lstrip().startswith((b"{", b"["))
    for record in json_records(source, [_WAY], say) if is_json else _in_yaml(source, say):
        if not isinstance(record.value, dict):
            yield Record({"messages": record.value}, record.place)
            continue
        for name, message in record.value.items():
            start = f"{record.place.pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            around: dict[str, Json] = {"name": name, "message": message}
            listed = message.get("examples") if isinstance(message, dict) else None
            if listed is None and isinstance(message, dict):
                continue
            if not isinstance(listed, list):
                where = f"{start}/examples" if isinstance(message, dict) else start
                yield Record({**around, "example": listed}, replace(record.place, pointer=where))
                continue
            for index, example in enumerate(listed):
                where = f"{start}/examples/{index}"
                yield Record({**around, "example": example}, replace(record.place, pointer=where))


def _in_yaml(source: Source, say: Say) -> Iterator[Record]:
    """The messages of a document in YAML, as one record."""
    root, wrong = parsed(source, say)
    for name in _WAY:
        entry = root.entries.get(name) if isinstance(root, Table) else None
        root = entry.value if entry is not None else None
    if root is None:
        if not wrong:
            place = Place(file=source.file, line=1, column=1)
            message = "this has no messages among its components"
            say(Mistake(message=message, place=place, fix="put them there, with examples"))
        return
    try:
        yield Record(Values(wrong, say, source.limits).of(root), tree.place(root))
    except SaidError:
        return


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    around = members.an_object(record.value)
    if "messages" in around:
        raise UnusableError("messages should be an object, with one under each name")
    message = members.an_object(around.get("message"))
    example = members.an_object(around.get("example"))
    left = {
        name: value
        for name, value in members.beyond(example, "payload", "headers").items()
        if name not in _TEXTS or members.text(value) is None
    }
    told, odd = _headers(example.get("headers"))
    if odd is not None:
        left["headers"] = odd
    media = members.text(message, "contentType")
    content = _content(example, media or kafka.media_in(told), limits)
    sample = Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        place=record.place,
        fields={
            "message": members.text(around, "name") or "",
            **{name: members.text(example, name) or "" for name in _TEXTS},
            "contentType": media or "",
        },
        headers=told,
        payload=content.payload,
        body=content.body,
        is_sample=True,
        rest=left,
    )
    yield from cloudevents_modes.events(sample, limits)


def _headers(value: Json) -> tuple[tuple[tuple[str, str], ...] | None, Json]:
    """Headers that are texts or numbers, and what else stands there."""
    if not isinstance(value, dict):
        return None, value
    texts = {name: text for name, one in value.items() if (text := members.text(one)) is not None}
    return tuple(texts.items()), members.without(value, *texts) or None


def _content(example: Json, media: str | None, limits: Limits) -> Content:
    """The payload, which is JSON as it stands unless its media type says that it is text."""
    if not isinstance(example, dict) or "payload" not in example:
        return NOTHING
    payload = example["payload"]
    is_text = isinstance(payload, str) and media is not None and not contents.is_json(media)
    return contents.of_text(str(payload), media, limits) if is_text else Content(payload=payload)


FORMAT: Final = Format(
    name="asyncapi",
    title="AsyncAPI 2 or 3",
    looks=lambda source: "/asyncapi" in source.outline or bool(_YAML.match(source.head)),
    records=records,
    read=read,
    fields={
        "message": "the name of the message among the components",
        "name": "what the example is called",
        "summary": "what it is about",
        "contentType": "the media type of the message",
        **cloudevents_modes.FIELDS,
    },
)
