"""JSON Pointers into payloads: what stands there, and the same place in every record."""

from collections.abc import Mapping

from checker.analysis.follow import position
from checker.model.json import ABSENT, Absent, Json
from checker.model.pointers import escaped, unescaped


def value_at(pointer: str, payload: Json | Absent) -> Json | Absent:
    """What stands at a pointer; ABSENT where nothing does."""
    value = payload
    for token in tokens(pointer):
        value = below(value, token)
    return value


def below(value: Json | Absent, token: str) -> Json | Absent:
    """What stands in a value at one name or index; ABSENT where nothing does."""
    if isinstance(value, Mapping):
        return value.get(token, ABSENT)
    if isinstance(value, list):
        index = position(token, value)
        return ABSENT if index is None else value[index]
    return ABSENT


def everywhere(pointer: str, *payloads: Json | Absent) -> str:
    """The pointer with `*` for each index of a list in one of the payloads: the place in every record."""
    if not pointer.startswith("/"):
        return pointer  # a header, a key, an attribute, or the whole payload
    values: list[Json | Absent] = list(payloads)
    general: list[str] = []
    for token in tokens(pointer):
        in_list = any(isinstance(value, list) for value in values) and (token.isdigit() or token == "-")
        general.append("*" if in_list else escaped(token))
        values = [_below(value, token) for value in values]
    return "/" + "/".join(general)


def tokens(pointer: str) -> list[str]:
    """The names and indices of a pointer."""
    if not pointer.startswith("/"):
        return []
    return [unescaped(token) for token in pointer[1:].split("/")]


def _below(value: Json | Absent, token: str) -> Json | Absent:
    if isinstance(value, Mapping):
        return value.get(token, ABSENT)
    if isinstance(value, list):
        index = position(token, value)
        # An index beyond the end: the other elements show what stands below it.
        return value[index] if index is not None else (value[0] if value else ABSENT)
    return ABSENT
