"""Findings made ready for a page: worst first, each with a name that an address can end in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.findings import Finding, Related, Report
from checker.report.blamed import seats
from checker.report.html.frames import Frame, Lines, frames, remarks
from checker.report.html.sequence import Diagram, Moment, diagram, moments
from checker.report.html.sides import Sides, side_by_side
from checker.report.often import how_often


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding and its anchor: the fingerprint, numbered where several have the same."""

    finding: Finding
    anchor: str

    @property
    def places(self) -> tuple[str, ...]:
        """What a reader may look for to find it, and where it sits in a picture."""
        return seats(self.finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that is shown of a finding below its sentence; `often` is in how many recorded cases it is seen."""

    frames: tuple[Frame, ...]
    remarks: tuple[Related, ...]
    sides: Sides | None
    moments: tuple[Moment, ...]
    diagram: Diagram | None
    often: str | None
    unlisted: int  # records that it was seen in, beside those of the evidence


def entries(report: Report) -> tuple[Entry, ...]:
    """The worst first, those of one level in the order of the report."""
    seen: Counter[str] = Counter()
    found = []
    for finding in sorted(report.findings, key=lambda one: -one.level):
        own = finding.fingerprint
        seen[own] += 1
        found.append(Entry(finding=finding, anchor=own if seen[own] == 1 else f"{own}-{seen[own]}"))
    return tuple(found)


def details(found: Finding, lines: Lines, systems: Sequence[str]) -> Details:
    """`systems` is the order of lanes in a picture."""
    steps = moments(found)
    return Details(
        frames=frames(found, lines),
        remarks=tuple(remarks(found)),
        sides=_sides(found),
        moments=steps,
        diagram=diagram(steps, systems),
        often=how_often(found),
        unlisted=found.count - max(1, len(found.evidence)),
    )


def _sides(found: Finding) -> Sides | None:
    if found.contrast is not None:
        return side_by_side(found.contrast.names, *found.contrast.values)
    if found.shift is not None:
        return side_by_side(("before", "now"), found.shift.was, found.shift.now)
    return None
