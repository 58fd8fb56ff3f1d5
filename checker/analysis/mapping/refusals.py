"""Why a row of a mapping table can't be applied to a payload."""

from checker.analysis import numbers
from checker.model.json import Absent, Json
from checker.model.places import Place


class UnfitError(Exception):
    """A value that a function can't take: a clause that follows the value ("which …", "is …"), a remedy."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class RowError(Exception):
    """
    A row that can't be applied: `message` is one sentence with the field and its value, `fix` the remedy.

    `source` is the path of the source field as the contract writes it, None for a row without one;
    `pointer` is where the value stands in the payload.
    """

    def __init__(
        self,
        *,
        place: Place,
        source: str | None,
        pointer: str | None,
        value: Json | Absent,
        message: str,
        fix: str,
    ) -> None:
        super().__init__(f"{place}: {message}; {fix}")
        self.place = place
        self.source = source
        self.pointer = pointer
        self.value = value
        self.message = message
        self.fix = fix


def kind(value: Json) -> str:
    """What a value is, with its article."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, str):
        return "a text"
    if numbers.is_number(value):
        return "a number"
    return "an object" if isinstance(value, dict) else "a list"
