"""What is said of a value that breaks its schema: one short sentence, however large the value."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from checker.model.text import nearest, plain, shown

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES: Final = {
    "string": "a text",
    "array": "a list",
    "object": "an object",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
_LOOKED_AT: Final = 50  # names that are compared with one that is wrong
_BOUNDS: Final = {
    "minimum": "is below",
    "exclusiveMinimum": "is not above",
    "maximum": "is above",
    "exclusiveMaximum": "is not below",
    "multipleOf": "is no multiple of",
}
_SIZES: Final = {
    "minLength": ("character", "fewest"),
    "maxLength": ("character", "most"),
    "minItems": ("element", "fewest"),
    "maxItems": ("element", "most"),
    "minProperties": ("member", "fewest"),
    "maxProperties": ("member", "most"),
}


def said(error: "ValidationError") -> str:
    """The sentence for one error of jsonschema."""
    # jsonschema does not say what a keyword holds; the schema has been judged, so it holds what it should
    limit: Any = error.validator_value
    value: Any = error.instance
    keyword = error.validator
    match keyword:
        case "type":
            types = limit if isinstance(limit, list) else [limit]
            return f"{shown(value)} is not {' or '.join(_TYPES.get(name, str(name)) for name in types)}"
        case "enum":
            return f"{shown(value)} is none of {_some([shown(each, longest=30) for each in limit])}"
        case "const":
            return f"{shown(value)} is not {shown(limit)}"
        case str() if keyword in _BOUNDS:
            return f"{shown(value)} {_BOUNDS[keyword]} {shown(limit)}"
        case str() if keyword in _SIZES:
            what, which = _SIZES[keyword]
            return f"{shown(value)} has {_count(len(value), what)}, and {shown(limit)} is the {which}"
        case "pattern":
            return f"{shown(value)} does not match {plain(str(limit))}"
        case "format":
            return f"{shown(value)} is no {limit}"
        case "anyOf" | "oneOf" if error.context:
            return f"{shown(value)} fits none of {_count(len(limit), 'alternative')}"
        case "oneOf":
            return f"{shown(value)} fits more than one of {len(limit)} alternatives, where one is meant"
        case "not":
            return f"{shown(value)} is what it must not be"
        case "contains" | "minContains":
            return f"{shown(value)} has too few elements of the kind that is wanted"
        case "maxContains":
            return f"{shown(value)} has too many elements of the kind that is wanted"
        case "items" | "additionalItems":
            return f"{shown(value)} has elements that the schema does not know"
        case None:
            return f"{shown(value)} stands where nothing may stand"
        case _:
            return plain(error.message, longest=200)  # of our own keywords


def names(values: Sequence[str]) -> str:
    """Some names for a sentence."""
    return _some([plain(value, longest=30) for value in values])


def nearest_name(name: str, others: Iterable[str]) -> str | None:
    """The one of these that was probably meant, fit for a sentence."""
    return _nearest(name, tuple(islice(others, _LOOKED_AT)))


@lru_cache(maxsize=1_000)  # a million records may have the same name wrong
def _nearest(name: str, others: tuple[str, ...]) -> str | None:
    near = nearest(name, others)
    return None if near is None else plain(near, longest=30)


def _some(shorts: Sequence[str]) -> str:
    few = ", ".join(shorts[:6])
    return few + (f" and {len(shorts) - 6} more" if len(shorts) > 6 else "")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
