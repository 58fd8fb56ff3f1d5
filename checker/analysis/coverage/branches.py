"""
The branches of a mapping table that no message has taken yet.

Of a row: that it was applied (its source gave what the target got), that `default` or `otherwise` was taken,
each key of `values`, that its `where` held and that it did not. Of a list: that it had an element. Of a step
in another language: that it ran. Messages are looked at that the whole table could be applied to, so that no
row fails here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.analysis.coverage.payloads import Probes
from checker.analysis.follow import Elements, Sources, first, stepped, values
from checker.analysis.mapping import functions, minted
from checker.analysis.mapping.expressions import names_of
from checker.analysis.mapping.functions import ApplyAnywhere, References
from checker.analysis.mapping.generated import gathered
from checker.analysis.mapping.plans import Planned, PlannedCode, PlannedEach, PlannedField, PlannedFunction
from checker.analysis.mapping.texts import key
from checker.analysis.mapping.tracing import elements_of
from checker.model.coverage import Kind, Thing
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Member, Path, Start
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

_OF_WHERE: Final = frozenset({HELD, FAILED})

Branches: TypeAlias = dict[str, Thing]
_Read: TypeAlias = Callable[[Sources, Elements], "Json | Absent"]

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

    def look(self, sources: Sources, found: set[Thing]) -> None:
        """Adds the branches that a message takes and that were not taken before."""
        for row in self._rows:
            row.look(sources, (), found)

    def close(self, things: frozenset[Thing]) -> None:
        for row in self._rows:
            row.close(things)
        self._rows = [row for row in self._rows if row]

    def probes(self) -> Probes:
        """The way to what each row must read to take what is left of it; None where one can't be told so."""
        found = [row.probe() for row in self._rows]
        ways = [names for names in found if names is not None]
        return ways if len(ways) == len(found) else None

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
    return plain(f"{around}/*/{to.text}" if to.text else f"{around}/*", longest=200)


class _OpenField:
    __slots__ = ("_asks_value", "_chain", "_has_where", "_planned", "_source", "left")

    def __init__(self, planned: PlannedField, left: Branches, tables: References) -> None:
        self._planned = planned
        self._has_where = bool(planned.row.where)
        self._source = _reading(planned)
        self._chain = tuple((step, _applying(planned, step, tables)) for step in planned.functions)
        self.left = left
        self._asks_value = not left.keys() <= _OF_WHERE

    def __bool__(self) -> bool:
        return bool(self.left)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = _without(self.left, things)
        self._asks_value = not self.left.keys() <= _OF_WHERE

    def probe(self) -> tuple[str, ...] | None:
        """The members that lead to its source, where the row takes nothing if that is not there."""
        source = self._planned.row.source
        if self._has_where or DEFAULT in self.left or not isinstance(source, From) or source.is_list:
            return None
        path = source.paths[0]
        names = names_of(path.steps)
        is_way = path.start is Start.PAYLOAD and len(names) == len(path.steps)
        return names if is_way else None

    def look(self, sources: Sources, elements: Elements, found: set[Thing]) -> None:
        if self._has_where:
            is_so = self._planned.holds(sources, elements)
            _take(self.left, HELD if is_so else FAILED, found)
            if not is_so:
                return
        if self._asks_value:
            self._look_at(self._source(sources, elements), found)

    def _look_at(self, value: Json | Absent, found: set[Thing]) -> None:
        """The branches that a source value takes, in the order in which a row is run."""
        row = self._planned.row
        is_many = type(value) is list and not value and _is_many(row)
        if value is None or value is ABSENT or is_many:
            if row.default is not ABSENT:
                return _take(self.left, DEFAULT, found)
            if isinstance(row.source, From) and not (is_many and self._planned.aggregates):
                return None  # null stays null, and nothing stays nothing: no function has seen it
        for step, apply in self._chain:
            if isinstance(step.function.operation, Values):
                for one in _scalars(value):
                    if one is not None:
                        _take(self.left, _key(key(one)), found)
            value = apply(value)
            if any(one is _MISS for one in _scalars(value)):
                _take(self.left, OTHERWISE, found)
                value = _hits(value)
                if not any(True for _ in _scalars(value)):
                    return None
        if value is ABSENT:
            _take(self.left, DEFAULT, found)
        elif not any(numbers.same(value, omitted) for omitted in row.omit):
            _take(self.left, APPLIED, found)
        return None


