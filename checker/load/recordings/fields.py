"""The values that keys of a recording may have: each reader takes JSON and gives what it stands for."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.text import nearest, plain, shown

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_TIME = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_AS_LIST = "write it in square brackets"
_LAST_DAY_OF_ALL = "28"  # every month has the days up to this one


class WrongError(Exception):
    """A value that its key can't have; `pointer` leads to it from the key's own value."""

    def __init__(self, message: str, fix: str, pointer: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.pointer = pointer


def text(value: Json) -> str:
    if type(value) is str:
        return value
    raise WrongError(f"text should stand here, not {shown(value)}", "write a text in double quotes")


def name(value: Json) -> str:
    if type(value) is str and value:
        return value
    if value == "":
        raise WrongError("this text is empty", "write the name, or leave the key out")
    return text(value)


def time(value: Json) -> str | None:
    """An RFC 3339 time as it was written, or None for null."""
    if value is None:
        return None
    if type(value) is str and (parts := _TIME.fullmatch(value)):
        if parts[3] > _LAST_DAY_OF_ALL:
            day(value[:10])
        return value
    raise WrongError(
        f"a time with its zone should stand here, not {shown(value)}",
        'write it as "2026-03-02T09:15:01.120Z"',
    )


def day(value: Json) -> str:
    """An ISO 8601 date as it was written."""
    if type(value) is str and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise WrongError(f'"{value}" is no day of the calendar', "write the day that is meant") from error
        return value
    raise WrongError(f"a date should stand here, not {shown(value)}", 'write it as "2026-03-02"')


def flag(value: Json) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongError(f"true or false should stand here, not {shown(value)}", "write true or false")


def count(value: Json) -> int:
    if type(value) is int and value >= 1:
        return value
    raise WrongError(f"a whole number from 1 should stand here, not {shown(value)}", "count from 1")


def anything(value: Json) -> Json:
    return value


def one_of(words: type[E]) -> Callable[[Json], E]:
    """A reader of the values of an enumeration."""
    members = {member.value: member for member in words}

    def read(value: Json) -> E:
        member = members.get(value) if type(value) is str else None
        if member is None:
            raise WrongError(
                f"one of {', '.join(members)} should stand here, not {shown(value)}",
                _offer(str(value), members) or "write one of them",
            )
        return member

    return read


def texts(value: Json) -> tuple[str, ...]:
    """A list of texts, or a single one as itself."""
    return (name(value),) if isinstance(value, str) else listed(name)(value)


def listed(read: Callable[[Json], T]) -> Callable[[Json], tuple[T, ...]]:
    def read_all(value: Json) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise WrongError(f"a list should stand here, not {shown(value)}", _AS_LIST)
        return tuple(_within(str(index), read, element) for index, element in enumerate(value))

    return read_all


def mapped(read: Callable[[Json], T]) -> Callable[[Json], Mapping[str, T]]:
    def read_all(value: Json) -> Mapping[str, T]:
        return {key: _within(key, read, member) for key, member in _members(value).items()}

    return read_all


def headers(value: Json) -> tuple[tuple[str, str], ...]:
    """A list of [name, value]: order, case and repetition count."""
    if not isinstance(value, list):
        raise WrongError(f"a list should stand here, not {shown(value)}", _AS_LIST)
    return tuple([_within(str(index), _header, pair) for index, pair in enumerate(value)])


def _header(value: Json) -> tuple[str, str]:
    if type(value) is list and len(value) == 2:
        header, content = value
        if type(header) is str and type(content) is str:
            return header, content
    raise WrongError(f"a header is two texts, not {shown(value)}", 'write it as ["name", "value"]')


def record(
    read: Mapping[str, Callable[[Json], object]], required: Iterable[str] = ()
) -> Callable[[Json], dict[str, object]]:
    """A reader of objects with these keys."""

    def read_all(value: Json) -> dict[str, object]:
        members = _members(value)
        for key in members:
            if key not in read:
                raise WrongError(*unknown_key(key, read), pointer=token(key))
        for key in required:
            if key not in members:
                raise WrongError(f'the key "{key}" is missing here', f'write "{key}"')
        return {key: _within(key, read[key], member) for key, member in members.items()}

    return read_all


def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """What to say of a key that is not known, and the remedy."""
    words = tuple(known)
    return f'the key "{plain(key)}" is not known here', _offer(
        key, words
    ) or f"write one of {', '.join(words)}"


def _offer(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f'write "{near}"' if near else ""


def _members(value: Json) -> dict[str, Json]:
    if isinstance(value, dict):
        return value
    raise WrongError(f"an object should stand here, not {shown(value)}", "write it in braces")


def _within(key: str, read: Callable[[Json], T], value: Json) -> T:
    try:
        return read(value)
    except WrongError as wrong:
        wrong.pointer = token(key) + wrong.pointer
        raise


def token(key: str) -> str:
    """A key as the last step of a JSON Pointer."""
    return "/" + escaped(key)
