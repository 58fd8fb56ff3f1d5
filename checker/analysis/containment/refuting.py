"""A payload that one schema accepts and another refuses: judged, and made as small as it can be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from checker.analysis.validity import Validator
from checker.model.json import ABSENT, Absent, Json

_TRIES: Final = 600  # smaller payloads that are judged
_LARGE: Final = 500  # nodes and characters, above which fewer are

_Refutes: TypeAlias = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Refuter:
    """Tells whether payloads are accepted by the first and refused by the second, by both libraries."""

    accepting: Validator
    refusing: Validator

    def witness(self, payloads: Iterable[Json]) -> Json | Absent:
        """The first of the payloads that shows it, made smaller; ABSENT where none does."""
        for payload in payloads:
            if self._refutes(payload) and self._is_agreed(payload):
                small = _shrunk(payload, self._refutes)
                return small if self._is_agreed(small) else payload
        return ABSENT

    def _refutes(self, payload: Json) -> bool:
        return self.accepting.is_valid(payload) and not self.refusing.is_valid(payload)

    def _is_agreed(self, payload: Json) -> bool:
        return self.accepting.is_agreed(payload) and self.refusing.is_agreed(payload)


def _shrunk(payload: Json, refutes: _Refutes) -> Json:
    """Less and less of it, as long as it still refutes."""
    left = _TRIES * _LARGE // max(_size(payload), _LARGE)
    while left > 0:
        for smaller in islice(_smaller(payload), left):
            left -= 1
            if refutes(smaller):
                payload = smaller
                break
        else:
            break
    return payload


def _size(value: Json) -> int:
    match value:
        case dict():
            return 1 + sum(len(name) + _size(one) for name, one in value.items())
        case list():
            return 1 + sum(map(_size, value))
        case str():
            return 1 + len(value)
        case _:
            return 1


def _smaller(value: Json) -> Iterator[Json]:
    """The same with one thing left out or made plainer."""
    match value:
        case dict():
            names = list(value)
            for left in _left(len(names)):
                yield {name: value[name] for name in (*names[: left.start], *names[left.stop :])}
            for name, one in value.items():
                yield from ({**value, name: less} for less in _smaller(one))
        case list():
            yield from ([*value[: left.start], *value[left.stop :]] for left in _left(len(value)))
            for index, one in enumerate(value):
                yield from ([*value[:index], less, *value[index + 1 :]] for less in _smaller(one))
        case str() if value:
            yield value[: len(value) // 2]
            yield value[:-1]
        case bool() | None:
            pass
        case int() if abs(value) > 1:
            yield value // abs(value)


def _left(length: int) -> Iterator[range]:
    """What is left out: halves, then quarters, and at last each one."""
    size = length // 2
    while size > 1:
        yield from (range(start, min(start + size, length)) for start in range(0, length, size))
        size //= 4
    yield from (range(index, index + 1) for index in range(length))
