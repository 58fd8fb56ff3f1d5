"""
What stands for a value that production mints anew for each message.

Always the same, so that a run can be repeated to the byte: only the form of such a field is compared,
which its row says by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from checker.model.boundaries import Compare, Tolerance
from checker.model.json import Json
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.transformations import CodeStep, EachRow, Made, Row

VALUES: Final[Mapping[str, Json]] = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "date": "2000-01-01",
    "timestamp": "2000-01-01T00:00:00Z",
}


def compares(rows: Sequence[Row], around: tuple[Step, ...] = ()) -> Iterator[Compare]:
    """The tolerances that `made:` rows imply, as rows of `compare` without a reason."""
    for row in rows:
        if isinstance(row, EachRow):
            yield from compares(row.rows, (*_steps(row.to, around), Every()))
        elif not isinstance(row, CodeStep) and isinstance(row.source, Made):
            yield Compare(
                at=whole(row.to, around),
                tolerance=Tolerance.UUID if row.source.kind == "uuid" else Tolerance.TIMESTAMP,
                because=None,
                place=row.place,
            )


def _steps(to: Path, around: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps from the whole result; `around` leads to the elements that the row makes a part of."""
    if to.start is not Start.ELEMENT:
        return to.steps
    lists = [index for index, step in enumerate(around) if isinstance(step, Every)]
    outer = around[: lists[-1 - to.up] + 1] if to.up < len(lists) else ()
    return (*outer, *to.steps)


def whole(to: Path, around: tuple[Step, ...]) -> Path:
    """A target as a path from the whole result; `around` leads to the elements that it is a part of."""
    steps = _steps(to, around)
    text = "".join(f"/{_written(step)}" for step in steps)
    return Path(text=text, start=Start.PAYLOAD, steps=steps, place=to.place)


def _written(step: Step) -> str:
    match step:
        case Every():
            return "*"
        case Having(name, value):
            return f"{_escaped(name)}={_escaped(value)}"
        case Member(name):
            return _escaped(name)


def _escaped(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1").replace("=", "~2").replace("*", "~3")
