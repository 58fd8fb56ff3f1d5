"""`seamproof demo`: a check of the example that ships with the package, a recorded incident among it."""

import os
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from checker.cli import check
from checker.cli.arguments import Parser
from checker.cli.exits import exit_code
from checker.cli.streams import wants_colour, width, write_out

HOME = Path(__file__).parent.parent  # the example is the folder `demo` in it
EXAMPLE = """\
example:
  seamproof demo
"""


def parser() -> Parser:
    ask = Parser(
        "demo",
        usage="[OPTION ...]",
        description="Checks an example: an order on its way from a portal over a hub to an ERP and a\n"
        "warehouse, with the recording of a day on which it got lost.",
        example=EXAMPLE,
    )
    check.add_outputs(ask)
    return ask


def run(arguments: Sequence[str]) -> int:
    given = parser().parse(arguments)
    from checker.pipeline import check as checked
    from checker.report import rendered

    form = given.output_format or "full"
    with chdir(HOME):  # so that its files are named as briefly as in a project
        report = checked(["demo"])
    in_colour = wants_colour(given.color or "auto", os.environ)
    write_out(rendered(report, form, width=width(), in_colour=in_colour))
    if form == "full":
        write_out(f"The files of this example: {(HOME / 'demo').resolve()}\n")
    return exit_code(report)
