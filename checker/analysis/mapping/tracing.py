"""Running a mapping table row by row, remembering which row made what from which source fields."""

from collections.abc import Collection, Iterator, Sequence

from checker.analysis import jq, numbers
from checker.analysis.follow import Elements, Found, Sources, values
from checker.analysis.mapping import minted
from checker.analysis.mapping.blame import displaced, named, refused, shown_place
from checker.analysis.mapping.lineage import Opaque, Origin, SourceField, Traced
from checker.analysis.mapping.placing import PlacingError, Target
from checker.analysis.mapping.plans import (
    LOOKS,
    Planned,
    PlannedCode,
    PlannedEach,
    PlannedField,
    looks_around,
)
from checker.analysis.mapping.refusals import RowError, UnfitError, kind
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Having, Member, Path, Start
from checker.model.places import Place
from checker.model.pointers import escaped
from checker.model.text import plain, shown
from checker.model.transformations import Constant, EachRow, From, Made, Position


def traced(rows: Sequence[Planned], sources: Sources) -> Traced:
    """
    The result of a table, and what each field of it was made from.

    Raises:
        RowError: a row can't be applied; the first in the order of the table.

    """
    target = Target()
    tracer = _Tracer(sources)
    tracer.rows(rows, (), (target,), 0)
    return tracer.traced(target.value)


def traced_at(rows: Sequence[Planned], sources: Sources, result: Json, pointers: Collection[str]) -> Traced:
    """
    What these places of a result that is known were made from, and no others: rows beside them are not run.

    Only for tables of a fixed shape, in which no row makes what another does, and of which all rows can be
    applied to this message.
    """
    tracer = _Tracer(sources, within=frozenset(around for one in pointers for around in _upwards(one)))
    tracer.rows(rows, (), (Target(),), 0)
    return tracer.traced(result)


