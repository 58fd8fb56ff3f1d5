"""When two JSON values are the same, and names for values that are the same exactly when the values are."""

from decimal import Decimal
from math import copysign
from typing import Final, TypeAlias

import orjson

from checker.analysis.numbers import Numeric, exact
from checker.model.json import Json

Identity: TypeAlias = tuple[str, object]
LISTS: Final = (list, tuple)
CONTAINERS: Final = (dict, *LISTS)
_NUMBERS: Final = (int, float, Decimal)  # exact types: a bool is an int to isinstance
_SORTED: Final = orjson.OPT_SORT_KEYS


def is_same_scalar(one: object, other: object) -> bool:
    """
    Whether two values are the same; of two lists or objects only whether they are one and the same.

    Numbers are equal when their decimal values are: 1 is 1.0. But 0 is not -0: the texts differ by more than
    trailing zeros, some receivers keep the sign, and a difference shown too many harms less than one hidden.
    """
    if one is other:
        return True
    kind, other_kind = type(one), type(other)
    if kind is other_kind and (kind is str or kind is int):
        return one == other
    if kind in _NUMBERS and other_kind in _NUMBERS:
        return _is_same_number(one, other)  # type: ignore[arg-type]  # their types were looked at
    return False


def _is_same_number(one: Numeric, other: Numeric) -> bool:
    if type(one) is float and type(other) is float:
        return one == other and (one != 0 or copysign(1, one) == copysign(1, other))
    left, right = exact(one), exact(other)
    return left == right and (not left.is_zero() or left.is_signed() == right.is_signed())


def have_same_text(one: Json, other: Json) -> bool:
    """
    Whether two values have one canonical text, which proves that they are the same.

    They may be the same without it: 1 and 1.0 are. Neither numbers of more than 64 bits nor very deep
    values have a text here.
    """
    try:
        return orjson.dumps(one, default=_digits, option=_SORTED) == orjson.dumps(
            other, default=_digits, option=_SORTED
        )
    except TypeError:
        return False


def _digits(value: object) -> orjson.Fragment:
    if type(value) is Decimal:
        return orjson.Fragment(str(value))
    raise TypeError


def identity(value: Json) -> Identity:
    """Something to look a value up by: equal for two values exactly when they are the same. No recursion."""
    if isinstance(value, CONTAINERS):
        return "container", _canonical(value)
    return _scalar(value)


def _scalar(value: object) -> Identity:
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int):
        return "number", value
    if isinstance(value, float | Decimal):
        number = exact(value)
        return ("-0" if number.is_zero() and number.is_signed() else "number"), number
    return "null", None


class _Close:
    """Marks on the stack where a container ends."""


_CLOSE: Final = _Close()


def _canonical(value: Json) -> tuple[object, ...]:
    """A flat form of a list or object: members sorted by name, each value with its type."""
    parts: list[object] = []
    stack: list[object] = [value]
    while stack:
        item = stack.pop()
        if item is _CLOSE:
            parts.append(_CLOSE)
        elif isinstance(item, dict):
            parts.append(dict)
            stack.append(_CLOSE)
            for name in sorted(item, reverse=True):
                stack += (item[name], _Name(name))
        elif isinstance(item, list | tuple):
            parts.append(list)
            stack.append(_CLOSE)
            stack += reversed(item)
        else:
            parts.append(item if isinstance(item, _Name) else _scalar(item))
    return tuple(parts)


class _Name(str):
    """The name of a member, which is no text among the values."""

    __slots__ = ()
