"""The rows of a transformation, each with the whole path to what it makes and to what it reads."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from checker.analysis.drift.same import same
from checker.analysis.mapping import minted
from checker.model import paths
from checker.model.paths import Every, Having, Member, Path, Start
from checker.model.places import Place
from checker.model.transformations import CodeStep, EachRow, FieldRow, From, Lookup, Row, Transformation

_Steps: TypeAlias = tuple[paths.Step, ...]
_IN_PAYLOAD: Final = (Start.PAYLOAD, Start.ELEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    A row where it stands. `target` leads from the whole result to what it makes, `reads` from the whole
    payload to what it reads, with `*` for the elements around it; `reads` is empty where nobody sees it.
    """

    row: Row
    target: Path
    reads: tuple[Path, ...] = ()

    @property
    def place(self) -> Place:
        return self.row.place

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it looks up in."""
        if not isinstance(self.row, FieldRow):
            return frozenset()
        operations = (function.operation for function in self.row.functions)
        return frozenset(one.reference.name for one in operations if isinstance(one, Lookup))

    def does_as(self, other: "Step") -> bool:
        """Whether both say the same of one field; reasons, and the rows around and within, do not count."""
        return self.target.steps == other.target.steps and same(bare(self.row), bare(other.row))


class Steps:
    """The rows of one side's transformation; none where nothing changes the message."""

    def __init__(self, transformation: Transformation | None) -> None:
        found = _walked(transformation.rows, (), ()) if transformation else ()
        self.by_place: Mapping[Place, Step] = {step.place: step for step in found}

    def without(self, others: "Steps") -> tuple[Step, ...]:
        """The rows that the others do not have."""
        known: dict[Hashable, list[Step]] = {}
        for step in others.by_place.values():
            known.setdefault(step.target.steps, []).append(step)
        return tuple(
            step
            for step in self.by_place.values()
            if not any(step.does_as(one) for one in known.get(step.target.steps, ()))
        )

    def of_target(self, target: Path) -> Step | None:
        """The first row that makes a field."""
        return next((step for step in self.by_place.values() if step.target.steps == target.steps), None)

    @property
    def named_elements(self) -> tuple[Having, ...]:
        """What tells elements of the result from each other, where rows name them NAME=VALUE."""
        steps = (step for one in self.by_place.values() for step in one.target.steps)
        return tuple(dict.fromkeys(step for step in steps if isinstance(step, Having)))


def bare(row: Row) -> Row:
    """A row without its reason, and without the rows within it."""
    match row:
        case FieldRow():
            return replace(row, because=None)
        case EachRow():
            return replace(row, rows=())
        case CodeStep():
            return row


def overlap(one: Path, other: Path) -> bool:
    """Whether what stands at one path may be, or be part of, what stands at the other."""
    if one.start in _IN_PAYLOAD and other.start in _IN_PAYLOAD:
        return all(map(_are_alike, one.steps, other.steps))
    return (one.start, one.name.lower()) == (other.start, other.name.lower())


def _are_alike(one: paths.Step, other: paths.Step) -> bool:
    return not (isinstance(one, Member) and isinstance(other, Member)) or one.name == other.name


def _walked(rows: Sequence[Row], made: _Steps, read: _Steps) -> Iterator[Step]:
    for row in rows:
        target = minted.whole(row.to, made) if row.to is not None else _all(row.place)
        match row:
            case EachRow():
                each = minted.whole(row.each, read) if row.each.start in _IN_PAYLOAD else row.each
                yield Step(row=row, target=target, reads=(each,))
                elements = each.steps if each.steps[-1:] == (Every(),) else (*each.steps, Every())
                yield from _walked(row.rows, (*target.steps, Every()), elements)
            case FieldRow(source=From(found)):
                reads = tuple(
                    minted.whole(path, read) if path.start in _IN_PAYLOAD else path for path in found
                )
                yield Step(row=row, target=target, reads=reads)
            case _:
                yield Step(row=row, target=target)


def _all(place: Place) -> Path:
    return Path(text="", start=Start.PAYLOAD, steps=(), place=place)
