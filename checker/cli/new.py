"""`seamproof new boundary`: a boundary added to a contract set, with a row for each status."""

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.check import add_limits
from checker.cli.choices import limits, one_of

if TYPE_CHECKING:
    from checker.pipeline.adding import Made

EXAMPLE = """\
PATH is the contract set, if there are several. A system that the set does not
have is declared in the new file, to be filled in. Nothing is overwritten.

exit codes:
  0  written, and the set passes the check as it did before
  1  written, and it does not: what has to be decided first is said
  2  not written; or written, and too large to be checked whole

example:
  seamproof new boundary erp-to-crm --from erp --to crm contracts/orders
"""


def parser() -> Parser:
    ask = Parser(
        "new",
        usage="boundary NAME --from SYSTEM --to SYSTEM [PATH] [OPTION ...]",
        description="Writes a boundary into a file of its own: the message with a stub of its schema,\n"
        "and for each status of the receiver the status of the sender that says as much\n"
        "and no more. Where there is none, the file says what is to be decided.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    kinds = ("boundary",)
    add("kind", metavar="boundary", type=reading(lambda text: one_of(kinds, text)), help="what is added")
    add("name", metavar="NAME", help="of the boundary, and of the files")
    add("path", nargs="?", metavar="PATH", help="the contract set to add it to")
    add(
        "--from",
        dest="sender",
        metavar="SYSTEM",
        required=True,
        help="the system that hands the message over",
    )
    add("--to", dest="receiver", metavar="SYSTEM", required=True, help="the system that takes it")
    add("--message", default="message", metavar="NAME", help="of the message (default: message)")
    add_limits(ask)
    return ask


def run(arguments: Sequence[str]) -> int:
    given = parser().parse(arguments)
    from checker.cli.configuration import configuration
    from checker.cli.exits import of_verdict
    from checker.cli.streams import width, write_out
    from checker.pipeline.adding import Boundary, add
    from checker.report import lines

    wanted = Boundary(name=given.name, sender=given.sender, receiver=given.receiver, message=given.message)
    paths = [given.path] if given.path else configuration(Path(), os.environ).paths
    made = add(wanted, paths, limits(given.limit))
    write_out(lines.plain(lines.listed(_told(made), width())))
    return of_verdict(made.verdict)


def _told(made: "Made") -> "Iterator[tuple[str, Sequence[str]]]":
    """Headings, and what stands under each."""
    yield "Wrote", made.written
    yield "To decide", [f"{place}: {says}" for place, says in made.undecided]
    said = [f"{found.where}: {found.level}[{found.rule}]: {found.message}" for found in made.findings]
    yield "What the check says of it", [*said, *(f"{one.check}: {one.why}" for one in made.unchecked)]
    yield "Next", [f"seamproof check {shlex.quote(made.folder)}"]
