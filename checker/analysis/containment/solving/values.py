"""Values that schemas name, and schemas that say no more than one value."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from checker.analysis.containment.solving.facts import Kind, Node
from checker.analysis.references import References
from checker.analysis.written import written
from checker.model.json import Json
from checker.model.schemas import Draft

_LARGEST: Final = 2_000  # digits before or after the point of a number that is reckoned with


def kind_of(value: Json) -> Kind:
    match value:
        case None:
            return Kind.NULL
        case bool():
            return Kind.BOOLEAN
        case str():
            return Kind.STRING
        case int() | float() | Decimal():
            return Kind.NUMBER
        case Mapping():
            return Kind.OBJECT
        case _:
            return Kind.ARRAY


def exact(value: Json) -> Fraction | None:
    """A number as a fraction; None for what is none, or is too large or too small to be reckoned with."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    decimal = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(decimal, int):
        return Fraction(decimal) if decimal.bit_length() < 4 * _LARGEST else None
    if not decimal.is_finite() or abs(decimal.adjusted()) > _LARGEST:
        return None
    return Fraction(decimal)


def number(value: Fraction) -> Json | None:
    """A fraction as a JSON number; None where it has no end as a decimal."""
    if value.denominator == 1:
        return int(value)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return Decimal((0, (0,), 0)) if not value else _decimal(value, places)


def _decimal(value: Fraction, places: int) -> Decimal:
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))


def key(scalar: Json) -> Fraction | str | bool | None:
    """What a scalar is compared by, with others of its kind."""
    if isinstance(scalar, bool | str) or scalar is None:
        return scalar
    value = exact(scalar)
    assert value is not None  # of what is too large nothing is compared
    return value


class Values:
    """Schemas made of values, each made once, so that the same demand is known again on both sides."""

    def __init__(self, home: References) -> None:
        self._home = home
        self._made: dict[str, Mapping[str, Json]] = {}

    def made(self, content: Mapping[str, Json]) -> Mapping[str, Json]:
        """A schema of our own."""
        return self._made.setdefault(written(content, sort_keys=True), content)

    def node(self, value: Json, around: Node) -> Node:
        """A schema that accepts a list or an object and nothing else, where it stands in another."""
        draft = around.references.schema.draft
        is_home = draft == self._home.schema.draft
        return Node(self._spelled(value, draft), "", self._home if is_home else around.references)

    def _spelled(self, value: Json, draft: Draft) -> Mapping[str, Json]:
        """Element by element, or member by member."""
        if isinstance(value, Mapping):
            return self.made(
                {
                    "type": "object",
                    "required": sorted(value),
                    "properties": {name: {"const": one} for name, one in value.items()},
                    "additionalProperties": False,
                }
            )
        assert isinstance(value, list)
        return self.made(
            {
                "type": "array",
                "minItems": len(value),
                "maxItems": len(value),
                "items" if draft == "7" else "prefixItems": [{"const": one} for one in value],
            }
        )
