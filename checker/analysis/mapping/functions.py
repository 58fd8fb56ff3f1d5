"""
The functions of mapping tables, as Python functions of one value.

Both ways of running a table call these. They take what they are made for and raise UnfitError for the
rest; `anywhere` makes a function of them that also takes null, nothing, and lists.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.analysis.mapping import dates
from checker.analysis.mapping.arithmetic import count, extreme, number_of, product, quick_number, total
from checker.analysis.mapping.moments import FormatError
from checker.analysis.mapping.parsing import parsed
from checker.analysis.mapping.refusals import UnfitError, kind
from checker.analysis.mapping.texts import key, listed, text
from checker.errors import Mistake
from checker.model.contracts import Reference
from checker.model.json import ABSENT, Absent, Json
from checker.model.text import shown
from checker.model.transformations import (
    Date,
    Function,
    Join,
    Lookup,
    Multiply,
    Number,
    Operation,
    Pad,
    Plain,
    Split,
    Truncate,
    Values,
)

Apply: TypeAlias = Callable[[Json], "Json | Absent"]
ApplyAnywhere: TypeAlias = Callable[["Json | Absent"], "Json | Absent"]
References: TypeAlias = Mapping[str, Reference]

LONGEST: Final = 100_000  # what pad may fill up to: a contract must not be able to fill the memory
_OVER_LISTS: Final = frozenset({Plain.SUM, Plain.COUNT, Plain.MIN, Plain.MAX})


def takes_lists(function: Function, reference: References) -> bool:
    """Whether a function is for a whole list; any other is applied to each of its elements."""
    match function.operation:
        case Plain() as plain:
            return plain in _OVER_LISTS
        case Join():
            return True
        case Lookup(table):
            return len(reference[table.name].key) > 1
        case _:
            return False


def aggregates(function: Function) -> bool:
    """Whether a function makes one number of a list, and so has a result for an empty one."""
    return isinstance(function.operation, Plain) and function.operation in _OVER_LISTS


def table(function: Function, reference: References) -> Mapping[str, Json] | None:
    """What a function looks a single text up in, None where it does something else."""
    match function.operation:
        case Values(rows):
            return rows
        case Lookup(named) if len(reference[named.name].key) == 1:
            return {key[0]: value for key, value in reference[named.name].rows.items()}
        case _:
            return None


def mistakes(function: Function, reference: References) -> list[Mistake]:
    """What keeps a function from being used, whatever the payload."""
    said: tuple[str, str] | None = None
    match function.operation:
        case Date() as date:
            try:
                dates.converted(date)
            except FormatError as error:
                message, _, fix = str(error).partition("; ")
                said = message, fix
        case Lookup(table) if table.name not in reference:
            said = f"there is no reference table {table.name}", "declare it under `reference`"
        case Pad(_, char, to) if len(char) != 1 or not 0 <= to <= LONGEST:
            said = "pad fills with one character, up to a length", f"keep `to` between 0 and {LONGEST}"
        case Number(scale) if scale is not None and not 0 <= scale <= 400:
            said = f"a number can't have {scale} decimals", "keep `scale` between 0 and 400"
        case Split(""):
            said = "there is nothing to split at", "write the text between the parts"
        case _:
            pass
    return [Mistake(message=said[0], place=function.place, fix=said[1])] if said else []


def applied(operation: Operation, reference: References, otherwise: Json | Absent = ABSENT) -> Apply:
    """
    An operation as a function of the value it is made for.

    Raises (the function): UnfitError; so does a table without the value where `otherwise` is ABSENT.
    """
    match operation:
        case Plain() as plain:
            return _PLAIN[plain]
        case Number():
            return number_of(operation)
        case Multiply(factor):
            return product(factor)
        case Pad(side, char, to):
            if side == "left":
                return lambda value: text(value).rjust(to, char)
            return lambda value: text(value).ljust(to, char)
        case Truncate(to):
            return lambda value: text(value)[:to]
        case Date():
            convert = dates.converted(operation)
            if operation.source == "iso":
                return lambda value: convert(_only_text(value))
            return lambda value: convert(text(value))
        case Values(table):
            return _looked_up({(name,): to for name, to in table.items()}, "is none of `values`", otherwise)
        case Lookup(table):
            return _looked_up(reference[table.name].rows, f"the table {table.name} does not have", otherwise)
        case Join(separator):
            return lambda value: separator.join(
                text(part) for part in listed(value, "join") if part is not None
            )
        case Split(separator):
            return lambda value: list(text(value).split(separator))


def anywhere(apply: Apply, *, takes_lists: bool) -> ApplyAnywhere:
    """A function as it works in a row: it leaves null and nothing alone, and takes lists one by one."""

    def apply_anywhere(value: Json | Absent) -> Json | Absent:
        if value is None or isinstance(value, Absent):
            return value
        if isinstance(value, list) and not takes_lists:
            found = [apply_anywhere(element) for element in value]
            return [element for element in found if not isinstance(element, Absent)]
        return apply(value)

    return apply_anywhere


def last(function: Function, apply: Apply) -> Apply:
    """The last function of a row: a number that it works out gets the form that results have."""
    operation = function.operation
    if isinstance(operation, Number):
        return quick_number(operation)
    if isinstance(operation, Multiply) or operation is Plain.SUM:

        def finish(value: Json) -> Json | Absent:
            found = apply(value)
            return found if isinstance(found, Absent) else numbers.finished(found)

        return finish
    return apply


def _only_text(value: Json) -> str:
    if isinstance(value, str):
        return value
    raise UnfitError(f"which is {kind(value)}, not a time as a text", "write its format under `date: from`")


def _string(value: Json) -> str:
    return value if isinstance(value, str) else key(value)


def _looked_up(rows: Mapping[tuple[str, ...], Json], missing: str, otherwise: Json | Absent) -> Apply:
    same_but_form = _same_but_form(rows)

    def look_up(value: Json) -> Json:
        parts = value if isinstance(value, list) else [value]
        found = ABSENT if None in parts else rows.get(tuple(map(key, parts)), ABSENT)
        if found is not ABSENT:
            return found
        if otherwise is not ABSENT:
            return otherwise
        near = None if None in parts else same_but_form(tuple(map(key, parts)))
        meant = f"did you mean {near}? else add it" if near is not None else "add it"
        raise UnfitError(f"which {missing}", f"{meant} there, or give `otherwise`")

    return look_up


def _same_but_form(rows: Mapping[tuple[str, ...], Json]) -> Callable[[tuple[str, ...]], str | None]:
    """
    The key that differs from one that is not there by capitals, blanks around it or leading zeros alone.

    Codes that are spelt alike mean different things: no other key comes near. The table is looked through
    once.
    """

    @cache
    def forms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
        return {_form(key): key for key in reversed([*rows])}

    def found(names: tuple[str, ...]) -> str | None:
        near = forms().get(_form(names))
        return None if near is None else ", ".join(map(shown, near))

    return found


def _form(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip().lstrip("0").casefold() for name in names)


def _parse(value: Json) -> Json:
    return parsed(_only_text_of_json(value))


def _only_text_of_json(value: Json) -> str:
    if isinstance(value, str):
        return value
    raise UnfitError(f"which is {kind(value)}, not JSON in a text", "delete `parse`, or mend `from`")


_PLAIN: Final[Mapping[Plain, Apply]] = {
    Plain.STRING: _string,
    Plain.TRIM: lambda value: text(value).strip(),
    Plain.UPPER: lambda value: text(value).upper(),
    Plain.LOWER: lambda value: text(value).lower(),
    Plain.SUM: total,
    Plain.COUNT: count,
    Plain.MIN: extreme(min, "min"),
    Plain.MAX: extreme(max, "max"),
    Plain.PARSE_JSON: _parse,
}
