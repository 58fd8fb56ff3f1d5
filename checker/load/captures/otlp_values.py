"""
Values of OTLP/JSON without what protobuf puts around them (opentelemetry-proto, common/v1/common.proto).

Names are read in camelCase, as the specification has them, and in snake_case, as the collector does.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from checker.load.captures import members, spans
from checker.model.json import Json

_UNDERSCORE: Final = re.compile("_([a-z])")
_INTEGER: Final = re.compile(r"-?[0-9]{1,400}", re.ASCII)
_SCALARS: Final = ("stringValue", "boolValue", "intValue", "doubleValue", "bytesValue")


def attributes(value: Json) -> tuple[dict[str, Json], list[Json]]:
    """Attributes by their keys, and what is left over: no attribute, or of a key that was there."""
    found: dict[str, Json] = {}
    left: list[Json] = [] if value is None or isinstance(value, list) else [value]
    for one in value if isinstance(value, list) else ():
        key = members.member(one, "key")
        if isinstance(key, str) and key not in found:
            found[key] = plain(members.member(one, "value"))
        else:
            left.append(one)
    return found, left


def plain(value: Json) -> Json:
    """A value without the name of its type around it; as it stands where it is of no known type."""
    if not isinstance(value, dict) or len(value) != 1:
        return None if value == {} else value
    content: Json
    ((name, content),) = value.items()
    kind = _spelling(name)
    if kind == "intValue" and isinstance(content, str | Decimal):
        return _integer(content)
    if kind in _SCALARS:
        return content
    if kind == "arrayValue" and isinstance(content, dict):
        return [plain(each) for each in members.items(content, "values")]
    if kind == "kvlistValue" and isinstance(content, dict):
        found, left = attributes(content.get("values"))
        return value if left else found
    return value


def camel(value: Mapping[str, Json]) -> dict[str, Json]:
    """The members under the names of the specification."""
    return {
        name if (spelling := _spelling(name)) in value else spelling: content
        for name, content in value.items()
    }


@lru_cache(maxsize=1024)
def _spelling(name: str) -> str:
    return _UNDERSCORE.sub(lambda found: found[1].upper(), name)


def choice(value: Json, names: Sequence[str], prefix: str) -> str:
    """A number of an enumeration, or its name, as the word for it; as it stands where it is of none."""
    text = spans.text_of(value).lower().removeprefix(prefix)
    if text in {"", "unspecified"}:
        return names[0]
    return next((name for number, name in enumerate(names) if text == str(number)), text)


def _integer(value: str | Decimal) -> Json:
    """An integer with all its digits; as it stands where it is none."""
    text = str(value)
    return int(text) if _INTEGER.fullmatch(text) else value
