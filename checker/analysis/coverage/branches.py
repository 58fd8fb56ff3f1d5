"""
The branches of a mapping table that no message has taken yet.

Of a row: that it was applied (its source gave what the target got), that `default` or `otherwise` was taken,
each key of `values`, that its `where` held and that it did not. Of a list: that it had an element. Of a step
in another language: that it ran. Messages are looked at that the whole table could be applied to, so that no
row fails here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.analysis.follow import Elements, Sources, first, values
from checker.analysis.mapping import functions, minted
from checker.analysis.mapping.functions import ApplyAnywhere, References
from checker.analysis.mapping.generated import gathered
from checker.analysis.mapping.plans import Planned, PlannedCode, PlannedEach, PlannedField, PlannedFunction
from checker.analysis.mapping.texts import key
from checker.analysis.mapping.tracing import elements_of
from checker.model.coverage import Kind, Thing
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path, Start
from checker.model.places import Place
from checker.model.text import plain
from checker.model.transformations import (
    CodeStep,
    Constant,
    EachRow,
    FieldRow,
    From,
    Lookup,
    Made,
    Position,
    Row,
    Values,
)

APPLIED: Final = "applied"
DEFAULT: Final = "default"
OTHERWISE: Final = "otherwise"
HELD: Final = "where holds"
FAILED: Final = "where does not hold"
ELEMENT: Final = "an element"

Branches: TypeAlias = dict[str, Thing]

# What a table gives for a miss here, so that it can't be taken for a hit: it is known by identity alone.
_MISS: Final = "".join(("a", " miss"))


def branches(message: str, rows: Sequence[Row]) -> Iterator[Thing]:
    """Every branch of a table, in its order; `message` is BOUNDARY/MESSAGE."""
    for number, row in enumerate(rows):
        yield from _of_row(row, (message, str(number)), _pointer(row, ""))


class OpenRows:
    """Shrinks as branches are taken, so that looking at a message costs as much as there is left to take."""

    __slots__ = ("_rows",)

    def __init__(
        self, message: str, rows: Sequence[Row], planned: Sequence[Planned], tables: References
    ) -> None:
        """`rows` are those of the contract, `planned` the same ready to be used: all of them can be run."""
        self._rows = [
            _opened(one, (message, str(number)), _pointer(row, ""), tables)
            for number, (row, one) in enumerate(zip(rows, planned, strict=True))
        ]

    def taken_by(self, sources: Sources) -> Iterator[Thing]:
        """The branches that a message takes and that were not taken before."""
        for row in self._rows:
            yield from row.taken(sources, ())

    def close(self, things: frozenset[Thing]) -> None:
        for row in self._rows:
            row.close(things)
        self._rows = [row for row in self._rows if row]

    def __bool__(self) -> bool:
        return bool(self._rows)


def _of_row(row: Row, name: tuple[str, ...], at: str) -> Iterator[Thing]:
    """The branches of a row and of those within it."""
    yield from _own(row, name, at).values()
    if isinstance(row, EachRow):
        for number, inner in enumerate(row.rows):
            yield from _of_row(inner, (*name, str(number)), _pointer(inner, at))


def _own(row: Row, name: tuple[str, ...], at: str) -> Branches:
    found: Branches = {}

    def add(branch: str, place: Place, says: str | None = None) -> None:
        what = f"{name[0]}: {at}, {says or branch}"
        found[branch] = Thing(kind=Kind.BRANCHES, name=(*name, branch), what=what, place=place)

    if row.where:
        add(HELD, row.place)
        add(FAILED, row.place)
    match row:
        case FieldRow():
            add(APPLIED, row.place)
            if row.default is not ABSENT:
                add(DEFAULT, row.place)
            for function in row.functions:
                if isinstance(function.operation, Values):
                    for value in function.operation.table:
                        add(_key(value), function.place, f'values "{plain(value)}"')
            if row.otherwise is not ABSENT:
                add(OTHERWISE, row.place)
        case EachRow():
            add(ELEMENT, row.place)
        case CodeStep(engine=engine):
            add(APPLIED, row.place, f"{engine.value} runs")
    return found


def _key(value: str) -> str:
    return f"values {value}"


def _pointer(row: Row, around: str) -> str:
    """Where the target of a row stands, as people read it: `*` for the elements of the lists around it."""
    to = row.to
    if to is None:
        return around or "the whole payload"
    if to.start is not Start.ELEMENT:
        return plain(to.text, longest=200)
    levels = around.split("/*")
    within = "/*".join(levels[: max(len(levels) - to.up, 1)])
    text = to.text[3 * to.up :]
    return plain(f"{within}/*/{text}" if text else f"{within}/*", longest=200)


@dataclass(slots=True, kw_only=True)
class _OpenField:
    """`chain` are the functions, each as it is applied here."""

    planned: PlannedField
    left: Branches
    chain: tuple[tuple[PlannedFunction, ApplyAnywhere], ...]

    def __bool__(self) -> bool:
        return bool(self.left)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = {branch: thing for branch, thing in self.left.items() if thing not in things}

    def taken(self, sources: Sources, elements: Elements) -> Iterator[Thing]:
        if self.planned.row.where:
            is_so = self.planned.holds(sources, elements)
            yield from self._if_left(HELD if is_so else FAILED)
            if not is_so:
                return
        if self.left.keys() <= {HELD, FAILED}:
            return
        for branch in self._by_value(_source(self.planned, sources, elements)):
            yield from self._if_left(branch)

    def _if_left(self, branch: str) -> Iterator[Thing]:
        thing = self.left.get(branch)
        if thing is not None:
            yield thing

    def _by_value(self, value: Json | Absent) -> Iterator[str]:
        """The branches that a source value takes, in the order in which a row is run."""
        row = self.planned.row
        is_many = isinstance(row.source, From) and not row.source.is_list and not row.source.paths[0].is_plain
        is_nothing = value is ABSENT or (is_many and value == [])
        is_null = value is None and isinstance(row.source, From)
        if (is_nothing or value is None) and row.default is not ABSENT:
            yield DEFAULT
            return
        if is_null or (is_nothing and not (is_many and self.planned.aggregates)):
            return  # null stays null, and nothing stays nothing: no function has seen it
        for step, apply in self.chain:
            if isinstance(step.function.operation, Values):
                yield from (_key(key(one)) for one in _scalars(value) if one is not None)
            value = apply(value)
            if any(one is _MISS for one in _scalars(value)):
                yield OTHERWISE
                value = _hits(value)
                if not any(True for _ in _scalars(value)):
                    return
        if value is ABSENT:
            if row.default is not ABSENT:
                yield DEFAULT
        elif not any(numbers.same(value, omitted) for omitted in row.omit):
            yield APPLIED


@dataclass(slots=True, kw_only=True)
class _OpenEach:
    planned: PlannedEach
    left: Branches
    rows: "list[_OpenRow]"

    def __bool__(self) -> bool:
        return bool(self.left or self.rows)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = {branch: thing for branch, thing in self.left.items() if thing not in things}
        for row in self.rows:
            row.close(things)
        self.rows = [row for row in self.rows if row]

    def taken(self, sources: Sources, elements: Elements) -> Iterator[Thing]:
        planned, row = self.planned, self.planned.row
        if not planned.holds_on_row(sources, elements):
            yield from (thing for branch, thing in self.left.items() if branch == FAILED)
            return
        branches_taken: set[str] = set()
        for element in elements_of(row, values(row.each, sources, elements)):
            inner = (*elements, element)
            if not planned.holds_on_element(sources, inner):
                branches_taken.add(FAILED)
                continue
            branches_taken |= {HELD, ELEMENT}
            for below in self.rows:
                yield from below.taken(sources, inner)
        yield from (thing for branch, thing in self.left.items() if branch in branches_taken)


@dataclass(slots=True, kw_only=True)
class _OpenCode:
    planned: PlannedCode
    left: Branches

    def __bool__(self) -> bool:
        return bool(self.left)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = {branch: thing for branch, thing in self.left.items() if thing not in things}

    def taken(self, sources: Sources, elements: Elements) -> Iterator[Thing]:
        is_so = self.planned.holds(sources, elements)
        wanted = {HELD, APPLIED} if is_so else {FAILED}
        yield from (thing for branch, thing in self.left.items() if branch in wanted)


_OpenRow: TypeAlias = _OpenField | _OpenEach | _OpenCode


def _opened(planned: Planned, name: tuple[str, ...], at: str, tables: References) -> _OpenRow:
    left = _own(planned.row, name, at)
    match planned:
        case PlannedField():
            chain = tuple((step, _applying(planned, step, tables)) for step in planned.functions)
            return _OpenField(planned=planned, left=left, chain=chain)
        case PlannedEach():
            rows = [
                _opened(inner, (*name, str(number)), _pointer(inner.row, at), tables)
                for number, inner in enumerate(planned.rows)
            ]
            return _OpenEach(planned=planned, left=left, rows=rows)
        case PlannedCode():
            return _OpenCode(planned=planned, left=left)


def _applying(planned: PlannedField, step: PlannedFunction, tables: References) -> ApplyAnywhere:
    """The function as the row applies it, but for what a table gives for a miss."""
    operation = step.function.operation
    if planned.row.otherwise is ABSENT or not isinstance(operation, Values | Lookup):
        return step.anywhere
    apply = functions.applied(operation, tables, _MISS)
    return functions.anywhere(apply, takes_lists=step.takes_lists)


def _source(planned: PlannedField, sources: Sources, elements: Elements) -> Json | Absent:
    """What a row reads; of a position any number will do, and of what is minted any form."""
    match planned.row.source:
        case Constant(value):
            return value
        case Made(kind):
            return minted.VALUES[kind]
        case Position(start):
            return start
        case From(paths, is_list):
            if not is_list:
                return _read(paths[0], sources, elements)
            found: list[Json | Absent] = []
            for path in paths:
                one = _read(path, sources, elements)
                found += [one] if path.is_plain or not isinstance(one, list) else one
            return gathered(found)


def _read(path: Path, sources: Sources, elements: Elements) -> Json | Absent:
    if path.is_plain:
        return first(path, sources, elements)
    return [value for _, value in values(path, sources, elements)]


def _scalars(value: Json | Absent) -> Iterator[Json]:
    """The elements of a list and of lists in it, else the value itself, if there is any."""
    if isinstance(value, list):
        for element in value:
            yield from _scalars(element)
    elif not isinstance(value, Absent):
        yield value


def _hits(value: Json | Absent) -> Json | Absent:
    """A result without the misses in it."""
    if isinstance(value, list):
        found = [_hits(element) for element in value]
        return [one for one in found if not isinstance(one, Absent)]
    return ABSENT if value is _MISS else value
