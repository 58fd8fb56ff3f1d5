"""Which of the rows that changed the recordings exercise: elsewhere nobody sees what comes of the change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from checker.analysis import mapping
from checker.analysis.drift.same import same
from checker.analysis.drift.steps import Step
from checker.analysis.drift.way import Side, Way
from checker.analysis.follow import Sources
from checker.analysis.mapping import Origin, Program, RowError, Traced
from checker.analysis.mapping.functions import References
from checker.analysis.mapping.refusals import UnfitError
from checker.analysis.mapping.texts import key
from checker.analysis.replay.pointers import value_at
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every
from checker.model.places import Place
from checker.model.transformations import CodeStep, EachRow, FieldRow, From, Row, Values

_NOTHING: Final = (None, ABSENT)


@dataclass(slots=True, kw_only=True)
class Probe:
    """
    Changed rows of one side that no recorded message has gone through so far.

    `other_ways` are rows that make a field in another way: that a message goes through one shows nothing, but
    only that something else comes of it, as it may be one of which the same is made. The rest are run alone.
    One that differs only in what `values` gives for some texts ends where it would look one up, so that what
    it makes is that text.
    """

    rows: dict[Place, tuple[Step, Step | None]]  # each with what makes the same field on the other side
    side: Side
    reference: References
    other_ways: tuple[Step, ...] = ()
    _program: Program | None = field(default=None)

    def look(self, sources: Sources) -> None:
        """
        Takes a message through the rows that are left, and leaves out those that it exercises.

        Raises:
            CannotCheckError: a jq program would not end.

        """
        while self.rows:
            if self._program is None:
                assert self.side.message.transform is not None
                rows = tuple(self._alone(self.side.message.transform.rows))
                alone = replace(self.side.message.transform, rows=rows)
                self._program = mapping.compiled(alone, self.reference)
            try:
                self._leave(list(self._exercised(self._program.traced(sources))))
            except RowError as error:
                if error.place in self.rows:  # one that fails is one that is gone through
                    self._leave([error.place])
                    continue
            return

    def _leave(self, places: Iterable[Place]) -> None:
        for place in places:
            if self.rows.pop(place, None) is not None:
                self._program = None

    def _alone(self, rows: Sequence[Row]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, EachRow):
                inner = tuple(self._alone(row.rows))
                if inner or row.place in self.rows:
                    yield replace(row, rows=inner)
            elif row.place in self.rows:
                step, other = self.rows[row.place]
                yield _cut(step.row, other) if isinstance(step.row, FieldRow) else row

    def _exercised(self, made: Traced) -> Iterator[Place]:
        for at, origin in (*made.origins.items(), *made.left_out.items()):
            if origin.row in self.rows:
                step, other = self.rows[origin.row]
                if _is_exercised(step, other, origin, value_at(at, made.result)):
                    yield origin.row


def probes(way: Way, references: tuple[References, References]) -> tuple[Probe, Probe]:
    """The rows that changed, of both sides."""
    return (
        _probe(way.old, way.gone, way.new, references[0]),
        _probe(way.new, way.come, way.old, references[1]),
    )


def _probe(side: Side, changed: Sequence[Step], other: Side, reference: References) -> Probe:
    pairs = [(step, other.steps.of_target(step.target)) for step in changed]
    return Probe(
        rows={step.place: (step, beside) for step, beside in pairs if not _is_another_way(step, beside)},
        side=side,
        reference=reference,
        other_ways=tuple(step for step, beside in pairs if _is_another_way(step, beside)),
    )


def _is_another_way(step: Step, beside: Step | None) -> bool:
    if beside is None or _reads_the_same(step, beside):
        return False
    match step.row, beside.row:
        case FieldRow(source=From()) as row, FieldRow() as other:
            return not _is_same_but_for_tables(row, other)
        case (EachRow(), EachRow()) | (CodeStep(), CodeStep()):
            return True
        case _:
            return False


def _is_exercised(step: Step, other: Step | None, origin: Origin, made: Json | Absent) -> bool:
    """Whether a message goes through what is another in a row."""
    row, beside = step.row, other.row if other else None
    has_read = any(one.value not in _NOTHING for one in origin.sources)
    if not isinstance(row, FieldRow) or not isinstance(row.source, From):
        return has_read or made is not ABSENT
    if not isinstance(beside, FieldRow):
        return has_read or made is not ABSENT
    if not _is_same_but_for_tables(row, beside):
        return has_read
    if not has_read:
        return not same((row.default, row.required), (beside.default, beside.required))
    return any(_is_looked_up_otherwise(text, row, beside) for text in _texts(made))


def _reads_the_same(step: Step, beside: Step) -> bool:
    """Whether two rows differ only in how they write the path to what they read."""
    match step.row, beside.row:
        case FieldRow() as row, FieldRow() as other:
            rows: tuple[Row, Row] = _bare(replace(row, source=other.source)), _bare(other)
        case EachRow() as row, EachRow() as other:
            rows = replace(row, each=other.each, rows=()), replace(other, rows=())
        case _:
            return False
    return same(*rows) and same(_places(step), _places(beside))


def _places(step: Step) -> list[tuple[object, ...]]:
    """Where a row reads: headers in any case, and a list with or without the `*` for its elements."""
    found: list[tuple[object, ...]] = []
    for path in step.reads:
        steps = (
            path.steps[:-1] if isinstance(step.row, EachRow) and path.steps[-1:] == (Every(),) else path.steps
        )
        found.append((path.start, path.name.lower(), steps))
    return found


def _is_same_but_for_tables(row: FieldRow, other: FieldRow) -> bool:
    """Whether two rows differ at most in what they give for some texts, for others, and for nothing."""
    return same(_bare(row), _bare(other))


def _bare(row: FieldRow) -> FieldRow:
    functions = tuple(
        replace(function, operation=Values({})) if isinstance(function.operation, Values) else function
        for function in row.functions
    )
    return replace(row, functions=functions, default=ABSENT, otherwise=ABSENT, required=False, because=None)


def _tables(row: FieldRow) -> list[Values]:
    return [one.operation for one in row.functions if isinstance(one.operation, Values)]


def _is_looked_up_otherwise(text: str, row: FieldRow, other: FieldRow) -> bool:
    def given(one: FieldRow) -> list[Json | Absent]:
        return [table.table.get(text, one.otherwise) for table in _tables(one)]

    return not same(given(row), given(other))


def _texts(made: Json | Absent) -> Iterator[str]:
    for value in made if isinstance(made, list) else [made]:
        if not isinstance(value, Absent) and value is not None:
            try:
                yield key(value)
            except UnfitError:
                continue


def _cut(row: FieldRow, other: Step | None) -> FieldRow:
    """The row without its `values` and what follows, where nothing but these is another."""
    beside = other.row if other else None
    if not isinstance(beside, FieldRow) or not _is_same_but_for_tables(row, beside):
        return row
    end = next(
        (number for number, one in enumerate(row.functions) if isinstance(one.operation, Values)), None
    )
    return replace(
        row, functions=row.functions[:end], default=ABSENT, otherwise=ABSENT, omit=(), required=False
    )
