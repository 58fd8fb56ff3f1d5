"""Findings to terminals and files. Nothing here decides anything."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from checker.model.findings import Report

FOR_PEOPLE: Final = ("full", "concise")  # of a terminal; only these know width and colour
FOR_PROGRAMS: Final = ("json", "jsonl")
FOR_HOSTS: Final = ("junit", "sarif", "github", "gitlab", "markdown", "html")  # CI, editors, browsers
FORMATS: Final = (*FOR_PEOPLE, *FOR_PROGRAMS, *FOR_HOSTS)


def rendered(report: "Report", form: str, *, width: int = 80, in_colour: bool = False) -> str:
    """The report in one of FORMATS; in colour only for people."""
    from checker.report import concise, full, lines

    if form not in FOR_PEOPLE:
        return "".join(pieces(report, form))
    rows = concise.concise(report) if form == "concise" else full.full(report, width=width)
    return lines.coloured(rows) if in_colour else lines.plain(rows)


def pieces(report: "Report", form: str) -> Iterable[str]:
    """
    The same for a file, piece by piece, so that a long report need not be in memory twice.

    Each format has a module of its name with a function of its name.
    """
    from checker.report import machine

    match form:
        case "json":
            return (machine.text(machine.document(report), indent=2), "\n")
        case "jsonl":
            return (f"{machine.text(row)}\n" for row in machine.documents(report))
        case "full" | "concise":
            return (rendered(report, form),)
        case _:
            writer: Callable[[Report], Iterable[str]] = getattr(import_module(f"{__name__}.{form}"), form)
            return writer(report)
