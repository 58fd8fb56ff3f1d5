"""The messages of a boundary: their schemas, how one side's becomes the other's, what must be in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.load.language.comparing import compares
from checker.load.language.conditions import path, where
from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.language.transformations import Tables, code, transformation
from checker.load.tree import Entry, Node, Table, entry_place, place
from checker.model.boundaries import Enrich, Message, Requirement
from checker.model.paths import Path
from checker.model.schemas import Schema
from checker.model.text import plain

KEYS = (
    "where",
    "case",
    "version",
    "version_at",
    "key",
    "sends",
    "accepts",
    "payload",
    "transform",
    "implementation",
    "enriches",
    "requires",
    "compare",
    "sensitive",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """
    The files of a set that its contract may name. Both give None, with the mistakes noted, where a file is
    missing, lies outside the set or is not what it should be.
    """

    schema: Callable[[Node], Schema | None]
    text: Callable[[Node], str | None]


def message(entry: Entry, names: Names, files: Files, reading: Reading) -> Message | None:
    key, value = entry
    reading.is_name(key, "a message")
    keys = reading.table(value, KEYS, f'the message "{plain(key.text)}"')
    if not isinstance(value, Table):
        return None
    sends, accepts, has_payload = _schemas(keys, files, reading)
    tables = Tables(columns=names.reference, file=files.text)
    implementation = keys.get("implementation")
    return Message(
        name=key.text,
        where=where(keys["where"].value, reading) if "where" in keys else (),
        case=_path(keys, "case", reading),
        version=reading.full_text(keys["version"].value, "version") if "version" in keys else None,
        version_at=_path(keys, "version_at", reading),
        key=_path(keys, "key", reading),
        sends=sends,
        accepts=accepts,
        has_payload=has_payload,
        transform=transformation(keys["transform"].value, tables, reading) if "transform" in keys else None,
        implementation=code(implementation.value, tables, reading, "implementation")
        if implementation
        else None,
        enriches=_enriches(keys["enriches"].value, names, reading) if "enriches" in keys else (),
        requires=_requires(keys["requires"].value, reading) if "requires" in keys else (),
        compare=compares(keys["compare"].value, reading) if "compare" in keys else (),
        sensitive=_sensitive(keys["sensitive"].value, reading) if "sensitive" in keys else (),
        place=place(key),
    )


def _schemas(
    keys: Mapping[str, Entry], files: Files, reading: Reading
) -> tuple[Schema | None, Schema | None, bool]:
    """What is sent, what is accepted, and whether the message has a payload at all."""
    if "payload" not in keys:
        sends = files.schema(keys["sends"].value) if "sends" in keys else None
        accepts = files.schema(keys["accepts"].value) if "accepts" in keys else None
        return sends, accepts, True
    for name in ("sends", "accepts"):
        if name in keys:
            reading.wrong(
                f"{name} stands beside payload, which is for both sides", keys[name].key, "keep one"
            )
    text = reading.text(keys["payload"].value, "payload")
    if text is None:
        return None, None, True
    if text == "none":
        return None, None, False
    both = files.schema(keys["payload"].value)
    return both, both, True


def _path(keys: Mapping[str, Entry], name: str, reading: Reading) -> Path | None:
    return path(keys[name].value, reading, name) if name in keys else None


def _enriches(node: Node, names: Names, reading: Reading) -> tuple[Enrich, ...]:
    found = []
    for entry in reading.names(node, "enriches"):
        at = path(entry.key, reading, "a path")
        keys = reading.table(entry.value, ("from", "by"), "a field of enriches", required=("from",))
        source = reading.known(keys["from"].value, names.systems, "system") if "from" in keys else None
        by = path(keys["by"].value, reading, "by") if "by" in keys else None
        if at is not None and source is not None:
            found.append(Enrich(path=at, source=source, by=by, place=entry_place(entry)))
    return tuple(found)


def _requires(node: Node, reading: Reading) -> tuple[Requirement, ...]:
    found = []
    for item in reading.rows(node, "requires"):
        keys = reading.table(item, ("jq", "because"), "a row of requires", required=("jq", "because"))
        jq = reading.full_text(keys["jq"].value, "jq") if "jq" in keys else None
        because = reading.full_text(keys["because"].value, "because") if "because" in keys else None
        if jq is not None and because is not None:
            found.append(Requirement(jq=jq, because=because, place=place(item)))
    return tuple(found)


def _sensitive(node: Node, reading: Reading) -> tuple[Path, ...]:
    read = (path(item, reading, "sensitive") for item in reading.listed(node, "sensitive"))
    return tuple(each for each in read if each is not None)
