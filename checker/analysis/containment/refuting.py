"""A payload that one schema accepts and another refuses: sought, then made as small as it can be."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, TypeAlias

from checker.analysis.containment.samples import samples
from checker.analysis.validity import Validator
from checker.model.json import ABSENT, Absent, Json
from checker.model.schemas import Schema

MOST: Final = 5_000  # payloads that are made of two schemas
_ROUNDS: Final = 200  # times that a payload is made smaller

_Refutes: TypeAlias = Callable[[Json], bool]


def witness(
    schemas: tuple[Schema, Schema], validators: tuple[Validator, Validator], known: Iterable[Json] = ()
) -> Json | Absent:
    """
    A payload that the first schema accepts and the second refuses, by both libraries; ABSENT where none is
    found.

    `known` are tried first, then what is made of the schemas themselves.
    """
    accepting, refusing = validators

    def refutes(payload: Json) -> bool:
        return accepting.is_valid(payload) and not refusing.is_valid(payload)

    def is_agreed(payload: Json) -> bool:
        return accepting.is_agreed(payload) and refusing.is_agreed(payload)

    for payload in chain(known, samples(schemas, most=MOST)):
        if refutes(payload) and is_agreed(payload):
            small = _shrunk(payload, refutes)
            return small if is_agreed(small) else payload
    return ABSENT


def _shrunk(payload: Json, refutes: _Refutes) -> Json:
    """Less and less of it, as long as it still refutes."""
    for _ in range(_ROUNDS):
        smaller = next(filter(refutes, _smaller(payload)), ABSENT)
        if isinstance(smaller, Absent):
            break
        payload = smaller
    return payload


def _smaller(value: Json) -> Iterator[Json]:
    """The same with one thing left out or made plainer."""
    match value:
        case dict():
            yield from ({name: one for name, one in value.items() if name != left} for left in value)
            for name, one in value.items():
                yield from ({**value, name: less} for less in _smaller(one))
        case list():
            yield from (value[:index] + value[index + 1 :] for index in range(len(value)))
            for index, one in enumerate(value):
                yield from ([*value[:index], less, *value[index + 1 :]] for less in _smaller(one))
        case str() if value:
            yield value[: len(value) // 2]
            yield value[:-1]
        case bool() | None:
            pass
        case int() if abs(value) > 1:
            yield value // abs(value)
