"""Formats and defaults of schemas, before and now: how a text is to be read, and what a reader fills in."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from checker.analysis import numbers
from checker.analysis.drift.spots import listed, mapped
from checker.analysis.references import References, Resource
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.pointers import escaped
from checker.model.schemas import Schema

_DEPTH: Final = 12
_MOST: Final = 5_000  # schemas that are looked at
_BRANCHES: Final = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """
    `keyword` is format or default; `pointer` leads into payloads, with `*` for elements.

    Of several formats at one place there is a text with all of them.
    """

    keyword: str
    pointer: str
    was: Json | Absent
    now: Json | Absent
    schema: str
    place: Place


@dataclass(slots=True)
class _Said:
    """What is said of one place, by all schemas that speak of it; of defaults the nearest one counts."""

    formats: set[str] = field(default_factory=set)
    default: Json | Absent = ABSENT


def annotated(old: Schema, new: Schema, *, is_sent: bool) -> Iterator[Annotated]:
    """
    What changed at places that both schemas have, by properties and elements alone.

    A format that came is none of it, nor one that the receiver asks for no longer: whether all still fits is
    judged with formats. A format that went tells that the sender no longer promises it.
    """
    before, after = _places(old), _places(new)
    for pointer, now in after.items():
        was = before.get(pointer)
        if was is None:
            continue
        if was.formats - now.formats and (now.formats or is_sent):
            yield _annotated("format", pointer, _together(was.formats), _together(now.formats), new)
        if not _is_same(was.default, now.default):
            yield _annotated("default", pointer, was.default, now.default, new)


def _together(formats: set[str]) -> str | Absent:
    return " or ".join(sorted(formats)) or ABSENT


def _annotated(
    keyword: str, pointer: str, was: Json | Absent, now: Json | Absent, schema: Schema
) -> Annotated:
    return Annotated(
        keyword=keyword, pointer=pointer, was=was, now=now, schema=schema.name, place=schema.place
    )


def _is_same(was: Json | Absent, now: Json | Absent) -> bool:
    if isinstance(was, Absent) or isinstance(now, Absent):
        return was is now
    return numbers.same(was, now)


def _places(schema: Schema) -> Mapping[str, _Said]:
    references = References(schema)
    found: dict[str, _Said] = {}
    known: set[tuple[str, int]] = set()
    entered = references.entered()
    waiting: deque[tuple[str, Resource, int]] = deque([("", entered, 0)] if entered else [])
    while waiting and len(known) < _MOST:
        pointer, (content, around), depth = waiting.popleft()
        if (pointer, id(content)) in known or depth > _DEPTH:
            continue
        known.add((pointer, id(content)))
        base = references.base(content, around)
        said = found.setdefault(pointer, _Said())
        reference = content.get("$ref")
        if not (isinstance(reference, str) and schema.draft == "7"):  # else it stands alone
            if isinstance(form := content.get("format"), str):
                said.formats.add(form)
            if isinstance(said.default, Absent):
                said.default = content.get("default", ABSENT)
            for step, inner in _below(content):
                waiting.append((f"{pointer}{step}", (inner, base), depth + 1))
        if isinstance(reference, str) and (led := references.target(reference, base)) is not None:
            waiting.append((pointer, led, depth))
    return found


def _below(content: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """The schemas within, each with the step to what it speaks of; a branch speaks of the same."""
    for name, inner in mapped(content.get("properties")).items():
        if isinstance(inner, Mapping):
            yield f"/{escaped(name)}", inner
    if isinstance(items := content.get("items"), Mapping):
        yield "/*", items
    for keyword in _BRANCHES:
        yield from (("", branch) for branch in listed(content.get(keyword)) if isinstance(branch, Mapping))
