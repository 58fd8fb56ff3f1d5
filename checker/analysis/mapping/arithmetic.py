"""The functions of numbers, exact to the last digit."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, DecimalException, localcontext
from functools import lru_cache
from typing import Final

from checker.analysis import numbers
from checker.analysis.mapping.refusals import UnfitError, kind
from checker.analysis.mapping.texts import listed
from checker.model.json import ABSENT, Absent, Json
from checker.model.transformations import Number

_SHORT: Final = 16  # 15 digits and a point: a float holds any of them


def number_of(operation: Number) -> Callable[[Json], Json]:
    scale, rounding = operation.scale, operation.rounding
    modes = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN}
    step = None if scale is None else Decimal((0, (1,), -scale))

    def number(value: Json) -> Json:
        if type(value) is int:
            return value
        if isinstance(value, str):
            if not numbers.WRITTEN.fullmatch(value):
                raise UnfitError("which is not a number", "mend the payload, or map it with `values`")
            found = Decimal(value)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            found = numbers.exact(value)
        else:
            raise UnfitError(f"which is {kind(value)}, not a number", "mend `from`")
        if step is not None:
            found = _scaled(found, step)
        return int(found) if _is_short_integer(found) else found

    def _scaled(found: Decimal, step: Decimal) -> Decimal:
        exponent = found.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -(scale or 0):
            return found
        try:
            rounded = found.quantize(step, rounding=modes[rounding or "half-even"], context=numbers.ROUNDING)
        except DecimalException as error:
            raise UnfitError("which has too many digits", "send it as a text") from error
        if rounding is None and rounded != found:
            raise UnfitError(
                f"which has more than {scale} decimal{'' if scale == 1 else 's'}",
                "round it (round: half-up) or raise scale",
            )
        return rounded

    return number


def quick_number(operation: Number) -> Callable[[Json], Json | Absent]:
    """`number` with its result finished, as the last of its row; short texts, which recur, are remembered."""
    number, scale = number_of(operation), operation.scale

    @lru_cache(maxsize=4_096)
    def of_text(value: str) -> Json:
        if len(value) <= _SHORT and value.isascii():
            whole, point, decimals = value.partition(".")
            if whole.isdigit():
                if not point:
                    return int(whole)
                if decimals.isdigit() and (scale is None or len(decimals) <= scale):
                    found = float(value)
                    return int(whole) if found.is_integer() else found
        return numbers.finished(number(value))

    def quickly(value: Json) -> Json:
        return of_text(value) if type(value) is str else numbers.finished(number(value))

    return quickly


def product(factor: Decimal) -> Callable[[Json], Json | Absent]:
    whole = int(factor) if _is_short_integer(factor) else None

    def multiply(value: Json) -> Json:
        number = _numeric(value)
        if whole is not None and isinstance(number, int):
            return number * whole
        try:
            return numbers.EXACT.multiply(numbers.exact(number), factor)
        except DecimalException as error:
            raise UnfitError("with which the product has too many digits", "send it as a text") from error

    return multiply


def total(value: Json) -> Json:
    addends = listed(value, "sum")
    kinds = set(map(type, addends))
    if kinds <= {int}:
        return sum(addends)  # type: ignore[arg-type]  # all of them are
    try:
        with localcontext(numbers.EXACT):
            if kinds == {float}:
                return sum(map(Decimal, map(repr, addends)))
            present = [numbers.exact(_numeric(addend)) for addend in addends if addend is not None]
            return sum(present, start=Decimal(0))
    except DecimalException as error:
        raise UnfitError("with which the sum has too many digits", "send it as a text") from error


def count(value: Json) -> Json:
    return len(listed(value, "count"))


def extreme(choose: Callable[..., Json], name: str) -> Callable[[Json], Json | Absent]:
    def of_list(value: Json) -> Json | Absent:
        present = [element for element in listed(value, name) if element is not None]
        if not present:
            return ABSENT
        if all(isinstance(element, str) for element in present):
            return choose(present)
        return choose(present, key=lambda element: numbers.exact(_numeric(element)))

    return of_list


def _numeric(value: Json) -> numbers.Numeric:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    raise UnfitError(f"which is {kind(value)}, not a number", "put `number` first")


def _is_short_integer(value: Decimal) -> bool:
    return value.adjusted() <= 400 and value == value.to_integral_value()
