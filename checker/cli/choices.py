"""What may be given for an option, and what was probably meant where something else was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from checker.errors import UsageError
from checker.model.limits import DEFAULT, Limits
from checker.report import FOR_PEOPLE, FOR_PROGRAMS, FORMATS

if TYPE_CHECKING:
    from decimal import Decimal

    from checker.model.coverage import Kind

PARTS: Final = ("static", "replay", "drift")
LEVELS: Final = ("error", "warning", "note")
TERMINAL: Final = (*FOR_PEOPLE, *FOR_PROGRAMS)  # forms that every command has
ENGINES: Final = ("auto", "in-place", "processes")
DASK: Final = "dask://"
COLORS: Final = ("auto", "always", "never")
_MOST_DIGITS: Final = 18  # of a limit


class UnknownWordError(UsageError):
    """A word is none of those that are `known`."""

    def __init__(self, value: str, known: Sequence[str]) -> None:
        from checker.model.text import shown

        super().__init__(f"{shown(value)} is not known", fix=meant(value, known))
        self.known = known


def meant(name: str, known: Iterable[str]) -> str:
    """The remedy for an unknown name: those that begin with it, else the nearest one, else all of them."""
    from checker.model.text import nearest

    names = list(known)
    bare = {known_name.lstrip("-"): known_name for known_name in names}
    longer = [whole for word, whole in bare.items() if name and word.startswith(name)]
    if longer:
        return f"did you mean {' or '.join(longer)}?"
    near = nearest(name.lstrip("-"), bare)
    return f"did you mean {bare[near]}?" if near else f"known are {', '.join(names)}"


def one_of(known: Iterable[str], value: str) -> str:
    """
    Raises:
        UnknownWordError: the value is none of them.

    """
    if value not in (names := tuple(known)):
        raise UnknownWordError(value, names)
    return value


def some_of(known: Iterable[str], value: str) -> frozenset[str]:
    """A list with commas between its names, each of them known."""
    names = tuple(known)
    return frozenset(one_of(names, name.strip()) for name in value.split(","))


def limits(given: Iterable[str]) -> Limits:
    """The default limits with these `NAME=VALUE` in place of theirs; names may be written with dashes."""
    from dataclasses import fields, replace

    known = [field.name for field in fields(Limits)]
    raised: dict[str, int] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        one_of((known_name.replace("_", "-") for known_name in known), name.replace("_", "-"))
        fix = f"write a number, as in --limit {name}=1000"
        digits = value.replace("_", "")
        if not equals or not digits.isascii() or not digits.isdigit():
            raise UsageError(f"the limit {name} needs a whole number", fix=fix)
        if len(digits) > _MOST_DIGITS or not int(digits):  # at none at all, nothing would be found
            raise UsageError(
                f"the limit {name} is a number from 1, of at most {_MOST_DIGITS} digits",
                fix=fix,
            )
        raised[name.replace("-", "_")] = int(digits)
    return replace(DEFAULT, **raised)


def least_coverage(text: str) -> "Mapping[Kind, Decimal]":
    """`80`, for every kind, or `statuses=90,fields=80`; a kind of which 0 is asked is not asked for."""
    from checker.model.coverage import Kind

    if "=" not in text:
        every = _percent(text.strip())
        return dict.fromkeys(Kind, every) if every else {}
    known = [kind.value for kind in Kind]
    found: dict[Kind, Decimal] = {}
    for item in text.split(","):
        name, _, value = (part.strip() for part in item.partition("="))
        kind = Kind(one_of(known, name))
        if kind in found:
            raise UsageError(f"{name} are asked for twice", fix="write each kind once")
        found[kind] = _percent(value)
    return {kind: found[kind] for kind in Kind if found.get(kind)}


def _percent(text: str) -> "Decimal":
    from decimal import Decimal

    whole, _, rest = text.partition(".")
    is_number = (whole + rest).isascii() and whole.isdigit() and (rest.isdigit() or "." not in text)
    if not is_number or len(text) > _MOST_DIGITS or Decimal(text) > 100:
        from checker.model.text import shown

        raise UsageError(
            f"{shown(text)} is no percentage from 0 to 100", fix="write 80, or statuses=90,fields=80"
        )
    return Decimal(text)


def engine(text: str) -> str:
    """`auto`, `in-place`, `processes`, `processes:N` or `dask://HOST:PORT`."""
    if text.startswith(DASK):
        _, colon, port = text.removeprefix(DASK).rpartition(":")
        if not colon or not port.isascii() or not port.isdigit():
            raise UsageError("a cluster is named by its scheduler", fix=f"write {DASK}HOST:PORT")
        return text
    name, colon, workers = text.partition(":")
    one_of(ENGINES, name)
    if colon and (name != "processes" or not workers.isascii() or not workers.isdigit() or not int(workers)):
        raise UsageError("only of processes can be said how many", fix="write processes:4, or processes")
    return text


def report_target(text: str) -> tuple[str, str]:
    """`FORMAT=PATH`: a format and the file it goes to."""
    form, equals, path = text.partition("=")
    one_of(FORMATS, form)
    if not equals or not path:
        raise UsageError(f"the report {form} needs a file", fix=f"write {form}=PATH")
    return form, path
