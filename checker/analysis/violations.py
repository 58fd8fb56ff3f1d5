"""
How a payload breaks its schema, explained by jsonschema.

jsonschema walks; whatever it would decide otherwise than the verdicts of jsonschema-rs (regular expressions,
formats, numbers), or in an order of chance, is decided in checker.analysis.assertions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from checker.analysis.wordings import names, said
from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.schemas import SET, Schema
from checker.model.text import plain

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.exceptions import ValidationError

STEPS: Final = 100_000  # keywords that are looked at for one payload: about a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """
    One way in which a payload breaks its schema.

    `pointer` leads into the payload; `schema` is where the keyword stands: a path inside the set, or a
    `$id`, with a JSON Pointer. The subject of the message is the value, which is shortened in it.
    """

    pointer: str
    keyword: str
    message: str
    schema: str


class Explainer:
    """A schema as jsonschema walks it."""

    def __init__(self, schema: Schema) -> None:
        self.skips_unevaluated = False
        self._places: dict[int, str] = {}  # where each subschema stands, by id: the copies live as long
        self._copies = {uri: self._copied(content, uri, "") for uri, content in schema.documents.items()}
        self._walker = self._compiled(schema)

    def violations(self, payload: Json) -> Iterator[Violation]:
        """In the schema's order, lazily; ends early after too many steps, or too deep for Python's stack."""
        from checker.analysis.assertions import TooManyStepsError, restart

        restart(self._walker, STEPS)
        try:
            for error in self._walker.iter_errors(_exact(payload)):
                yield from map(self._violation, _meant(error))
        except (TooManyStepsError, RecursionError):
            return

    def _violation(self, error: "ValidationError") -> Violation:
        keyword = error.validator if isinstance(error.validator, str) else "false"
        place = self._places.get(id(error.schema))
        return Violation(
            pointer=stated(error.absolute_path),
            keyword=keyword,
            message=said(error),
            schema=f"{place}/{escaped(keyword)}" if place else stated(error.absolute_schema_path),
        )

    def _copied(self, node: Json, uri: str, pointer: str) -> Json:
        """A copy without `$schema`, at which jsonschema would change to a class without our keywords."""
        if isinstance(node, Mapping):
            copy = {
                name: self._copied(inner, uri, f"{pointer}/{escaped(name)}")
                for name, inner in node.items()
                if not (name == "$schema" and isinstance(inner, str))
            }
            self.skips_unevaluated |= not {"unevaluatedItems", "unevaluatedProperties"}.isdisjoint(copy)
            self._places[id(copy)] = f"{uri.removeprefix(SET)}#{pointer}"
            return copy
        if isinstance(node, list):
            return [self._copied(inner, uri, f"{pointer}/{index}") for index, inner in enumerate(node)]
        return node

    def _compiled(self, schema: Schema) -> Any:  # jsonschema's classes are made at run time
        from jsonschema_specifications import REGISTRY as METASCHEMAS  # type: ignore[import-untyped]
        from referencing.jsonschema import DRAFT7, DRAFT202012

        from checker.analysis.assertions import walker

        specification = DRAFT7 if schema.draft == "7" else DRAFT202012
        resources = [(uri, specification.create_resource(copy)) for uri, copy in self._copies.items()]
        entry = {"$ref": f"{schema.uri}#{_quoted(schema.pointer)}"}
        return walker(schema.draft, entry, METASCHEMAS.with_resources(resources))


def in_other_words(error: "jsonschema_rs.ValidationError") -> Violation:
    """An error of jsonschema-rs, whose messages hold no value of the payload."""
    kind = error.kind
    match kind.name:
        case "unevaluatedProperties":
            message = f"the schema knows no {names(kind.value)}"
        case "unevaluatedItems":
            message = "the value has elements that the schema does not know"
        case _:
            message = plain(error.message, longest=200)
    place = (error.absolute_keyword_location or "").removeprefix(SET)
    return Violation(pointer=stated(error.instance_path), keyword=kind.name, message=message, schema=place)


def stated(path: Iterable[str | int]) -> str:
    """A path of names and indices as a JSON Pointer."""
    return "".join(f"/{escaped(str(step))}" for step in path)


def is_large(payload: Json, most: int) -> bool:
    """Has more nodes than this; looks at no more than it must."""
    waiting = [payload]
    seen = 0
    while waiting and seen <= most:
        node = waiting.pop()
        seen += 1
        if isinstance(node, Mapping):
            seen += len(node) if len(node) > most else 0
            waiting += node.values() if len(node) <= most else ()
        elif isinstance(node, list):
            seen += len(node) if len(node) > most else 0
            waiting += node if len(node) <= most else ()
    return seen > most


def _meant(error: "ValidationError") -> "Iterator[ValidationError]":
    """
    The error, or, where one alternative of `anyOf` or `oneOf` was clearly meant, what is wrong in that.

    It is meant if it alone has the right type and the right constants, in itself and one level down: by
    `type: created`, say, an event tells which alternative it is.
    """
    branches: dict[str | int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(next(iter(inner.relative_schema_path), ""), []).append(inner)
    meant = [errors for errors in branches.values() if not any(map(_tells_apart, errors))]
    if len(meant) != 1:
        yield error
        return
    for inner in meant[0]:
        yield from _meant(inner)


def _tells_apart(error: "ValidationError") -> bool:
    levels = len(error.relative_path)
    if levels == 0:
        return error.validator in ("type", "const", "enum", None)
    return levels == 1 and error.validator in ("const", "enum")


def _exact(value: Json) -> Json:
    """The payload with each float as the decimal that stood in the file."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {name: _exact(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_exact(inner) for inner in value]
    return value


def _quoted(pointer: str) -> str:
    from urllib.parse import quote

    return quote(pointer, safe="/~")