class _OpenEach:
    __slots__ = ("_planned", "_rows", "left")

    def __init__(self, planned: PlannedEach, left: Branches, rows: "list[_OpenRow]") -> None:
        self._planned = planned
        self._rows = rows
        self.left = left

    def __bool__(self) -> bool:
        return bool(self.left or self._rows)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = _without(self.left, things)
        for row in self._rows:
            row.close(things)
        self._rows = [row for row in self._rows if row]

    def probe(self) -> tuple[str, ...] | None:
        return None

    def look(self, sources: Sources, elements: Elements, found: set[Thing]) -> None:
        planned, row = self._planned, self._planned.row
        if not planned.holds_on_row(sources, elements):
            return _take(self.left, FAILED, found)
        for element in elements_of(row, values(row.each, sources, elements)):
            inner = (*elements, element)
            if row.where and not planned.holds_on_element(sources, inner):
                _take(self.left, FAILED, found)
                continue
            _take(self.left, HELD, found)
            _take(self.left, ELEMENT, found)
            for below in self._rows:
                below.look(sources, inner, found)
        return None


class _OpenCode:
    __slots__ = ("_planned", "left")

    def __init__(self, planned: PlannedCode, left: Branches) -> None:
        self._planned = planned
        self.left = left

    def __bool__(self) -> bool:
        return bool(self.left)

    def close(self, things: frozenset[Thing]) -> None:
        self.left = _without(self.left, things)

    def probe(self) -> tuple[str, ...] | None:
        return None

    def look(self, sources: Sources, elements: Elements, found: set[Thing]) -> None:
        is_so = self._planned.holds(sources, elements)
        _take(self.left, HELD if is_so else FAILED, found)
        if is_so:
            _take(self.left, APPLIED, found)


def _take(left: Branches, branch: str, found: set[Thing]) -> None:
    thing = left.get(branch)
    if thing is not None:
        found.add(thing)


def _without(left: Branches, things: frozenset[Thing]) -> Branches:
    return {branch: thing for branch, thing in left.items() if thing not in things}


_OpenRow: TypeAlias = _OpenField | _OpenEach | _OpenCode


def _opened(planned: Planned, name: tuple[str, ...], at: str, tables: References) -> _OpenRow:
    left = _own(planned.row, name, at)
    match planned:
        case PlannedField():
            return _OpenField(planned, left, tables)
        case PlannedEach():
            rows = [
                _opened(inner, (*name, str(number)), _pointer(inner.row, at), tables)
                for number, inner in enumerate(planned.rows)
            ]
            return _OpenEach(planned, left, rows)
        case PlannedCode():
            return _OpenCode(planned, left)


def _applying(planned: PlannedField, step: PlannedFunction, tables: References) -> ApplyAnywhere:
    """The function as the row applies it, but for what a table gives for a miss."""
    operation = step.function.operation
    if planned.row.otherwise is ABSENT or not isinstance(operation, Values | Lookup):
        return step.anywhere
    apply = functions.applied(operation, tables, _MISS)
    return functions.anywhere(apply, takes_lists=step.takes_lists)


def _is_many(row: FieldRow) -> bool:
    """Whether the source is one path with `*`."""
    return isinstance(row.source, From) and not row.source.is_list and not row.source.paths[0].is_plain


def _reading(planned: PlannedField) -> _Read:
    """What a row reads; of a position any number will do, and of what is minted any form."""
    match planned.row.source:
        case Constant(value):
            return lambda _sources, _elements: value
        case Made(kind):
            return lambda _sources, _elements: minted.VALUES[kind]
        case Position(start):
            return lambda _sources, _elements: start
        case From(paths, is_list):
            reads = [_reading_of(path) for path in paths]
            if not is_list:
                return reads[0]

            def read_all(sources: Sources, elements: Elements) -> Json | Absent:
                found: list[Json | Absent] = []
                for path, read in zip(paths, reads, strict=True):
                    one = read(sources, elements)
                    found += [one] if path.is_plain or not isinstance(one, list) else one
                return gathered(found)

            return read_all


def _reading_of(path: Path) -> _Read:
    if not path.is_plain:
        return lambda sources, elements: [value for _, value in values(path, sources, elements)]
    if path.start not in (Start.PAYLOAD, Start.ELEMENT):
        return lambda sources, elements: first(path, sources, elements)
    steps = tuple((step.name if isinstance(step, Member) else None, step) for step in path.steps)
    out = path.up + 1 if path.start is Start.ELEMENT else 0

    def read(sources: Sources, elements: Elements) -> Json | Absent:
        value: Json | Absent = elements[-out][1] if 0 < out <= len(elements) else sources.payload
        for name, step in steps:
            if type(value) is dict and name is not None:
                value = value.get(name, ABSENT)
            else:
                value = stepped(step, value)
        return value

    return read


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
