"""How a run ends that could not do what was asked."""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from checker.cli.exits import Exit
from checker.cli.streams import wants_colour, width, write_err, write_out
from checker.errors import CannotCheckError, Mistake, OutputError
from checker.report import FOR_PEOPLE, FORMATS

if TYPE_CHECKING:
    from checker.model.findings import Report

FIX: Final = "--fix"  # of check
_CHECK_NOTHING: Final = ("init", "new", "completion", "schema", "rule", "vocabularies", "import", "mask")
_PARTS = (
    "deepdiff",
    "jinja2",
    "jsonschema",
    "jsonschema-rs",
    "orjson",
    "pyyaml",
    "referencing",
    "rich",
    "jq",
    "zstandard",
)


def cannot_check(error: CannotCheckError, arguments: Sequence[str]) -> int:
    """All mistakes: for people to standard error, for programs as the result that they asked for."""
    from checker.load.lines import blamed_lines
    from checker.report import rendered
    from checker.report.unchecked import unchecked

    is_untold = isinstance(error, OutputError)  # it was checked, and nobody could be told
    form = "full" if is_untold else _asked_format(arguments)
    mistakes = error.mistakes
    if form in FOR_PEOPLE and FIX not in arguments:
        mistakes = tuple(map(_with_command, mistakes))
    report = unchecked(CannotCheckError(mistakes), blamed_lines(mistakes))
    if form not in FOR_PEOPLE:
        try:
            write_out(rendered(report, form))
        except OutputError as unwritable:
            write_err(f"error: {unwritable}\n")
    else:
        import sys

        in_colour = wants_colour("auto", os.environ, sys.stderr)
        checks = "--watch" in arguments or arguments[0] not in _CHECK_NOTHING
        write_err(
            rendered(report, form, width=width(sys.stderr), in_colour=in_colour)
            if checks and not is_untold
            else _without_verdict(report, form, width(sys.stderr), in_colour=in_colour)
        )
    return Exit.CANNOT_CHECK


def _without_verdict(report: "Report", form: str, columns: int, *, in_colour: bool) -> str:
    """The mistakes alone, for commands of which nobody expects that they check something."""
    from checker.report import concise, full, lines

    told = concise.concise(report) if form == "concise" else full.errors(report, columns)
    *rows, _ = told  # the last is the verdict, or the empty line before it
    return lines.coloured(rows) if in_colour else lines.plain(rows)


def _with_command(mistake: Mistake) -> Mistake:
    """The remedy with the command that does it, where one does."""
    return (
        mistake
        if mistake.edit is None
        else replace(mistake, fix=f"{mistake.fix} (seamproof check {FIX} does this)")
    )


def interrupted() -> int:
    write_err("Interrupted: there is no report.\n")
    return Exit.INTERRUPTED


def bug() -> int:
    """The traceback of what is being handled, what it ran on, and what to do with it."""
    import platform
    import traceback
    from importlib.metadata import PackageNotFoundError, version

    from checker import __version__

    parts = [f"seamproof {__version__}", f"Python {platform.python_version()}", platform.platform()]
    for name in _PARTS:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"{name} not installed")
    write_err(
        f"{traceback.format_exc()}\n"
        f"This is a defect of seamproof, not of your contract; nothing was judged.\n{', '.join(parts)}\n"
        f"Please report it with all of the above{_tracker()}.\n"
    )
    return Exit.BUG


def _tracker() -> str:
    """Where this distribution says that it wants to hear of defects."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("seamproof").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    pages = [url.split(", ", 1)[1] for url in urls if url.lower().startswith(("issues,", "bug tracker,"))]
    return f" at {pages[0]}" if pages else " to the people you have seamproof from"


def _asked_format(arguments: Sequence[str]) -> str:
    """The output format, also where the rest of the command line could not be understood."""
    for this, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if this == "--":  # paths follow
            break
        flag, equals, value = this.partition("=")
        if flag == "--output-format":
            asked = value if equals else following
            return asked if asked in FORMATS else "full"
    asked = os.environ.get("SEAMPROOF_OUTPUT_FORMAT", "")
    return asked if asked in FORMATS else "full"