class _Tracer:
    """One run over one message. Of `within` are the places that rows are run for, None for all."""

    def __init__(self, sources: Sources, within: frozenset[str] | None = None) -> None:
        self.sources = sources
        self._within = within
        self.origins: dict[str, Origin] = {}
        self.left_out: dict[str, Origin] = {}
        self.steps: dict[str, Opaque] = {}
        self._looks = LOOKS

    def traced(self, result: Json) -> Traced:
        return Traced(result=result, origins=self.origins, left_out=self.left_out, steps=self.steps)

    def rows(
        self, rows: Sequence[Planned], elements: Elements, targets: tuple[Target, ...], index: int
    ) -> None:
        for planned in rows:
            if self._within is not None and self._is_beside(planned.row.to, targets):
                continue
            match planned:
                case PlannedField():
                    self._field(planned, elements, targets, index)
                case PlannedEach():
                    self._each(planned, elements, targets)
                case PlannedCode():
                    self._code(planned, elements, targets)

    def _is_beside(self, to: Path | None, targets: tuple[Target, ...]) -> bool:
        """
        Whether a row makes none of the places that are wanted.

        A row into a NAME=VALUE element is always run: the elements stand in the order in which they are made.
        """
        if self._within is None or to is None or not all(isinstance(step, Member) for step in to.steps):
            return False
        return _pointer(to, targets) not in self._within

    def _field(
        self, planned: PlannedField, elements: Elements, targets: tuple[Target, ...], index: int
    ) -> None:
        row = planned.row
        if not planned.holds(self.sources, elements):
            return
        value, read = self._source(planned, elements, index)
        origin = Origin(row=row.place, sources=read)
        made = self._made(planned, value, origin)
        if made is ABSENT or any(numbers.same(made, omitted) for omitted in row.omit):
            self.left_out[_pointer(row.to, targets)] = origin
        else:
            self._place(row.to, made, targets, origin)

    def _source(
        self, planned: PlannedField, elements: Elements, index: int
    ) -> tuple[Json | Absent, tuple[SourceField, ...]]:
        match planned.row.source:
            case Constant(value):
                return value, ()
            case Made(kind_):
                return minted.VALUES[kind_], ()
            case Position(start, step):
                return start + step * index, ()
            case From(paths, is_list):
                if is_list:
                    return self._list(paths, elements, planned.row.place)
                return self._one(paths[0], elements, planned.row.place)

    def _one(
        self, path: Path, elements: Elements, row: Place
    ) -> tuple[Json | Absent, tuple[SourceField, ...]]:
        found = self._found(path, elements, row)
        read = tuple(SourceField(path=path.text, pointer=pointer, value=value) for pointer, value in found)
        if path.is_plain:
            if found:
                return found[0][1], read[:1]
            return ABSENT, (_absent(path, elements),)
        return [value for _, value in found], read

    def _list(
        self, paths: Sequence[Path], elements: Elements, row: Place
    ) -> tuple[Json | Absent, tuple[SourceField, ...]]:
        """Several fields: one that is absent counts as null, all of them as nothing, or as null."""
        values_: list[Json | Absent] = []
        read: list[SourceField] = []
        for path in paths:
            value, fields = self._one(path, elements, row)
            read.extend(fields)
            values_.extend([value] if path.is_plain else [part.value for part in fields])
        if all(value is ABSENT for value in values_):
            return ABSENT, tuple(read)
        if all(value is ABSENT or value is None for value in values_):
            return None, tuple(read)
        return [None if isinstance(value, Absent) else value for value in values_], tuple(read)

    def _found(self, path: Path, elements: Elements, row: Place) -> list[Found]:
        found = values(path, self.sources, elements)
        if elements and not path.is_plain and looks_around(path):
            self._look(len(found), path, row)
        return found

    def _look(self, count: int, path: Path, row: Place) -> None:
        self._looks -= count
        if self._looks < 0:
            raise RowError(
                place=row,
                source=path.text,
                pointer=None,
                value=ABSENT,
                message=f"{path} is gone through again for each element, more than {LOOKS:,} times in all",
                fix="make it a row outside of `rows`, or a path from the element",
            )

    def _made(self, planned: PlannedField, value: Json | Absent, origin: Origin) -> Json | Absent:
        row = planned.row
        source = row.source
        is_many = isinstance(source, From) and not source.is_list and not source.paths[0].is_plain
        is_nothing = value is ABSENT or (is_many and value == [])
        if (is_nothing or value is None) and row.default is not ABSENT:
            return row.default
        if is_nothing and (row.required or not (is_many and planned.aggregates)):
            value = ABSENT
        for step in planned.functions:
            try:
                made = step.anywhere(value)
            except UnfitError as error:
                raise refused(planned, step, value, origin, error) from error
            value = made
        if value is ABSENT and row.default is not ABSENT:
            return row.default
        if value is ABSENT and row.required:
            read = origin.sources[0] if origin.sources else None
            raise RowError(
                place=row.place,
                source=read.path if read else None,
                pointer=read.pointer if read else None,
                value=ABSENT,
                message=f"{named(read, row.to)} is absent, and the row requires it",
                fix="mend the payload, or give the row a `default`",
            )
        return value

    def _each(self, planned: PlannedEach, elements: Elements, targets: tuple[Target, ...]) -> None:
        row = planned.row
        if not planned.holds_on_row(self.sources, elements):
            return
        found = values(row.each, self.sources, elements)
        origin = Origin(
            row=row.place,
            sources=tuple(SourceField(path=row.each.text, pointer=at, value=value) for at, value in found)
            or (_absent(row.each, elements),),
        )
        if not found:
            self.left_out[_pointer(row.to, targets)] = origin
        elif row.each.is_plain and found[0][1] is None:
            self._place(row.to, None, targets, origin)
        else:
            listed = list(elements_of(row, found))
            if elements and looks_around(row.each):
                self._look(len(listed), row.each, row.place)
            self._elements(planned, listed, elements, targets, origin)

    def _elements(
        self,
        planned: PlannedEach,
        listed: Sequence[Found],
        elements: Elements,
        targets: tuple[Target, ...],
        origin: Origin,
    ) -> None:
        row = planned.row
        try:
            made, pointer = _target(row.to, targets).list_at(row.to.steps)
        except PlacingError as error:
            raise displaced(row.to, error, origin) from error
        self.origins[pointer] = origin
        for element in listed:
            inner = (*elements, element)
            if planned.holds_on_element(self.sources, inner):
                target = Target(f"{pointer}/{len(made)}")
                if self._within is not None and target.pointer not in self._within:
                    made.append(None)  # it counts, whatever stands in it
                    continue
                field_ = SourceField(path=row.each.text, pointer=element[0], value=element[1])
                self.origins[target.pointer] = Origin(row=row.place, sources=(field_,))
                self.rows(planned.rows, inner, (*targets, target), len(made))
                made.append(target.value)

    def _code(self, planned: PlannedCode, elements: Elements, targets: tuple[Target, ...]) -> None:
        row = planned.row
        if not planned.holds(self.sources, elements):
            return
        at, value = elements[-1] if elements else ("", self.sources.payload)
        origin = Origin(row=row.place, sources=(SourceField(path=at, pointer=at, value=value),))
        try:
            made = planned.only(value)
        except jq.FailedError as error:
            raise RowError(
                place=row.place,
                source=None,
                pointer=at,
                value=value,
                message=f"the jq program fails on {shown_place(at)}: {plain(str(error), longest=200)}",
                fix="mend the program, or the payload",
            ) from error
        to = row.to
        step = Opaque(pointer=at, given=value, each=planned.each)
        if isinstance(made, Absent):
            if to is not None:
                pointer = _pointer(to, targets)
                self.left_out[pointer], self.steps[pointer] = origin, step
        elif to is None:
            pointer = targets[-1].place((), made)
            self.origins[pointer], self.steps[pointer] = origin, step
        else:
            self.steps[self._place(to, made, targets, origin)] = step

    def _place(self, to: Path, value: Json, targets: tuple[Target, ...], origin: Origin) -> str:
        try:
            pointer = _target(to, targets).place(to.steps, value)
        except PlacingError as error:
            raise displaced(to, error, origin) from error
        self.origins[pointer] = origin
        return pointer


