"""Numbers between limits, that are multiples of some and of others are not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, count, islice
from math import ceil, floor, lcm
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.analysis.containment.solving.facts import Among, Except, Fact, Limit, Open, Step
from checker.analysis.containment.solving.values import number
from checker.model.json import Json

if TYPE_CHECKING:
    from checker.analysis.containment.solving.solver import Solver

_Key: TypeAlias = Fraction | str | bool | None
_MOST: Final = 200  # multiples that are looked at one by one
_LARGEST: Final = 20_000  # bits of a common multiple
_PARTS: Final = ("0.5", "0.1", "0.25", "0.01", "0.3", "0.7", "0.001", "0.0001", "0.37", "0.123456789")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is left of all numbers. No limit: None; every number: no step."""

    low: Fraction | None = None
    low_is_out: bool = False
    high: Fraction | None = None
    high_is_out: bool = False
    step: Fraction | None = None
    off: tuple[Fraction, ...] = ()  # it is a multiple of none of these
    among: Mapping[_Key, Json] | None = None
    excluded: frozenset[_Key] = frozenset()

    def extended(self, facts: Sequence[Fact], _: "Solver") -> "Numbers | None":
        made = self
        for one in facts:
            match one:
                case Limit(value, True, is_out):
                    if made.low is None or (value, is_out) > (made.low, made.low_is_out):
                        made = replace(made, low=value, low_is_out=is_out)
                case Limit(value, False, is_out):
                    if made.high is None or (-value, is_out) > (-made.high, made.high_is_out):
                        made = replace(made, high=value, high_is_out=is_out)
                case Step(value, True):
                    made = replace(made, step=value if made.step is None else _common(made.step, value))
                case Step(value, False):
                    made = replace(made, off=(*made.off, value))
                case Among(values):
                    known = made.among
                    made = replace(
                        made,
                        among={key: value for key, value in values.items() if known is None or key in known},
                    )
                case Except(values):
                    made = replace(made, excluded=made.excluded | values.keys())
        return made if not made._is_empty() else None

    def openings(self, _: "Solver") -> Iterator[Open]:
        if self.among is not None:
            yield Open(tuple(self.among[one] for one in self.among if self._has(one)), True)
            return
        found = [value for one in self._candidates() if (value := number(one)) is not None]
        yield Open(tuple(found[:3]), bool(found), reason="" if found else "no number was found there")

    def _is_empty(self) -> bool:
        """Nothing is left. Not seen: several steps that together leave out a long stretch of multiples."""
        if self.among is not None:
            return not any(map(self._has, self.among))
        if self.low is not None and self.high is not None:
            if self.low > self.high or (self.low == self.high and (self.low_is_out or self.high_is_out)):
                return True
            if self.low == self.high:
                return not self._has(self.low)
        if self.step is None:
            return False
        step = self.step
        if any((step / one).denominator == 1 for one in self.off):
            return True
        if self.low is None or self.high is None:
            return False
        first, last = ceil(self.low / step), floor(self.high / step)
        if last - first > _MOST:
            return False
        return not any(self._has(step * index) for index in range(first, last + 1))

    def _has(self, value: _Key) -> bool:
        assert isinstance(value, Fraction)
        if value in self.excluded or (self.among is not None and value not in self.among):
            return False
        if self.low is not None and (value < self.low or (self.low_is_out and value == self.low)):
            return False
        if self.high is not None and (value > self.high or (self.high_is_out and value == self.high)):
            return False
        if self.step is not None and (value / self.step).denominator != 1:
            return False
        return not any((value / one).denominator == 1 for one in self.off)

    def _candidates(self) -> Iterator[Fraction]:
        if self.step is not None:
            if self.low is not None:
                first, way = ceil(self.low / self.step), 1
            elif self.high is not None:
                first, way = floor(self.high / self.step), -1
            else:
                first, way = 0, 1
            step = self.step
            tried: Iterator[Fraction] = (step * (first + way * index) for index in range(2 * _MOST))
        else:
            tried = self._between()
        yield from islice((one for one in tried if self._has(one)), 3)

    def _between(self) -> Iterator[Fraction]:
        low, high = self.low, self.high
        if low is None and high is None:
            low, high = Fraction(0), Fraction(1)
        elif low is None:
            assert high is not None
            low = high - 1
        elif high is None:
            high = low + 1
        assert high is not None
        whole = range(ceil(low), min(floor(high), ceil(low) + 3) + 1)
        yield from chain([low, high], map(Fraction, whole))
        parts = chain(map(Fraction, _PARTS), (Fraction(1, 10**places) for places in islice(count(5), 30)))
        yield from (low + part * (high - low) for part in parts)


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The least common multiple; where it is too large to be reckoned with, one will do: it allows more."""
    numerator = lcm(one.numerator * other.denominator, other.numerator * one.denominator)
    if numerator.bit_length() > _LARGEST:
        return max(one, other)
    return Fraction(numerator, one.denominator * other.denominator)
