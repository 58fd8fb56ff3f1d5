"""Transformations that can be run: fast, or with their lineage."""

from dataclasses import dataclass, field
from functools import partial

from checker.analysis import jq
from checker.analysis.follow import Found, Sources
from checker.analysis.mapping import generated, minted, plans, tracing
from checker.analysis.mapping.functions import References
from checker.analysis.mapping.lineage import Made, Traced
from checker.analysis.mapping.plans import Planned, PlannedCode, PlannedEach
from checker.errors import CannotCheckError, Mistake
from checker.model.boundaries import Compare
from checker.model.json import Json
from checker.model.transformations import CodeStep, Transformation


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """
    A transformation, prepared once for all messages.

    `cannot_run` has the steps in languages that are not run here: while it has any, nothing is run. `made`
    has the tolerances that `made:` rows imply. `uses_jq` says that some of it computes in doubles.
    """

    transformation: Transformation
    cannot_run: tuple[CodeStep, ...] = ()
    made: tuple[Compare, ...] = ()
    uses_jq: bool = False
    _rows: tuple[Planned, ...] = field(default=(), repr=False, compare=False)
    _function: generated.Run | None = field(default=None, repr=False, compare=False)

    @property
    def rows(self) -> tuple[Planned, ...]:
        """The rows that can be run, in the order of the table."""
        return self._rows

    @property
    def is_generated(self) -> bool:
        """Whether the table runs as one function; else its rows are run one by one, which is slower."""
        return self._function is not None

    def run(self, sources: Sources) -> Json:
        """
        What the message becomes. The result may share parts with the payload: neither is to be changed.

        Raises:
            RowError: a row can't be applied to this message.
            CannotCheckError: there are steps that are not run here, or a jq program would not end.

        """
        if self._function is not None:
            try:
                return self._function(sources)
            except CannotCheckError:
                raise
            except Exception:  # whatever the function was not made for: running the rows decides
                return self.traced(sources).result
        return self.traced(sources).result

    def traced(self, sources: Sources) -> Traced:
        """The same result, with the row and the source fields of each field of it. Raises as `run` does."""
        if self.cannot_run:
            raise CannotCheckError([_not_run(step) for step in self.cannot_run])
        return tracing.traced(self._rows, sources)

    def making(self, sources: Sources) -> Made:
        """The same result, of which each field is traced only when somebody asks. Raises as `run` does."""
        if self._function is not None:
            try:
                result = self._function(sources)
            except CannotCheckError:
                raise
            except Exception:  # as in `run`
                pass
            else:
                return Made(
                    result=result,
                    whole=partial(self.traced, sources),
                    at=partial(tracing.traced_at, self._rows, sources, result),
                )
        return Made.traced(self.traced(sources))

    def inexact(self, sources: Sources) -> tuple[Found, ...]:
        """Pointer and value of each number over 15 digits in a message that jq computes with, in doubles."""
        return jq.inexact(sources.payload) if self.uses_jq else ()


def compiled(transformation: Transformation, reference: References) -> Program:
    """
    Prepares a transformation; `reference` has the tables that its lookups name.

    Raises:
        ContractError: with all mistakes that only show here: formats of dates, jq programs, patterns.
        MissingExtraError: a step is in jq, and the jq package is not installed.

    """
    cannot_run = plans.cannot_run(transformation.rows)
    rows = plans.planned(transformation, reference)
    return Program(
        transformation=transformation,
        cannot_run=cannot_run,
        made=tuple(minted.compares(transformation.rows)),
        uses_jq=_uses_jq(rows),
        _rows=rows,
        _function=None if cannot_run else generated.function(rows),
    )


def _uses_jq(rows: tuple[Planned, ...]) -> bool:
    return any(
        isinstance(row, PlannedCode) or (isinstance(row, PlannedEach) and _uses_jq(row.rows)) for row in rows
    )


def _not_run(step: CodeStep) -> Mistake:
    return Mistake(
        message=f"a step in {step.engine.value} can't be run",
        place=step.place,
        fix="write the mapping as a table or in jq",
    )
