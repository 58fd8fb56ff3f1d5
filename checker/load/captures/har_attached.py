"""
Bodies and messages that Playwright lays beside a HAR (`content: "attach"`), put where others write them.

`_file` names the file of a body; that of a WebSocket has a message in each line. What can't be read is said,
and its entry stays as it is.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from checker.errors import Mistake, RecordingError
from checker.load.captures import members
from checker.load.captures.beside import HELD, Missing, beside
from checker.load.captures.records import Record, Say, json_records
from checker.load.captures.sources import Source
from checker.load.json import parse_quickly
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.text import shown

MESSAGES: Final = "_webSocketMessages"
_WAYS: Final = (("request", "postData"), ("response", "content"))


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every entry, with what stands in files of its own."""
    for record in json_records(source, [("log", "entries")], say):
        yield _whole(record, source, say)


def _whole(record: Record, source: Source, say: Say) -> Record:
    entry = record.value
    for whose, part in _WAYS:
        name = members.member(entry, whose, part, "_file")
        if not isinstance(entry, dict) or not isinstance(name, str):
            continue
        found = beside(source, Path(source.file).absolute().parent, name)
        whole = found if isinstance(found, Missing) else _put(entry, whose, part, found, source.limits)
        if isinstance(whole, Missing):
            message = f"what {shown(name)} has of this {whose} can't be read: {whole.why}"
            place = replace(record.place, pointer=f"{record.place.pointer}/{whose}/{part}/_file")
            say(Mistake(message=message, place=place, fix=whole.fix))
        else:
            entry = whole
    return Record(entry, record.place)


def _put(
    entry: Mapping[str, Json], whose: str, part: str, data: bytes, limits: Limits
) -> dict[str, Json] | Missing:
    """The entry with what the file has; else why that can't be used."""
    messages: dict[str, Json] = {}
    if whose == "response" and entry.get("_resourceType") == "websocket":
        try:
            messages[MESSAGES] = [
                parse_quickly(line, file="", first_line=number, limits=limits)
                for number, line in enumerate(data.splitlines(), start=1)
                if line.strip()
            ]
        except RecordingError as error:
            where = error.mistakes[0].place
            return Missing(
                f"line {where.line if where else 1} of it is no message in JSON", "look into the file"
            )
        data = b""
    message = members.an_object(entry[whose])
    held = {**members.an_object(message[part]), HELD: base64.b64encode(data).decode()}
    return {**entry, **messages, whose: {**message, part: held}}
