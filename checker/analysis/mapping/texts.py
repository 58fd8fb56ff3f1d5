"""Values as functions of texts and tables take them."""

from collections.abc import Sequence
from decimal import Decimal

from checker.analysis import numbers
from checker.analysis.mapping.refusals import UnfitError, kind
from checker.model.json import Json


def text(value: Json) -> str:
    """The text of a text or a number, for functions of texts."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        try:
            return numbers.plain(value)
        except OverflowError as error:
            raise UnfitError("which is too large or small to write out", "send it as a text") from error
    raise UnfitError(f"which is {kind(value)}, not a text", "put `string` first, or mend `from`")


def key(value: Json) -> str:
    """The text under which a table has a value: true and false have one too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value)


def listed(value: Json, what: str) -> Sequence[Json]:
    if isinstance(value, list):
        return value
    raise UnfitError(f"which is {kind(value)}, not a list", f"give {what} several paths, or one with *")
