"""A mapping table with its functions, conditions and programs ready to be used; nothing has run yet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from checker.analysis import conditions, jq
from checker.analysis.follow import Elements, Sources
from checker.analysis.mapping import functions
from checker.analysis.mapping.functions import ApplyAnywhere, References
from checker.analysis.mapping.lineage import FAILED, Failed
from checker.errors import ContractError, Mistake
from checker.model.conditions import Condition
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path, Start
from checker.model.transformations import (
    CodeStep,
    EachRow,
    Engine,
    FieldRow,
    Function,
    Row,
    Transformation,
)

# What one message may make an inner list, or a sum within a list, look at: a table that goes through the
# whole payload for each of its elements must end.
LOOKS: Final = 1_000_000


Holds: TypeAlias = Callable[[Sources, Elements], bool]


@dataclass(frozen=True, slots=True)
class PlannedFunction:
    """
    `apply` takes what the function is made for, `anywhere` also null, nothing and lists.

    `table` is what it looks a single text up in, None for all other functions.
    """

    function: Function
    apply: functions.Apply
    anywhere: ApplyAnywhere
    takes_lists: bool
    table: Mapping[str, Json] | None


@dataclass(frozen=True, slots=True)
class PlannedField:
    row: FieldRow
    functions: tuple[PlannedFunction, ...]
    holds: Holds

    @property
    def aggregates(self) -> bool:
        """Whether it makes something of an empty list too."""
        return any(functions.aggregates(planned.function) for planned in self.functions)


@dataclass(frozen=True, slots=True)
class PlannedEach:
    """`on_row` decides whether there is a list at all, `on_elements` which elements it has."""

    row: EachRow
    rows: "tuple[Planned, ...]"
    on_row: tuple[Condition, ...]
    on_elements: tuple[Condition, ...]
    holds_on_row: Holds
    holds_on_element: Holds


@dataclass(frozen=True, slots=True)
class PlannedCode:
    row: CodeStep
    program: jq.Program
    holds: Holds

    def only(self, value: Json) -> Json | Absent:
        """
        The one result of the program; ABSENT where it gives none.

        Raises:
            jq.FailedError: it fails, or gives several.

        """
        results = self.program(value)
        if len(results) > 1:
            raise jq.FailedError(f"it gives {len(results)} results; put them into a list: [ … ]")
        return results[0] if results else ABSENT

    def each(self, values: Sequence[Json]) -> tuple[Json | Absent | Failed, ...]:
        """The same for each of several values, FAILED where there is no one result."""
        return tuple(
            FAILED if results is None or len(results) > 1 else results[0] if results else ABSENT
            for results in self.program.each(values)
        )


Planned: TypeAlias = PlannedField | PlannedEach | PlannedCode


def planned(transformation: Transformation, reference: References) -> tuple[Planned, ...]:
    """
    The rows that can be run; steps of engines that are not run here are left out.

    Raises:
        ContractError: with all mistakes that only show when a row is prepared.
        MissingExtraError: a step is written in jq, which is not installed.

    """
    mistakes = list(_mistakes(transformation.rows, reference))
    if mistakes:
        raise ContractError(mistakes)
    return _rows(transformation.rows, reference)


def cannot_run(rows: Sequence[Row]) -> tuple[CodeStep, ...]:
    """The steps in languages that are not run here, in the order of the table."""
    found: list[CodeStep] = []
    for row in rows:
        if isinstance(row, EachRow):
            found.extend(cannot_run(row.rows))
        elif isinstance(row, CodeStep) and row.engine is not Engine.JQ:
            found.append(row)
    return tuple(found)


def looks_around(path: Path) -> bool:
    """Whether a path within `rows` leads out of its own element, and so costs more than the element."""
    return path.start is not Start.ELEMENT or path.up > 0


def _mistakes(rows: Sequence[Row], reference: References) -> Iterator[Mistake]:
    for row in rows:
        for condition in row.where:
            try:
                conditions.of_values(condition.test, condition.place)
            except ContractError as error:
                yield from error.mistakes
        if isinstance(row, FieldRow):
            for function in row.functions:
                yield from functions.mistakes(function, reference)
        elif isinstance(row, EachRow):
            yield from _mistakes(row.rows, reference)
        elif row.engine is Engine.JQ:
            try:
                jq.program(_text(row), row.place)
            except ContractError as error:
                yield from error.mistakes


def _rows(rows: Sequence[Row], reference: References) -> tuple[Planned, ...]:
    found: list[Planned] = []
    for row in rows:
        match row:
            case FieldRow():
                found.append(_field(row, reference))
            case EachRow():
                inner = tuple(condition for condition in row.where if not looks_around(condition.path))
                outer = tuple(condition for condition in row.where if looks_around(condition.path))
                found.append(
                    PlannedEach(
                        row=row,
                        rows=_rows(row.rows, reference),
                        on_row=outer,
                        on_elements=inner,
                        holds_on_row=conditions.within(outer),
                        holds_on_element=conditions.within(inner),
                    )
                )
            case CodeStep(engine=Engine.JQ):
                found.append(
                    PlannedCode(row, jq.program(_text(row), row.place), conditions.within(row.where))
                )
            case CodeStep():
                pass
    return tuple(found)


def _text(row: CodeStep) -> str:
    return row.program if isinstance(row.program, str) else " ".join(row.program)


def _field(row: FieldRow, reference: References) -> PlannedField:
    last = row.functions[-1] if row.functions else None
    steps = tuple(_function(row, function, reference, function is last) for function in row.functions)
    return PlannedField(row, steps, conditions.within(row.where))


def _function(row: FieldRow, function: Function, reference: References, is_last: bool) -> PlannedFunction:
    takes_lists = functions.takes_lists(function, reference)
    apply = functions.applied(function.operation, reference, row.otherwise)
    if is_last:
        apply = functions.last(function, apply)
    return PlannedFunction(
        function=function,
        apply=apply,
        anywhere=functions.anywhere(apply, takes_lists=takes_lists),
        takes_lists=takes_lists,
        table=functions.table(function, reference),
    )
