"""Whether two values of contracts mean the same, told as JSON tells it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass


def same(one: object, other: object) -> bool:
    """
    Whether two values are equal, and true is nowhere where the other has 1.

    Python takes `True == 1` for true, and with it a row that gives true for one that gives 1. Places count no
    more here than in `==`.
    """
    return one == other and _is_of_one_kind(one, other)


def _is_of_one_kind(one: object, other: object) -> bool:
    if one is other:
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return isinstance(one, bool) and isinstance(other, bool)
    match one, other:
        case Mapping(), Mapping():
            return all(_is_of_one_kind(value, other[name]) for name, value in one.items())
        case (list() | tuple(), list() | tuple()):
            return all(map(_is_of_one_kind, one, other))
        case _ if is_dataclass(one) and not isinstance(one, type):
            compared = (field.name for field in fields(one) if field.compare)
            return all(_is_of_one_kind(getattr(one, name), getattr(other, name)) for name in compared)
        case _:
            return True
