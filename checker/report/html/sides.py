"""Two JSON values side by side, line by line, with what differs between them marked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final, TypeAlias, TypeGuard

from checker.analysis.comparison.scalars import is_same_scalar
from checker.model.json import ABSENT, Absent, Json

Member: TypeAlias = "tuple[str, Json | Absent, Json | Absent]"  # its name, and both values

_MOST: Final = 120  # lines that are shown
_WALKED: Final = 20_000  # lines that are looked at
_ALIKE: Final = 3  # equal lines that stay on each side of a different one
_LONGEST: Final = 1_000  # characters of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A line of one value in three parts; the middle is what differs, empty where nothing does."""

    indent: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of both, None where one has nothing; `skipped` counts equal lines that are left out here."""

    left: Side | None = None
    right: Side | None = None
    differs: bool = False
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What the two are called, and their lines; `is_cut` where there are more."""

    names: tuple[str, str]
    lines: tuple[Line, ...]
    is_cut: bool


def side_by_side(names: tuple[str, str], left: Json | Absent, right: Json | Absent) -> Sides:
    """Objects member by member, in the order of the left one; lists element by element."""
    walked = list(islice(_lines(("", left, right), 0), _WALKED + 1))
    shown = list(islice(_folded(walked[:_WALKED]), _MOST + 1))
    return Sides(names=names, lines=tuple(shown[:_MOST]), is_cut=len(walked) > _WALKED or len(shown) > _MOST)


def _folded(lines: Sequence[Line]) -> Iterator[Line]:
    """Long stretches of equal lines are counted instead."""
    near = {
        other
        for number, line in enumerate(lines)
        if line.differs
        for other in range(number - _ALIKE, number + _ALIKE + 1)
    }
    alike: list[Line] = []
    for number, line in enumerate(lines):
        if number in near:
            yield from _counted(alike)
            alike = []
            yield line
        else:
            alike.append(line)
    yield from _counted(alike)


def _counted(alike: Sequence[Line]) -> Iterator[Line]:
    if len(alike) > 2:
        yield Line(skipped=len(alike))
    else:
        yield from alike


def _lines(member: Member, indent: int) -> Iterator[Line]:
    """A payload is not deeper than its reader allows, so this may call itself."""
    name, left, right = member
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        keys = [*left, *(key for key in right if key not in left)]
        members = [(f"{_text(key)}: ", left.get(key, ABSENT), right.get(key, ABSENT)) for key in keys]
        yield from _around(name, "{}", members, indent)
    elif _is_list(left) and _is_list(right):
        longest = max(len(left), len(right))
        yield from _around(name, "[]", [("", _at(left, n), _at(right, n)) for n in range(longest)], indent)
    elif left is ABSENT or right is ABSENT or _is_branch(left) or _is_branch(right):
        rows = zip_longest(_whole(name, left, indent), _whole(name, right, indent))
        yield from (Line(left=row, right=other, differs=True) for row, other in rows)
    else:
        yield _leaves(name, left, right, indent)


def _around(name: str, brackets: str, members: Sequence[Member], indent: int) -> Iterator[Line]:
    """Commas are left out: which line has one would differ where the values do not."""
    if not members:
        yield _same(Side(indent=indent, before=f"{name}{brackets}"))
        return
    yield _same(Side(indent=indent, before=name + brackets[0]))
    for member in members:
        yield from _lines(member, indent + 1)
    yield _same(Side(indent=indent, before=brackets[1]))


def _same(side: Side) -> Line:
    return Line(left=side, right=side)


def _leaves(name: str, left: Json, right: Json, indent: int) -> Line:
    """Of two texts only the part in which they differ is marked."""
    one, other = _leaf(left), _leaf(right)
    if is_same_scalar(left, right):
        return Line(
            left=Side(indent=indent, before=name + one), right=Side(indent=indent, before=name + other)
        )
    are_texts = isinstance(left, str) and isinstance(right, str)
    start = _alike(one, other) if are_texts else 0
    end = _alike(one[start:][::-1], other[start:][::-1]) if are_texts else 0

    def side(text: str) -> Side:
        rest = len(text) - end
        return Side(indent=indent, before=name + text[:start], marked=text[start:rest], after=text[rest:])

    return Line(left=side(one), right=side(other), differs=True)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _whole(name: str, value: Json | Absent, indent: int) -> Iterator[Side]:
    """All lines of a value that the other side does not have."""
    if value is ABSENT:
        return
    for line in _lines((name, value, value), indent):
        side = line.left
        if side is not None:
            yield Side(indent=side.indent, before="", marked=side.before)


def _is_list(value: Json | Absent) -> "TypeGuard[Sequence[Json]]":
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_branch(value: Json) -> bool:
    return isinstance(value, Mapping) or _is_list(value)


def _at(values: Sequence[Json], number: int) -> Json | Absent:
    return values[number] if number < len(values) else ABSENT


def _leaf(value: Json) -> str:
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return _text(value)
        case _:
            return str(value)


def _text(text: str) -> str:
    more = len(text) - _LONGEST
    return json.dumps(text[:_LONGEST], ensure_ascii=False) + (
        f" … and {more:,} characters more" if more > 0 else ""
    )
