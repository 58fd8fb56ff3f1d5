"""What events of AWS have in common: a list of records, attributes of messages, and data in base64."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from checker.load.captures import contents, members
from checker.load.captures.contents import Content
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say, elements, json_records
from checker.load.captures.sources import Source
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.text import shown

RECORDS: Final = "Records"


def listed(source: Source, say: Say, name: str = RECORDS) -> Iterator[Record]:
    """The records in the list of this name, of one event or of many; one that stands by itself as well."""
    return elements(json_records(source, [(name,), ()], say), name)


def within(event: Record, rows: Sequence[Json], pointer: str, holding: str) -> Iterator[Record]:
    """The rows of a list in an event, each with all that the event has beside the member `holding` them."""
    told = members.beyond(event.value, holding)
    for index, row in enumerate(rows):
        place = replace(event.place, pointer=f"{event.place.pointer}{pointer}/{index}")
        yield Record({**told, **row} if isinstance(row, dict) else row, place)


def source_of(source: Source, name: str = "eventSource") -> str | None:
    """Which service the first record is of; of events in a list, or one in a line, as well."""
    outline = source.outline
    for before in (f"/{RECORDS}/*", f"/*/{RECORDS}/*", "", "/*"):
        if (found := outline.get(f"{before}/{name}")) is not None:
            return found
    return None


def record_of(value: Json, service: str, name: str = "eventSource") -> Mapping[str, Json]:
    """
    The value as a record of this service.

    Raises:
        UnusableError: it is of another one, or no object.

    """
    record = members.an_object(value)
    found = record.get(name)
    if found is not None and found != service:
        raise UnusableError(f"this is of {shown(found)}, not of {service}", f"/{name}")
    return record


def data(value: Json, name: str, limits: Limits, pointer: str = "") -> Content:
    """
    What stands in base64 below this name; nothing where there is nothing or null.

    Raises:
        UnusableError: something else than text stands there.

    """
    found = members.member(value, name)
    if found is None:
        return contents.NOTHING
    if not isinstance(found, str):
        raise UnusableError(f"base64 should stand here, not {shown(found)}", f"{pointer}/{name}")
    return contents.of_base64(found, None, limits) if found else contents.NOTHING


def attributes(value: Json, *contents_of: str) -> tuple[tuple[str, str], ...] | None:
    """
    The attributes of a message as its headers; None where it has no place for them.

    `contents_of` are the members of one that may have its content. Bytes stay in base64.
    """
    if not isinstance(value, dict):
        return None
    found = []
    for name, one in value.items():
        texts = (members.text(one, content) for content in contents_of)
        if (text := next((text for text in texts if text is not None), None)) is not None:
            found.append((name, text))
    return tuple(found)


def beyond_texts(value: Json, kind: str, content: str) -> dict[str, Json]:
    """The attributes that are more than a text: their type, their lists."""
    found: dict[str, Json] = {}
    for name, one in value.items() if isinstance(value, dict) else ():
        plain = members.text(one, kind) == "String" and members.text(one, content) is not None
        if not plain or any(part for part in members.without(one, kind, content).values()):
            found[name] = one
    return found
