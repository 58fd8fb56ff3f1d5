"""Exact numbers: their decimal value, their text, and the form in which a result holds them."""

import math
import re
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Underflow
from typing import Final, TypeAlias

from checker.model.json import Json

Numeric: TypeAlias = int | float | Decimal

# Sums and products never round: what does not fit into this many digits raises instead. The default
# context of the decimal module would round at 28 digits and say nothing.
EXACT: Final = Context(
    prec=2_000,
    Emax=10_000,
    Emin=-10_000,
    traps=[DivisionByZero, Inexact, InvalidOperation, Overflow, Underflow],
)
ROUNDING: Final = Context(prec=2_000, Emax=10_000, Emin=-10_000, traps=[InvalidOperation])  # for quantize
WRITTEN: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?")
# JSON's own grammar of numbers, as long as our limits allow
GRAMMAR: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?")

_LARGEST_EXPONENT = 400


def is_number(value: object) -> bool:
    """Whether a JSON value is a number; true and false are none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def exact(number: Numeric) -> Decimal:
    """The value that the digits of a number stand for: of a float those of its repr."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def plain(number: Numeric) -> str:
    """
    The digits of a number as they were written, without an exponent: 1.10 is "1.10", 1E3 is "1000".

    Raises:
        OverflowError: the number is so large or small that it needs its exponent.

    """
    if isinstance(number, int):
        return str(number)
    if isinstance(number, float):
        text = repr(number)
        if "e" not in text:
            return text
    value = exact(number)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > _LARGEST_EXPONENT:
        raise OverflowError("the number needs its exponent")
    return format(value, "f")


def finished(value: Json) -> Json:
    """
    A computed number in the form results have: int where it is whole, else float, else Decimal.

    A float only where its repr stands for exactly this value. So no digit is lost, and a result equals
    what the proven fast reader made of the same number by a plain `==`, which a Decimal would not
    (`Decimal("0.1") == 0.1` is false in Python).
    """
    if not isinstance(value, Decimal):
        return value
    number = float(value)
    if math.isfinite(number) and Decimal(repr(number)) == value:
        return int(value) if number.is_integer() else number  # int(number) would show its binary digits
    is_short = abs(value.adjusted()) <= _LARGEST_EXPONENT
    return int(value) if is_short and value == value.to_integral_value() else value


def read(text: str) -> Numeric:
    """What a reader of JSON makes of the text of a number, every digit kept."""
    if text.lstrip("-").isdigit() and text != "-0":
        return int(text)
    number = float(text)
    return number if math.isfinite(number) and repr(number) == text else Decimal(text)


def same(one: Json, other: Json) -> bool:
    """Whether two JSON values are equal: 1 is 1.0 is 1.00, and neither true nor "1"."""
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and one == other
    if isinstance(one, int | float | Decimal) or isinstance(other, int | float | Decimal):
        return is_number(one) and is_number(other) and exact(one) == exact(other)  # type: ignore[arg-type]
    if isinstance(one, dict) or isinstance(other, dict):
        if not (isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys()):
            return False
        return all(same(member, other[name]) for name, member in one.items())
    if not (isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other)):
        return False
    return all(map(same, one, other))
