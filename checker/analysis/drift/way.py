"""Both transformations of one message, ready to run side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from checker.analysis import jq, mapping, validity
from checker.analysis.drift.same import same
from checker.analysis.drift.steps import Step, Steps, overlap
from checker.analysis.mapping import Program
from checker.analysis.validity import Validator
from checker.model.boundaries import Boundary, Message, Requirement
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.paths import Path
from checker.model.places import Place
from checker.model.transformations import CodeStep, FieldRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What a message goes through on one side; `program` is None where nothing changes it on its way."""

    message: Message
    program: Program | None
    steps: Steps
    accepts: Validator | None
    requires: tuple[tuple[Requirement, Callable[[Json], tuple[Json, ...]]], ...]

    @property
    def place(self) -> Place:
        """Where the transformation stands, or the message that has none."""
        return self.message.transform.place if self.message.transform else self.message.place

    @property
    def is_whole(self) -> bool:
        """Whether one step in another language does it all."""
        return any(
            isinstance(step.row, CodeStep) and step.row.to is None for step in self.steps.by_place.values()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """
    One message before and now. `is_same` says that both make the same of every input, `tables` has those
    that changed, `gone` and `come` the rows that one side alone has.
    """

    boundary: Boundary
    old: Side
    new: Side
    is_same: bool
    is_judged_alike: bool  # the receiver takes and refuses the same
    tables: frozenset[str]
    gone: tuple[Step, ...]
    come: tuple[Step, ...]
    sensitive: tuple[Path, ...]  # of either side

    @property
    def name(self) -> str:
        return f"{self.boundary.name}/{self.new.message.name}"

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.old, self.new

    @property
    def cannot_run(self) -> bool:
        return any(side.program is not None and side.program.cannot_run for side in self.sides)

    @property
    def is_remade(self) -> bool:
        """Whether a transformation came where there was none, or went."""
        return (self.old.program is None) is not (self.new.program is None)

    @property
    def has_other_code(self) -> bool:
        """Whether something is made in another language now, or otherwise in it."""
        return not self.is_remade and any(isinstance(step.row, CodeStep) for step in self.come)

    def table(self, step: Step | None) -> str | None:
        """The table whose change alone can make a difference at a row: the row is on both sides."""
        if step is None or step in self.gone or step in self.come:
            return None
        return min(step.tables & self.tables, default=None)

    def moved_from(self, step: Step) -> Step | None:
        """The row that went and differs from one that came in nothing but its target."""
        return (
            next((one for one in self.gone if _is_elsewhere(one, step)), None) if step in self.come else None
        )

    def cause(self, old: Step | None, new: Step | None, pointer: str = "") -> str:
        """The same for all that one row, or one table, brings about; what is code is told place by place."""
        table = self.table(new or old)
        if table is not None:
            return f"table {table}"
        step = old or new
        if step is None or isinstance(step.row, CodeStep):
            return f"output {self.name} {pointer}".rstrip()
        return f"output {self.name} {step.place}"

    def is_sensitive(self, step: Step) -> bool:
        """Whether a row may show something sensitive; what reads unseen may show anything of the message."""
        if isinstance(step.row, CodeStep):
            return bool(self.sensitive)
        return any(overlap(path, sensitive) for path in step.reads for sensitive in self.sensitive)


def way(
    boundary: Boundary, earlier: Message, message: Message, old: ContractSet, new: ContractSet, limits: Limits
) -> Way:
    """
    Prepares a message.

    Raises:
        ContractError: a program of either side can't be used.
        MissingExtraError: one is in jq, which is not installed.

    """
    sides = _side(earlier, old, limits), _side(message, new, limits)
    gone, come = sides[0].steps.without(sides[1].steps), sides[1].steps.without(sides[0].steps)
    tables = _changed(old, new)
    used = frozenset(name for side in sides for step in side.steps.by_place.values() for name in step.tables)
    return Way(
        boundary=boundary,
        old=sides[0],
        new=sides[1],
        is_same=same(earlier.transform, message.transform) and not tables & used,
        is_judged_alike=same(earlier.accepts, message.accepts) and same(earlier.requires, message.requires),
        tables=tables,
        gone=gone,
        come=come,
        sensitive=tuple(dict.fromkeys((*earlier.sensitive, *message.sensitive))),
    )


def _side(message: Message, contracts: ContractSet, limits: Limits) -> Side:
    return Side(
        message=message,
        program=mapping.compiled(message.transform, contracts.reference) if message.transform else None,
        steps=Steps(message.transform),
        accepts=validity.compiled(message.accepts, limits) if message.accepts else None,
        requires=tuple((one, jq.program(one.jq, one.place)) for one in message.requires),
    )


def _changed(old: ContractSet, new: ContractSet) -> frozenset[str]:
    """The tables that have other rows now."""
    rows: Mapping[str, object] = {name: table.rows for name, table in old.reference.items()}
    return frozenset(
        name for name, table in new.reference.items() if name in rows and not same(rows[name], table.rows)
    )


def _is_elsewhere(one: Step, other: Step) -> bool:
    if not (isinstance(one.row, FieldRow) and isinstance(other.row, FieldRow)):
        return False
    return same(replace(one.row, to=other.row.to, because=None), replace(other.row, because=None))
