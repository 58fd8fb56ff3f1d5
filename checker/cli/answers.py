"""The commands that answer a question about one status: what they ask for, and how they answer."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.check import add_limits
from checker.cli.choices import COLORS, one_of
from checker.cli.exits import Exit

if TYPE_CHECKING:
    from checker.pipeline.asking import Asked
    from checker.report.lines import Line
    from checker.report.machine import Document

FORMATS = ("full", "json")


def parser(command: str, *, description: str, example: str) -> Parser:
    ask = Parser(
        command, usage="SYSTEM/STATUS [PATH ...] [OPTION ...]", description=description, example=example
    )
    add = ask.add_argument
    add("status", metavar="SYSTEM/STATUS", help="SYSTEM/STATUS, or SET:SYSTEM/STATUS where two sets have it")
    add("paths", nargs="*", default=[], metavar="PATH", help="where the contracts are (default as for check)")
    add(
        "--output-format",
        metavar="FORMAT",
        default="full",
        type=reading(lambda text: one_of(FORMATS, text)),
        help="full (default) or json",
    )
    add(
        "--color",
        metavar="WHEN",
        type=reading(lambda text: one_of(COLORS, text)),
        help="auto (default: only on a terminal; NO_COLOR and FORCE_COLOR count), always or never",
    )
    add_limits(ask)
    return ask


def answer(
    asker: Parser,
    arguments: Sequence[str],
    told: Callable[["Asked", int], Iterable["Line"]],
    document: Callable[["Asked"], "Document"],
) -> Exit:
    """Finds the status, and tells what there is to tell of it."""
    from checker import __version__
    from checker.cli.choices import limits
    from checker.cli.configuration import configuration
    from checker.cli.streams import wants_colour, width, write_out

    given = asker.parse(arguments)
    from checker.pipeline.asking import asked
    from checker.report import lines, machine

    settings = configuration(Path(), os.environ)
    found = asked(given.status, given.paths or settings.paths, limits(given.limit))
    if given.output_format == "json":
        whole = {"seamproof": __version__, "result": machine.RESULT, **document(found)}
        write_out(machine.text(whole, indent=2) + "\n")
        return Exit.KEPT
    render = lines.coloured if wants_colour(given.color or settings.color, os.environ) else lines.plain
    write_out(render(told(found, width())))
    return Exit.KEPT
