"""Where each part of a state stands in the bits of one whole number."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Some bits of a state: `mask` as wide as the field, standing `shift` bits from the right."""

    shift: int
    mask: int

    @property
    def whole(self) -> int:
        return self.mask << self.shift

    def at(self, value: int) -> int:
        return value << self.shift

    def of(self, state: int) -> int:
        return state >> self.shift & self.mask


class Layout:
    """Gives away bits from the right; what was given away stays where it is."""

    __slots__ = ("width",)

    def __init__(self) -> None:
        self.width = 0

    def field(self, values: int) -> Field:
        """Room for numbers from 0 to `values`."""
        found = Field(shift=self.width, mask=(1 << values.bit_length()) - 1)
        self.width += values.bit_length()
        return found

    def bit(self) -> int:
        return self.field(1).whole

    @property
    def all(self) -> int:
        """Every bit that was given away."""
        return (1 << self.width) - 1


def union(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found
