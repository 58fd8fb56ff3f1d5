"""
What follows from two tables alone, whatever was recorded: a field that no row makes any more of what is sent,
or that a row makes the same for all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.analysis.drift.output_changes import OutputChange, What
from checker.analysis.drift.steps import Step
from checker.analysis.drift.way import Way
from checker.model import paths
from checker.model.json import ABSENT, Absent, Json
from checker.model.transformations import Constant, EachRow, FieldRow, From


def declared(way: Way) -> Iterator[OutputChange]:
    """Nothing where one side has no table."""
    if way.is_remade or way.is_same or any(side.is_whole for side in way.sides):
        return
    lost: list[Step] = []
    for target, steps in _by_target(way.old.steps.by_place.values()).items():
        read = next((step for step in steps if step.reads), None)
        if read is None or any(_is_below(target, one.target.steps) for one in lost):
            continue
        now = [step for step in way.new.steps.by_place.values() if _may_make(step, target)]
        if not now:
            lost.append(read)
            yield _change(way, What.LOST, read, None)
        elif (fixed := _fixed(now, target)) is not None and all(step.reads for step in steps):
            yield _change(way, What.CONSTANT, read, fixed)


def _by_target(steps: Iterable[Step]) -> Mapping[tuple[paths.Step, ...], list[Step]]:
    found: dict[tuple[paths.Step, ...], list[Step]] = {}
    for step in steps:
        found.setdefault(step.target.steps, []).append(step)
    return found


def _may_make(step: Step, target: tuple[paths.Step, ...]) -> bool:
    """Whether a row makes a field, or something of it, or something that it may be part of."""
    own = step.target.steps
    return (
        own == target
        or _is_below(own, target)
        or (_is_below(target, own) and not isinstance(step.row, EachRow))
    )


def _is_below(one: tuple[paths.Step, ...], other: tuple[paths.Step, ...]) -> bool:
    return len(one) > len(other) and one[: len(other)] == other


def _fixed(steps: Sequence[Step], target: tuple[paths.Step, ...]) -> Step | None:
    """The row that gives a field one value for all, where no other makes anything of what is sent."""
    rows = [step for step in steps if isinstance(step.row, FieldRow) and step.target.steps == target]
    if len(rows) < len(steps) or any(
        isinstance(step.row, FieldRow) and isinstance(step.row.source, From) for step in rows
    ):
        return None
    return next((step for step in rows if not step.row.where and _value(step) is not ABSENT), None)


def _value(step: Step) -> Json | Absent:
    row = step.row
    return row.source.value if isinstance(row, FieldRow) and isinstance(row.source, Constant) else ABSENT


def _change(way: Way, what: What, old: Step, new: Step | None) -> OutputChange:
    return OutputChange(
        what=what,
        boundary=way.boundary.name,
        message=way.new.message.name,
        pointer=old.target.text,
        now=_value(new) if new else ABSENT,
        row=new.place if new else way.new.place,
        old_row=old.place,
        source=old.reads[0].text,
        is_sensitive=what is What.LOST and way.is_sensitive(old),
        cause=way.cause(old, new, old.target.text),
    )
