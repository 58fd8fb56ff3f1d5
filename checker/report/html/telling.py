"""
Findings as HTML, as much of each as a page can bear.

A browser has to open it at once, and whoever gets it has to store it. So in a long page the first findings
have frames, pictures and tables, and the others what a terminal shows: it says the same and is much lighter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.findings import Finding, Report
from checker.report.full import finding
from checker.report.html.entries import Details, Entry, details
from checker.report.html.frames import Lines
from checker.report.lines import plain

DETAILED: Final = 100  # findings
_UNFOLDED: Final = 3  # findings that are so few that they all stand open
_LARGEST: Final = 45_000_000  # bytes, after which findings are only counted
_WIDTH: Final = 300  # columns of plain text, which a browser wraps once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`pieces` are HTML; then how many findings are told as a terminal does, and how many not at all."""

    pieces: Sequence[str]
    plain: int
    untold: int


def told(entries: Sequence[Entry], report: Report, write: Callable[..., str]) -> Told:
    """`write` gives the HTML of one."""
    lines = Lines(report.sources)
    systems = {one.set: [node.system for node in one.nodes] for one in report.overviews}
    pieces: list[str] = []
    length = 0
    for number, entry in enumerate(entries):
        if length > _LARGEST:
            break
        found = entry.finding
        shown: Details | str = (
            details(found, lines, systems.get(found.set, ())) if number < DETAILED else _plain(found, report)
        )
        text = write(entry, shown, len(entries) <= _UNFOLDED, len(report.overviews) > 1)
        length += len(text) if text.isascii() else len(text.encode())
        pieces.append(text)
    return Told(pieces=pieces, plain=max(0, len(pieces) - DETAILED), untold=len(entries) - len(pieces))


def _plain(found: Finding, report: Report) -> str:
    """What a terminal shows, which has line breaks and no other control character."""
    from markupsafe import escape

    return escape(plain(finding(found, report.sources, _WIDTH)))
