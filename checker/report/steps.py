"""Steps of a trace or a chain as a table: a line a step, for people."""

from collections.abc import Iterator, Sequence

from checker.model.findings import Step
from checker.report.lines import Line, escaped, line


def table(steps: Sequence[Step], margin: str) -> Iterator[Line]:
    """In columns; the file last, so that it can be copied whole."""
    rows = [_cells(step) for step in steps]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in rows:
        cells = (f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False) if width)
        yield line(f"{margin}{''.join(cells)}{row[-1]}".rstrip())


def _cells(step: Step) -> tuple[str, str, str, str, str]:
    says = f"says {', '.join(step.says)}" if step.says else "says nothing"
    where = f"({step.where.file}:{step.where.line})" if step.where else ""
    cells = (str(step.step), step.at or "", f'{step.system} "{step.shows}"', says, where)
    number, at, shows, said, place = map(escaped, cells)
    return number, at, shows, said, place
