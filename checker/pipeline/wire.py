"""
Values of the model as bytes, and back: what a worker answers, and what is kept between two runs.

They are data and never code: JSON, in which every list begins with a word for what it is. Nothing is made of
it but the classes that are named here.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, Final, TypeAlias

import orjson

from checker.errors import Mistake
from checker.model.coverage import Kind, Thing
from checker.model.findings import (
    Accepted,
    Contrast,
    EntryMend,
    Evidence,
    Finding,
    Level,
    Paste,
    Related,
    RowMend,
    Seen,
    Shift,
    Skipped,
    Step,
)
from checker.model.json import ABSENT
from checker.model.places import Edit, Place
from checker.model.recordings import Complete, Header

Word: TypeAlias = "bool | int | str | list[Word] | None"

# Whoever reads a part of a recording does not know its place in the file, and counts lines from here: no file
# has so many.
UNPLACED: Final = 10**15

_VALUES: Final = (
    Accepted,
    Contrast,
    Edit,
    EntryMend,
    Evidence,
    Finding,
    Header,
    Mistake,
    Paste,
    Place,
    Related,
    RowMend,
    Seen,
    Shift,
    Skipped,
    Step,
    Thing,
)
_ENUMS: Final = (Complete, Kind, Level)
_SAFE: Final = 2**53  # integers beyond are written as text


def written(value: object) -> bytes:
    """A value of these classes, or a tuple, list, set or mapping of them."""
    words = _words(value)
    try:
        return orjson.dumps(words)
    except orjson.JSONEncodeError:  # a name of a file that is no Unicode
        return json.dumps(words).encode()


def read(data: bytes, *, path: str = "", first_line: int = 1) -> Any:  # what was written
    """
    The value again, with the lines that were counted from UNPLACED now counted from `first_line` of `path`.

    Raises:
        ValueError: it is nothing that was written here.

    """
    try:
        try:
            words = orjson.loads(data)
        except orjson.JSONDecodeError:
            words = json.loads(data)
        return _Reading(path, first_line - 1 - UNPLACED).value(words)
    except (TypeError, KeyError, IndexError, ArithmeticError, AttributeError, RecursionError) as error:
        raise ValueError("this is nothing that was written here") from error


def _words(value: object) -> Word:
    if value is None or value is True or value is False:
        return value
    write = _WRITE.get(type(value))
    if write is None:
        raise TypeError(f"{type(value).__name__} can't be written")
    return write(value)


def _of_class(cls: type) -> Callable[[Any], Word]:
    name = cls.__name__
    names = [field.name for field in fields(cls)]
    get: Callable[[Any], Iterable[object]] = (
        attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    )
    return lambda value: [name, *map(_words, get(value))]


def _of_enum(cls: type[Enum]) -> Callable[[Any], Word]:
    return lambda value: [cls.__name__, value.name]


def _of_many(word: str) -> Callable[[Any], Word]:
    return lambda values: [word, *map(_words, values)]


def _sorted(word: str) -> Callable[[Any], Word]:
    return lambda values: [word, *sorted(map(_words, values), key=orjson.dumps)]


_WRITE: Final[dict[type, Callable[[Any], Word]]] = {
    str: lambda value: value,
    int: lambda value: value if -_SAFE < value < _SAFE else ["int", str(value)],
    float: lambda value: ["float", repr(value)],
    Decimal: lambda value: ["decimal", str(value)],
    type(ABSENT): lambda _: ["absent"],
    tuple: _of_many("tuple"),
    list: _of_many("list"),
    set: _sorted("set"),
    frozenset: _sorted("frozenset"),
    dict: lambda value: ["dict", *(_words(one) for pair in value.items() for one in pair)],
    **{cls: _of_class(cls) for cls in _VALUES},
    **{cls: _of_enum(cls) for cls in _ENUMS},
}


class _Reading:
    """Makes values of words, and puts lines where they are."""

    def __init__(self, path: str, by: int) -> None:
        self._by = by
        self._in_text = re.compile(re.escape(path) + rf":({UNPLACED // 10**8}\d{{8}}) \(case ")

    def value(self, words: Word) -> Any:  # what was written
        if type(words) is not list:
            return words
        name, *rest = words
        return self._MAKE[name](self, rest)  # type: ignore[index]  # any other is a KeyError

    def _text(self, text: str) -> str:
        return self._in_text.sub(
            lambda found: found[0].replace(found[1], str(self._line(int(found[1])))), text
        )

    def _line(self, line: int) -> int:
        return line + self._by if line > UNPLACED else line

    def _values(self, words: list[Word]) -> list[Any]:
        return [self.value(word) for word in words]

    def _dict(self, words: list[Word]) -> dict[Any, Any]:
        values = iter(self._values(words))
        return dict(zip(values, values, strict=True))

    def _of(self, cls: type, words: list[Word]) -> Any:
        values = dict(zip(_NAMES[cls], self._values(words), strict=True))
        if cls is Place or cls is Evidence:
            values["line"] = self._line(values["line"])
        elif cls is Finding:  # what a payload says is never a note, and stays as it is
            values["notes"] = tuple(map(self._text, values["notes"]))
        return cls(**values)

    _MAKE: Final[dict[str, Callable[["_Reading", list[Any]], Any]]] = {
        "int": lambda _, words: int(words[0]),
        "float": lambda _, words: float(words[0]),
        "decimal": lambda _, words: Decimal(words[0]),
        "absent": lambda _self, _words: ABSENT,
        "tuple": lambda self, words: tuple(self._values(words)),
        "list": lambda self, words: self._values(words),
        "set": lambda self, words: set(self._values(words)),
        "frozenset": lambda self, words: frozenset(self._values(words)),
        "dict": lambda self, words: self._dict(words),
        **{cls.__name__: lambda self, words, cls=cls: self._of(cls, words) for cls in _VALUES},  # type: ignore[misc]
        **{cls.__name__: lambda _, words, cls=cls: cls[words[0]] for cls in _ENUMS},  # type: ignore[misc]
    }


_NAMES: Final[dict[type, tuple[str, ...]]] = {
    cls: tuple(field.name for field in fields(cls)) for cls in _VALUES
}
