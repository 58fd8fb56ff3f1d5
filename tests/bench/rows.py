"""A row of the table: what was measured, what is to be reached, and whether it was."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One figure of one run. `part` is the program it comes from; `seconds` has the medians that it was made of.

    `ours` is None where there is nothing to measure, and `note` says why: a goal is then not reached. Without
    `at_most` and `at_least` it is a figure to compare others with.
    """

    part: str
    what: str
    ours: float | None
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_goal(self) -> bool:
        return self.at_most is not None or self.at_least is not None

    @property
    def is_reached(self) -> bool:
        if self.ours is None:
            return False
        return (self.at_most is None or self.ours <= self.at_most) and (
            self.at_least is None or self.ours >= self.at_least
        )

    @property
    def goal(self) -> str:
        limits = (("≤", self.at_most), ("≥", self.at_least))
        return " and ".join(f"{sign} {short(limit)}" for sign, limit in limits if limit is not None)

    @property
    def verdict(self) -> str:
        """Whether the goal is reached, or by how much not; nothing where there is no goal."""
        if not self.has_goal:
            return ""
        if self.ours is None:
            return "not reached: not there"
        if self.is_reached:
            return "reached"
        if self.at_most is not None and self.ours > self.at_most:
            return (
                f"not reached: {self.ours / self.at_most:.2f} x the goal" if self.at_most else "not reached"
            )
        assert self.at_least is not None
        return f"not reached: {self.ours / self.at_least:.2f} of the goal"

    def for_machines(self) -> dict[str, Any]:
        return {**asdict(self), "reached": self.is_reached if self.has_goal else None}


def short(value: float | None) -> str:
    """Three figures, and thousands apart."""
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def lines(rows: Sequence[Row]) -> list[str]:
    """The table, as wide as its widest cells, the notes and the medians at the end."""
    head = ("what", "ours", "", "goal", "")
    cells = [(row.what, short(row.ours), row.unit, row.goal, row.verdict) for row in rows]
    widths = [max(len(one[column]) for one in [head, *cells]) for column in range(len(head))]
    written = [_joined(head, widths)]
    part = ""
    for row, cell in zip(rows, cells, strict=True):
        if row.part != part:
            part = row.part
            written += ["", part]
        written.append(_joined(cell, widths))
        medians = ", ".join(f"{name} {short(spent)} s" for name, spent in row.seconds.items())
        written += [f"    {text}" for text in (row.note, medians) if text]
    return written


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    what, ours, *rest = (
        cell.rjust(width) if column == 1 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"  {what}  {ours} {'  '.join(rest)}".rstrip()
