"""What was found of an item, as pytest tells it: in a terminal, in a file, to another process."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from checker.model.findings import Report
    from checker.report.lines import Line

BELOW: Final = "seamproof below fail-on"  # the properties of an item that passes with findings
ACCEPTED: Final = "seamproof accepted"


class Terminal(Protocol):
    """As much of the terminal writer of pytest as is used."""

    hasmarkup: bool
    fullwidth: int

    def write(self, msg: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Crash:
    """Where and what, in a line: what pytest writes behind the name of an item that failed."""

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}" if self.path else self.message


class Told:
    """
    What keeps an item from passing, as `seamproof check` prints it; in colour where pytest is.

    It has what pytest looks for in the representation of a failure, without being one of its own classes,
    which are private to it. As text, in files and from one process to another, it has no colour.
    """

    def __init__(self, report: "Report") -> None:
        self._report = report

    def toterminal(self, tw: Terminal) -> None:
        tw.write(told(self._report, width=max(40, min(120, tw.fullwidth)), in_colour=tw.hasmarkup))

    def __str__(self) -> str:
        return told(self._report).rstrip("\n")

    @cached_property
    def reprcrash(self) -> Crash:
        first, *others = _in_brief(self._report)
        more = f" (and {len(others)} more)" if others else ""
        return Crash(first.path, first.lineno, first.message + more)


def told(report: "Report", *, width: int = 80, in_colour: bool = False) -> str:
    """What could not be checked, and each finding."""
    from checker.report import lines

    rows = _findings(report, width)
    return lines.coloured(rows) if in_colour else lines.plain(rows)


def aside(report: "Report") -> str:
    """
    What is to be said of an item beside its outcome: findings that let it pass, what is accepted, expected or
    proved, what was not checked; nothing where that is nothing.
    """
    from checker.report import full, lines

    is_kept = report.verdict == "kept"
    if not (report.checked or report.accepted or report.expected or (report.findings and is_kept)):
        return ""
    rows = _findings(report, 80) if is_kept else []
    return lines.plain([*rows, *full.summary(report, 80)])


def properties(report: "Report") -> Iterator[tuple[str, str]]:
    """What lets an item pass although something was found, for files that programs read."""
    from checker.report.lines import escaped

    for accepted in report.accepted:
        found = accepted.finding
        yield ACCEPTED, escaped(f"{found.rule} of {found.subject}, because {accepted.reason}")
    if report.verdict == "kept":
        for found in report.findings:
            yield f"{BELOW}: {found.level}", escaped(f"{found.rule} of {found.subject}: {found.message}")


def _findings(report: "Report", width: int) -> "list[Line]":
    from checker.report import full, lines

    rows = [*full.errors(report, width)]
    for found in report.findings:
        rows += [*full.finding(found, report.sources, width), lines.line()]
    return rows


def _in_brief(report: "Report") -> Iterator[Crash]:
    from checker.report.lines import escaped

    for skipped in report.skipped:
        if skipped.was_asked:
            where = skipped.place
            says = escaped(f"error: {skipped.why}")
            yield Crash(where.file if where else "", where.line if where else 1, says)
    for found in report.findings:
        where = found.where
        says = escaped(f"{found.level}[{found.rule}]: {found.message}")
        yield Crash(where.file if where else "", where.line if where else 1, says)
