"""What keywords like `minLength` and `maxItems` say, which count something."""

from collections.abc import Iterator, Mapping

from checker.analysis.containment.solving.facts import Part, Size, fact, not_compared
from checker.analysis.containment.solving.values import exact
from checker.model.json import Json


def sizes(content: Mapping[str, Json], least: str, most: str) -> Iterator[Part]:
    """A least and a most size, by the names of their keywords."""
    if least in content:
        if (number := count(content[least])) is None:
            yield not_compared(least)
        elif number > 0:
            yield fact(Size(least=number), Size(most=number - 1))
    if most in content:
        if (number := count(content[most])) is None:
            yield not_compared(most)
        else:
            yield fact(Size(most=number), Size(least=number + 1))


def count(value: Json) -> int | None:
    """A whole number, also one that is written as 2.0; None where it is none, or far too large."""
    number = exact(value)
    return int(number) if number is not None and number.denominator == 1 else None
