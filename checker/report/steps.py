"""Steps of a trace or a chain as a table: a line a step, for people."""

from collections.abc import Iterator, Sequence

from checker.analysis import telling
from checker.model.findings import Step
from checker.report.lines import Line, escaped, line


def table(steps: Sequence[Step], margin: str) -> Iterator[Line]:
    """In columns; the file last, to be copied whole."""
    rows = cells(steps)
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in rows:
        padded = (f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False) if width)
        yield line(f"{margin}{''.join(padded)}{row[-1]}".rstrip())


def cells(steps: Sequence[Step]) -> Sequence[tuple[str, str, str, str, str]]:
    """Number, time, what is shown, what that says, where; in UTC, with the day where there are several."""
    days = {telling.day(step.at) for step in steps if step.at is not None}
    return [_cells(step, with_day=len(days) > 1) for step in steps]


def _cells(step: Step, *, with_day: bool) -> tuple[str, str, str, str, str]:
    says = f"says {', '.join(step.says)}" if step.says else "says nothing"
    where = f"({step.where.file}:{step.where.line})" if step.where else ""
    at = "" if step.at is None else telling.clock(step.at)
    at = f"{telling.day(step.at)} {at}" if step.at is not None and with_day else at
    told = (str(step.step), at, f'{step.system} "{step.shows}"', says, where)
    number, time, shows, said, place = map(escaped, told)
    return number, time, shows, said, place