def _upwards(pointer: str) -> Iterator[str]:
    """A place and all places around it."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""


def elements_of(row: EachRow, found: Sequence[Found]) -> Iterator[Found]:
    """What a path with `*` at its end gives, else the elements of the lists it leads to."""
    if row.each.steps and isinstance(row.each.steps[-1], Every):
        yield from found
        return
    for pointer, value in found:
        if isinstance(value, list):
            yield from ((f"{pointer}/{index}", element) for index, element in enumerate(value))
        elif value is not None:
            raise RowError(
                place=row.place,
                source=row.each.text,
                pointer=pointer,
                value=value,
                message=f"{shown_place(pointer)} is {shown(value)}, which is {kind(value)}, not a list",
                fix="mend the payload, or `each`; /* at its end takes the members of an object",
            )


def _absent(path: Path, elements: Elements) -> SourceField:
    """A field that is not there, with the pointer where it would stand, where its path tells."""
    pointer = path.text
    if path.start is Start.PAYLOAD or path.start is Start.ELEMENT:
        around = len(elements) - 1 - path.up
        pointer = elements[around][0] if path.start is Start.ELEMENT and around >= 0 else ""
        for step in path.steps:
            if not isinstance(step, Member):
                pointer = path.text
                break
            pointer += f"/{escaped(step.name)}"
    return SourceField(path=path.text, pointer=pointer, value=ABSENT)


def _target(to: Path, targets: tuple[Target, ...]) -> Target:
    if to.start is Start.ELEMENT:
        return targets[max(len(targets) - 1 - to.up, 0)]
    return targets[0]


def _pointer(to: Path, targets: tuple[Target, ...]) -> str:
    """Where a field would stand that was not made; an element that is not there keeps its NAME=VALUE."""
    pointer = _target(to, targets).pointer
    for step in to.steps:
        match step:
            case Member(name):
                pointer += f"/{escaped(name)}"
            case Having(name, value):
                pointer += f"/{escaped(name)}={escaped(value)}"
            case Every():
                pointer += "/*"
    return pointer
