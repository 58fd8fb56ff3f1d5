"""Which kind of document a file is (JSON Schema, OpenAPI, AsyncAPI), of which draft, and its formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from checker.model.json import Json
from checker.model.schemas import Draft
from checker.model.text import plain, shown

SCHEMA_URIS: Final[dict[str, Draft]] = {
    "http://json-schema.org/draft-07/schema": "7",
    "https://json-schema.org/draft/2020-12/schema": "2020-12",
}
_PARTS: Final = (
    *("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content"),
)
# Both validators bring these along; a schema may refer to them.
METASCHEMAS: Final = frozenset(SCHEMA_URIS) | {
    f"https://json-schema.org/draft/2020-12/meta/{part}" for part in _PARTS
}
_DIALECTS: Final = (  # what jsonSchemaDialect of OpenAPI may say
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
)

_FORMATS_7: Final = (
    *("date", "date-time", "time", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6"),
    *("uri", "uri-reference", "iri", "iri-reference", "uri-template"),
    *("json-pointer", "relative-json-pointer", "regex"),
)
FORMATS: Final[dict[Draft, frozenset[str]]] = {
    "7": frozenset(_FORMATS_7),
    "2020-12": frozenset([*_FORMATS_7, "duration", "uuid"]),
}
# Formats that OpenAPI and AsyncAPI define. A range is asserted, by `minimum` and `maximum`; the others
# say how a value is stored or shown, and assert nothing.
RANGES: Final = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
HINTS: Final = frozenset(("float", "double", "byte", "binary", "password"))


@dataclass(frozen=True, slots=True)
class Kind:
    """`draft` is None where the document does not say: then it is the draft of what refers to it."""

    name: Literal["JSON Schema", "OpenAPI", "AsyncAPI"]
    draft: Draft | None

    @property
    def is_pure(self) -> bool:
        """The whole document is a schema, not one with schemas somewhere inside."""
        return self.name == "JSON Schema"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a document can't be used; `member` is the one to blame."""

    member: str
    message: str
    fix: str


def kind(content: Json) -> Kind | Refused:
    if not isinstance(content, Mapping):
        return Kind("JSON Schema", None)
    if "openapi" in content or "swagger" in content:
        return _openapi(content)
    if "asyncapi" in content:
        return _asyncapi(str(content["asyncapi"]))
    if "$schema" not in content:
        return Kind("JSON Schema", None)
    draft = draft_named(content["$schema"])
    return _other_draft("$schema", content["$schema"]) if draft is None else Kind("JSON Schema", draft)


def draft_named(uri: Json) -> Draft | None:
    return SCHEMA_URIS.get(uri.removesuffix("#")) if isinstance(uri, str) else None


def _other_draft(member: str, uri: Json) -> Refused:
    said = plain(uri, longest=100) if isinstance(uri, str) else shown(uri)
    return Refused(
        member,
        f"{member} is {said}, and the drafts 7 and 2020-12 are the two that are read",
        "write " + " or ".join(f"{uri}#" if draft == "7" else uri for uri, draft in SCHEMA_URIS.items()),
    )


def _openapi(content: Mapping[str, Json]) -> Kind | Refused:
    member = "openapi" if "openapi" in content else "swagger"
    version = str(content[member])
    if not version.startswith(("3.1", "3.2")):
        said = f"{'OpenAPI' if member == 'openapi' else 'Swagger'} {plain(version, longest=20)}"
        return Refused(
            member,
            f"this is {said}, whose schemas are not JSON Schema; OpenAPI 3.1 and 3.2 are read",
            "convert it to 3.1 (nullable: true becomes a type of its own, exclusiveMinimum a number)",
        )
    dialect = content.get("jsonSchemaDialect", _DIALECTS[0])
    if dialect in _DIALECTS:
        return Kind("OpenAPI", "2020-12")
    draft = draft_named(dialect)
    return _other_draft("jsonSchemaDialect", dialect) if draft is None else Kind("OpenAPI", draft)


def _asyncapi(version: str) -> Kind | Refused:
    if not version.startswith(("2.", "3.")):
        said = plain(version, longest=20)
        return Refused("asyncapi", f"this is AsyncAPI {said}; 2 and 3 are read", "convert it to 3.0.0")
    return Kind("AsyncAPI", "7")
