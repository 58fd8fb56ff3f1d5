"""JSON values as text, with the digits they were read with."""

from collections.abc import Mapping
from decimal import Decimal

import orjson

from checker.model.json import Json

_LARGEST = 2**64 - 1  # orjson writes integers between the two, and refuses all others
_SMALLEST = -(2**63)


def written(value: Json, *, indent: bool = False, sort_keys: bool = False) -> str:
    """
    One JSON document, in one line or indented by two spaces, without a newline at its end.

    Numbers keep every digit: a Decimal stands as it was written but for the form of its exponent.
    """
    return written_bytes(value, indent=indent, sort_keys=sort_keys).decode()


def written_bytes(value: Json, *, indent: bool = False, sort_keys: bool = False) -> bytes:
    """The same as UTF-8: what `written` gives, for files and pipes."""
    option = (orjson.OPT_INDENT_2 if indent else 0) | (orjson.OPT_SORT_KEYS if sort_keys else 0)
    try:
        return orjson.dumps(value, default=_as_text, option=option)
    except TypeError:  # an integer of more than 64 bits somewhere: its text stands in for it
        return orjson.dumps(_with_large_integers(value), default=_as_text, option=option)


def _as_text(value: object) -> orjson.Fragment:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError(f"{type(value).__name__} is not a JSON value")


def _with_large_integers(value: Json) -> object:
    if isinstance(value, Mapping):
        return {name: _with_large_integers(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_with_large_integers(element) for element in value]
    if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
        return orjson.Fragment(str(value))
    return value
