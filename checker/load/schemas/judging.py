"""One subschema judged by itself: that each keyword is known and holds what the metaschema says."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from re import compile as regex
from typing import Final

from checker.errors import Mistake
from checker.load.schemas import patterns
from checker.load.schemas.keywords import ANNOTATIONS, KEYWORDS, TYPES, Holds, is_annotation
from checker.load.schemas.kinds import FORMATS, HINTS, RANGES, Kind
from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.schemas import Draft
from checker.model.text import nearest, plain, shown

_NAME = regex(r"[A-Za-z_][-A-Za-z0-9._]*\Z")
_NO_URI = regex(r"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})")
_BESIDE_REF: Final = frozenset(("$comment", "title", "description", "default", "examples", "readOnly"))
_BESIDE_REF_TOO: Final = frozenset(("writeOnly", "deprecated", "$schema", "definitions", "$defs"))
_HINTS: Final = {
    "nullable": 'write type: ["string", "null"], or whatever type it has',
    "id": "write $id",
    "divisibleBy": "write multipleOf",
    "$recursiveRef": "write $dynamicRef",
    "$recursiveAnchor": "write $dynamicAnchor",
    "extends": "write allOf",
    "additionalItems": "write items, and prefixItems for the list",
    "schemaFormat": "refer to the `schema` in it",
}


def judged(schema: Json, kind: Kind, draft: Draft, *, is_named: bool) -> Iterator[tuple[str, Mistake]]:
    """
    Each mistake of a subschema, with the pointer from the subschema to what is to blame.

    `is_named` tells whether a `$id` or anchor here is seen by others: it is in a document that is a schema
    throughout. What is inside the subschemas of this one is not looked at.
    """
    if isinstance(schema, bool):
        return
    if not isinstance(schema, Mapping):
        is_list_of_items = isinstance(schema, list) and draft == "2020-12"
        yield (
            "",
            Mistake(
                message=f"{shown(schema)} stands where a schema should",
                fix="write an object, true or false"
                + is_list_of_items * ", or prefixItems if it is a list of items",
            ),
        )
        return
    if draft == "7" and "$ref" in schema:
        yield from _beside_ref(schema)
        if not isinstance(schema["$ref"], str):
            yield "/$ref", _wrong("$ref", Holds.REFERENCE, schema["$ref"])
        return
    for keyword, value in schema.items():
        step = f"/{escaped(keyword)}"
        holds = KEYWORDS[draft].get(keyword)
        if holds is None:
            if not is_annotation(keyword):
                yield step, _unknown(keyword, draft)
            continue
        if not is_named and keyword in ("$id", "$anchor", "$dynamicAnchor"):
            yield (
                step,
                Mistake(
                    message=f"{keyword} has no effect here, since the document is no schema from its root on",
                    fix="delete it, and refer to this schema by a JSON Pointer",
                ),
            )
        for inner, mistake in _content(keyword, holds, value, kind, draft):
            yield step + inner, mistake


def _beside_ref(schema: Mapping[str, Json]) -> Iterator[tuple[str, Mistake]]:
    for keyword in schema:
        if keyword != "$ref" and keyword not in _BESIDE_REF | _BESIDE_REF_TOO and not is_annotation(keyword):
            yield (
                f"/{escaped(keyword)}",
                Mistake(
                    message=f"{plain(keyword)} stands beside $ref, and draft 7 ignores it there",
                    fix='write allOf: [{"$ref": …}, {…}], or change $schema to 2020-12',
                ),
            )


def _unknown(keyword: str, draft: Draft) -> Mistake:
    other: Draft = "7" if draft == "2020-12" else "2020-12"
    if keyword in KEYWORDS[other]:
        return Mistake(
            message=f"the keyword {keyword} is of draft {other}, and this schema is of draft {draft}",
            fix=_HINTS.get(
                keyword, f"change $schema to draft {other}, or say it with the keywords of {draft}"
            ),
        )
    near = nearest(keyword, [*KEYWORDS[draft], *ANNOTATIONS])
    hint = _HINTS.get(keyword, f"write {near}" if near else None)
    return Mistake(
        message=f"JSON Schema has no keyword {plain(keyword)}",
        fix=hint or "delete it, or begin it with x- if it is a note",
    )


def _content(
    keyword: str, holds: Holds, value: Json, kind: Kind, draft: Draft
) -> Iterator[tuple[str, Mistake]]:
    """What is wrong with the value of a known keyword."""
    if not _FITS[holds](value):
        yield "", _wrong(keyword, holds, value)
        return
    match holds:
        case Holds.TYPES:
            yield from _types(value)
        case Holds.FORMAT:
            yield from _format(str(value), kind, draft)
        case Holds.PATTERN:
            if (mistake := patterns.flaw(str(value))) is not None:
                yield "", mistake
        case Holds.NAMED_PATTERNS if isinstance(value, Mapping):
            for name in value:
                if (mistake := patterns.flaw(name)) is not None:
                    yield f"/{escaped(name)}", mistake
        case Holds.DEPENDENCIES if isinstance(value, Mapping):
            for name, inner in value.items():
                if isinstance(inner, list) and not _are_names(inner):
                    yield f"/{escaped(name)}", _wrong(keyword, Holds.NAMES, inner)
    if keyword == "$id" and _NO_URI.search(str(value)):
        yield (
            "",
            Mistake(
                message=f"the $id {plain(str(value))} is no URI", fix="write the signs it can't hold as %XX"
            ),
        )
    elif keyword == "$id" and draft == "2020-12" and "#" in str(value).removesuffix("#"):
        yield "", Mistake(message="$id has a fragment, which 2020-12 forbids", fix="write $anchor for it")


def _types(value: Json) -> Iterator[tuple[str, Mistake]]:
    for name in value if isinstance(value, list) else [value]:
        if name not in TYPES:
            near = nearest(str(name), TYPES)
            yield (
                "",
                Mistake(
                    message=f"JSON has no type {shown(name)}",
                    fix=f"write {near}" if near else "write one of " + ", ".join(TYPES),
                ),
            )


def _format(name: str, kind: Kind, draft: Draft) -> Iterator[tuple[str, Mistake]]:
    if name in FORMATS[draft]:
        return
    if name in HINTS or name in RANGES:
        if not kind.is_pure:
            return
        fix = "write minimum and maximum" if name in RANGES else "delete it"
        yield (
            "",
            Mistake(
                message=f"the format {name} is OpenAPI's, and JSON Schema asserts nothing by it", fix=fix
            ),
        )
        return
    elsewhere = [other for other, formats in FORMATS.items() if name in formats]
    near = nearest(name, FORMATS[draft])
    fix = f"write {near}" if near else "write pattern, or one of " + ", ".join(sorted(FORMATS[draft]))
    if elsewhere:
        fix = f"change $schema to {elsewhere[0]}, which has it, or write pattern"
    yield "", Mistake(message=f"draft {draft} has no format {plain(name)}", fix=fix)


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _is_count(value: Json) -> bool:
    return (
        isinstance(value, (int, float, Decimal))
        and not isinstance(value, bool)
        and value >= 0
        and value == int(value)
    )


def _are_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value) and _are_unlike(value)


def _are_unlike(names: list[Json]) -> bool:
    return len({str(name) for name in names}) == len(names)


def _is_schema(value: Json) -> bool:
    return isinstance(value, (Mapping, bool))


def _are_schemas(value: Json) -> bool:
    return isinstance(value, list) and bool(value)


_FITS: Final[Mapping[Holds, Callable[[Json], bool]]] = {
    Holds.SCHEMA: lambda _: True,  # judged by itself, and so are the schemas in the next three
    Holds.SCHEMAS: _are_schemas,
    Holds.SCHEMA_OR_SCHEMAS: lambda value: _is_schema(value) or _are_schemas(value),
    Holds.NAMED_SCHEMAS: lambda value: isinstance(value, Mapping),
    Holds.NAMED_PATTERNS: lambda value: isinstance(value, Mapping),
    Holds.DEPENDENCIES: lambda value: isinstance(value, Mapping),
    Holds.REQUIREMENTS: lambda value: isinstance(value, Mapping) and all(map(_are_names, value.values())),
    Holds.COUNT: _is_count,
    Holds.NUMBER: _is_number,
    Holds.POSITIVE: lambda value: (
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value > 0
    ),
    Holds.TRUTH: lambda value: isinstance(value, bool),
    Holds.TEXT: lambda value: isinstance(value, str),
    Holds.REFERENCE: lambda value: isinstance(value, str),
    Holds.NAME: lambda value: isinstance(value, str) and _NAME.match(value) is not None,
    Holds.NAMES: _are_names,
    Holds.TYPES: lambda value: isinstance(value, str) or (_are_names(value) and value != []),
    Holds.LIST: lambda value: isinstance(value, list),
    Holds.FORMAT: lambda value: isinstance(value, str),
    Holds.PATTERN: lambda value: isinstance(value, str),
    Holds.OBJECT: lambda value: isinstance(value, Mapping),
    Holds.ANYTHING: lambda _: True,
}


def _wrong(keyword: str, holds: Holds, value: Json) -> Mistake:
    return Mistake(
        message=f"{keyword} takes {holds.value}, and {shown(value)} stands here", fix=f"write {holds.value}"
    )
