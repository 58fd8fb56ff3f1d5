"""The keywords of JSON Schema that we take, and what each of them holds, as the metaschemas say it."""

from enum import Enum
from typing import Final

from checker.model.schemas import Draft


class Holds(Enum):
    """What a keyword holds, in the words of a message."""

    SCHEMA = "a schema: an object, true or false"
    SCHEMAS = "a list of at least one schema"
    SCHEMA_OR_SCHEMAS = "a schema, or a list of at least one schema"
    NAMED_SCHEMAS = "an object of schemas"
    NAMED_PATTERNS = "an object of schemas by regular expression"
    DEPENDENCIES = "an object of schemas or lists of names"
    REQUIREMENTS = "an object of lists of names, none twice"
    COUNT = "a whole number from 0"
    NUMBER = "a number"
    POSITIVE = "a number above 0"
    TRUTH = "true or false"
    TEXT = "a text"
    REFERENCE = "a text that refers to a schema"
    NAME = "a text of letters, digits, `_`, `-` and `.` that begins with a letter or `_`"
    NAMES = "a list of texts, none twice"
    TYPES = "a type or a list of types, none twice"
    LIST = "a list"
    FORMAT = "the name of a format"
    PATTERN = "a regular expression"
    OBJECT = "an object"
    ANYTHING = "anything"


TYPES: Final = ("array", "boolean", "integer", "null", "number", "object", "string")

_SHARED: Final = {
    "$schema": Holds.TEXT,
    "$id": Holds.TEXT,
    "$ref": Holds.REFERENCE,
    "$comment": Holds.TEXT,
    "$defs": Holds.NAMED_SCHEMAS,  # not of draft 7, but tools write it there, and it asserts nothing
    "definitions": Holds.NAMED_SCHEMAS,
    "title": Holds.TEXT,
    "description": Holds.TEXT,
    "default": Holds.ANYTHING,
    "examples": Holds.LIST,
    "readOnly": Holds.TRUTH,
    "writeOnly": Holds.TRUTH,
    "deprecated": Holds.TRUTH,
    "type": Holds.TYPES,
    "enum": Holds.LIST,
    "const": Holds.ANYTHING,
    "multipleOf": Holds.POSITIVE,
    "maximum": Holds.NUMBER,
    "exclusiveMaximum": Holds.NUMBER,
    "minimum": Holds.NUMBER,
    "exclusiveMinimum": Holds.NUMBER,
    "maxLength": Holds.COUNT,
    "minLength": Holds.COUNT,
    "pattern": Holds.PATTERN,
    "format": Holds.FORMAT,
    "contentEncoding": Holds.TEXT,
    "contentMediaType": Holds.TEXT,
    "additionalProperties": Holds.SCHEMA,
    "properties": Holds.NAMED_SCHEMAS,
    "patternProperties": Holds.NAMED_PATTERNS,
    "propertyNames": Holds.SCHEMA,
    "required": Holds.NAMES,
    "maxProperties": Holds.COUNT,
    "minProperties": Holds.COUNT,
    "maxItems": Holds.COUNT,
    "minItems": Holds.COUNT,
    "uniqueItems": Holds.TRUTH,
    "contains": Holds.SCHEMA,
    "allOf": Holds.SCHEMAS,
    "anyOf": Holds.SCHEMAS,
    "oneOf": Holds.SCHEMAS,
    "not": Holds.SCHEMA,
    "if": Holds.SCHEMA,
    "then": Holds.SCHEMA,
    "else": Holds.SCHEMA,
    "dependencies": Holds.DEPENDENCIES,
}

KEYWORDS: Final[dict[Draft, dict[str, Holds]]] = {
    "7": _SHARED | {"items": Holds.SCHEMA_OR_SCHEMAS, "additionalItems": Holds.SCHEMA},
    "2020-12": _SHARED
    | {
        "$anchor": Holds.NAME,
        "$dynamicAnchor": Holds.NAME,
        "$dynamicRef": Holds.REFERENCE,
        "$vocabulary": Holds.OBJECT,
        "contentSchema": Holds.SCHEMA,
        "prefixItems": Holds.SCHEMAS,
        "items": Holds.SCHEMA,
        "minContains": Holds.COUNT,
        "maxContains": Holds.COUNT,
        "dependentRequired": Holds.REQUIREMENTS,
        "dependentSchemas": Holds.NAMED_SCHEMAS,
        "unevaluatedItems": Holds.SCHEMA,
        "unevaluatedProperties": Holds.SCHEMA,
    },
}

# What tools write into schemas for people and code generators; it says nothing about payloads.
ANNOTATIONS: Final = frozenset(
    (
        *("example", "xml", "externalDocs", "discriminator"),  # OpenAPI and AsyncAPI
        *("tsType", "tsEnumNames", "tsAdditionalProperties"),  # json-schema-to-typescript
        *("markdownDescription", "enumDescriptions", "markdownEnumDescriptions"),  # Visual Studio Code
        *("deprecationMessage", "errorMessage", "doNotSuggest", "defaultSnippets"),
    )
)

# These judge the same place of a payload as the schema they stand in.
IN_PLACE: Final = frozenset(
    ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies")
)
CONTAINERS: Final = frozenset(("$defs", "definitions"))  # their schemas judge nothing until referred to


def is_annotation(keyword: str) -> bool:
    return keyword in ANNOTATIONS or keyword.startswith("x-")
