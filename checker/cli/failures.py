"""How a run ends that could not do what was asked."""

import os
from collections.abc import Sequence

from checker.cli.exits import Exit
from checker.cli.streams import wants_colour, width, write_err, write_out
from checker.errors import CannotCheckError

_PARTS = (
    "deepdiff",
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

    form = _asked_format(arguments)
    report = unchecked(error, blamed_lines(error.mistakes))
    if form in {"json", "jsonl"}:
        try:
            write_out(rendered(report, form))
        except CannotCheckError as unwritable:
            write_err(f"error: {unwritable}\n")
    else:
        import sys

        in_colour = wants_colour("auto", os.environ, sys.stderr)
        write_err(rendered(report, form, width=width(sys.stderr), in_colour=in_colour))
    return Exit.CANNOT_CHECK


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
        flag, equals, value = this.partition("=")
        if flag == "--output-format":
            asked = value if equals else following
            return asked if asked in {"full", "concise", "json", "jsonl"} else "full"
    asked = os.environ.get("SEAMPROOF_OUTPUT_FORMAT", "")
    return asked if asked in {"full", "concise", "json", "jsonl"} else "full"
