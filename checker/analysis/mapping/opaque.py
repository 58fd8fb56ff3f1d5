"""
Which source fields a step reads into which nobody sees: those whose change changes what it makes.

One field at a time is given another value, then null, and the step is run again. Where there are many, whole
objects and lists are changed first, all fields in them at once, and only those that matter are looked into.
What is tried is bounded by number and size, never by a clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from checker.analysis import numbers
from checker.analysis.follow import stepped
from checker.analysis.mapping.lineage import FAILED, Failed, Opaque, Origin, SourceField, Traced
from checker.analysis.written import written
from checker.errors import CannotCheckError
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Member
from checker.model.pointers import escaped, unescaped

_FEW: Final = 40  # fields that are all tried at once
_MOST_TRIED: Final = 100
_MOST_BYTES: Final = 1_000_000  # of all that is tried together


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of what a step was given, by its names and indices."""

    names: tuple[str | int, ...]
    value: Json

    @property
    def pointer(self) -> str:
        return "".join(f"/{name if isinstance(name, int) else escaped(name)}" for name in self.names)

    @property
    def is_leaf(self) -> bool:
        return not isinstance(self.value, dict | list) or not self.value


def origins(made: Traced, pointers: Sequence[str]) -> Mapping[str, Origin | None]:
    """
    What made the value at each of these pointers into a result, and from which source fields.

    Where a step can't be run so often, all that it was given stays its source.
    """
    found = {pointer: made.origin(pointer) for pointer in pointers}
    by_step: dict[str, list[str]] = {}
    for pointer in found if made.steps else ():
        at = made.made_at(pointer)
        if at is not None and at in made.steps:
            by_step.setdefault(at, []).append(pointer)
    for at, within in by_step.items():
        step = made.steps[at]
        try:
            read = _read(step, [pointer[len(at) :] for pointer in within])
        except CannotCheckError:
            continue
        for pointer, (fields, is_partial) in zip(within, read, strict=True):
            origin = found[pointer]
            if origin is not None:
                # Where nothing could be found among too many, it is all that the step was given.
                sources = tuple(_source(step, field) for field in fields) or origin.sources * is_partial
                found[pointer] = replace(origin, sources=sources, is_partial=is_partial)
    return found


def _read(step: Opaque, pointers: Sequence[str]) -> list[tuple[list[_Field], bool]]:
    """For each of these places of the result the fields that matter, and whether not all could be tried."""
    left = min(_MOST_TRIED, _MOST_BYTES // (2 * len(written(step.given)) + 1))
    (usual,) = step.each([step.given])
    found: list[list[_Field]] = [[] for _ in pointers]
    is_partial = [False for _ in pointers]
    few = min(left, _FEW)
    leaves = list(_leaves(step.given, few + 1))
    first = leaves if len(leaves) <= few else list(_inner(_Field((), step.given)))
    waiting = [(field, [True for _ in pointers]) for field in first]
    while waiting:
        tried, beyond = [field for field, _ in waiting[:left]], waiting[left:]
        for _, around in beyond:
            is_partial = [one or may for one, may in zip(is_partial, around, strict=True)]
        left -= len(tried)
        waiting = []
        for field, matters in zip(tried, _matter(step, tried, usual, pointers), strict=True):
            inner = list(_inner(field)) if left and any(matters) and not field.is_leaf else []
            waiting += [(one, matters) for one in inner]
            for place, does in enumerate(matters):
                if does and not inner:
                    found[place].append(field)
                    is_partial[place] = is_partial[place] or not field.is_leaf
    return list(zip(found, is_partial, strict=True))


def _matter(
    step: Opaque, fields: Sequence[_Field], usual: Json | Absent | Failed, pointers: Sequence[str]
) -> Iterator[list[bool]]:
    """For each field whether it matters for each place."""
    tries = [(number, other) for number, field in enumerate(fields) for other in _others(field)]
    results = step.each([_with(step.given, fields[number].names, other) for number, other in tries])
    # Nothing can be told from a leaf on which the step always fails; of the rest, what stands below is tried.
    matters = [[not field.is_leaf] * len(pointers) for field in fields]
    has_worked = [False for _ in fields]
    for (number, _), result in zip(tries, results, strict=True):
        if result is FAILED:
            continue
        does = [not _is_same(_at(pointer, usual), _at(pointer, result)) for pointer in pointers]
        if has_worked[number]:
            does = [one or other for one, other in zip(matters[number], does, strict=True)]
        matters[number], has_worked[number] = does, True
    yield from matters


def _others(field: _Field) -> Iterator[Json]:
    """What is put in the place of a field: another value of its kind, and null."""
    other = _other(field.value)
    if other is not None and field.value not in ([], {}):
        yield other
    if field.value is not None:
        yield None


def _other(value: Json) -> Json:
    """Another value of the same kind; of an object or list one with other values everywhere in it."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        digit = next((index for index in range(len(value) - 1, -1, -1) if value[index] in "0123456789"), None)
        if digit is None:
            return f"{value}~"
        return f"{value[:digit]}{(int(value[digit]) + 1) % 10}{value[digit + 1 :]}"
    if isinstance(value, dict):
        return {name: _other(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_other(element) for element in value]
    return "~" if value is None else value + 1  # type: ignore[operator]  # what is left is a number


def _leaves(value: Json, most: int) -> Iterator[_Field]:
    """The fields with nothing below them, in document order, and no more than so many."""
    waiting = [_Field((), value)]
    while waiting and most > 0:
        field = waiting.pop()
        if field.is_leaf:
            most -= 1
            yield field
        else:
            waiting += reversed(list(_inner(field)))


def _inner(field: _Field) -> Iterator[_Field]:
    if isinstance(field.value, dict):
        for name, member in field.value.items():
            yield _Field((*field.names, name), member)
    elif isinstance(field.value, list):
        for index, element in enumerate(field.value):
            yield _Field((*field.names, index), element)


def _with(value: Json, names: Sequence[str | int], other: Json) -> Json:
    """A copy of a value with something else at one place; what is not on the way there is shared."""
    if not names:
        return other
    name, rest = names[0], names[1:]
    if isinstance(value, dict):
        return {**value, name: _with(value[str(name)], rest, other)}
    assert isinstance(value, list)
    copy = list(value)
    copy[int(name)] = _with(copy[int(name)], rest, other)
    return copy


def _at(pointer: str, value: Json | Absent | Failed) -> Json | Absent:
    found: Json | Absent = ABSENT if isinstance(value, Failed) else value
    for token in pointer.split("/")[1:]:
        found = stepped(Member(unescaped(token)), found)
    return found


def _is_same(one: Json | Absent, other: Json | Absent) -> bool:
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return numbers.same(one, other)


def _source(step: Opaque, field: _Field) -> SourceField:
    pointer = f"{step.pointer}{field.pointer}"
    return SourceField(path=pointer, pointer=pointer, value=field.value)
