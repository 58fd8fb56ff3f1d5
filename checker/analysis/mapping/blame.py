"""The sentences for rows that can't be applied: which field it was, its value, the remedy."""

from checker.analysis import numbers
from checker.analysis.mapping.lineage import Origin, SourceField
from checker.analysis.mapping.placing import PlacingError
from checker.analysis.mapping.plans import PlannedField, PlannedFunction
from checker.analysis.mapping.refusals import RowError, UnfitError
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.text import plain, shown
from checker.model.transformations import Lookup


def refused(
    planned: PlannedField, step: PlannedFunction, value: Json | Absent, origin: Origin, error: UnfitError
) -> RowError:
    """Says which field it was: in a list the one element that the function can't take, if there is one."""
    fields = origin.sources
    is_key = step.takes_lists and isinstance(step.function.operation, Lookup)  # the columns of one key
    if isinstance(value, list) and not is_key:
        for index, element in enumerate(value):
            own = _refusal(step, element)
            if own is not None:
                fields = _field_of(fields, value, index)
                value, error = element, own
                break
    read = fields[0] if fields else None
    where = ", ".join(named(field_, planned.row.to) for field_ in fields[:5]) or named(None, planned.row.to)
    raw = value if read is None or len(fields) > 1 else read.value
    became = "" if _is_same(raw, value) else f" and became {shown(value)}"
    return RowError(
        place=planned.row.place,
        source=read.path if read else None,
        pointer=read.pointer if read else None,
        value=raw,
        message=f"{where} is {shown(raw)}{became}, {error.message}",
        fix=error.fix,
    )


def displaced(to: Path, error: PlacingError, origin: Origin) -> RowError:
    read = origin.sources[0] if origin.sources else None
    return RowError(
        place=origin.row,
        source=read.path if read else None,
        pointer=read.pointer if read else None,
        value=read.value if read else ABSENT,
        message=f"{to} can't be placed: {error}",
        fix="give the two rows different targets",
    )


def named(read: SourceField | None, to: Path) -> str:
    return shown_place(read.pointer) if read else f"the value for {to}"


def shown_place(pointer: str) -> str:
    return plain(pointer, longest=200) or "the payload"


def _field_of(fields: tuple[SourceField, ...], listed: list[Json], index: int) -> tuple[SourceField, ...]:
    """The field that one element of a list was read from, or all of them where that is not known."""
    if len(fields) == 1 and fields[0].value == listed:
        whole = fields[0]
        return (SourceField(path=whole.path, pointer=f"{whole.pointer}/{index}", value=listed[index]),)
    return (fields[index],) if len(fields) == len(listed) else fields


def _refusal(step: PlannedFunction, element: Json) -> UnfitError | None:
    try:
        step.anywhere([element])
    except UnfitError as error:
        return error
    return None


def _is_same(one: Json | Absent, other: Json | Absent) -> bool:
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return numbers.same(one, other)
