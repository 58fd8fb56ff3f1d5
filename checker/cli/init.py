"""`seamproof init`: a working start, in an empty folder or a repository that is there."""

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.cli.arguments import Parser

EXAMPLE = """\
Nothing that is there is overwritten: what was left alone is said.

exit codes:
  0  something was written
  2  nothing was: it is all there already, or can't be written

examples:
  seamproof init
  seamproof init ../shop --name returns
"""


def parser() -> Parser:
    ask = Parser(
        "init",
        usage="[DIR] [OPTION ...]",
        description="Writes a small contract set that passes the check and is made to be changed,\n"
        "with its schemas and two recordings; the schema by which an editor completes\n"
        "contracts; and a workflow that checks every pull request on GitHub.",
        example=EXAMPLE,
    )
    ask.add_argument("folder", nargs="?", default=".", metavar="DIR", help="where (default: here)")
    ask.add_argument("--name", default="orders", metavar="NAME", help="of the contract set (default: orders)")
    return ask


def run(arguments: Sequence[str]) -> int:
    given = parser().parse(arguments)
    from checker.cli.configuration import configured
    from checker.cli.streams import width, write_out
    from checker.load.files import DISK
    from checker.pipeline.starting import start
    from checker.report import lines

    settings = configured(DISK, given.folder)
    begun = start(given.folder, given.name)
    contract = None if begun.contract is None else os.path.relpath(begun.contract, given.folder)
    told = (
        ("Wrote", begun.written),
        ("Left out", [f"{path}: {why}" for path, why in begun.left.items()]),
        ("Next", _next(given.folder, contract, begun.line, settings.paths)),
    )
    write_out(lines.plain(lines.listed(told, width())))
    return 0


def _next(folder: str, contract: str | None, line: int, checked: Sequence[str]) -> Iterator[str]:
    """What to do now; `checked` are the paths that are checked there where none is given."""
    from checker.load.files import DISK

    if os.path.realpath(folder) != os.path.realpath(os.curdir):
        yield f"cd {shlex.quote(folder)}"
    if contract is None:
        yield "seamproof check"
        return
    full = str(Path(folder, contract))
    if not any("\0" not in path and DISK.lies_in(str(Path(folder, path)), full) for path in checked):
        yield f"add contracts/ to the paths in your configuration: {', '.join(checked)}"
    yield "seamproof check"
    yield f"break line {line} of {contract} as it says, check, mend it"
    yield "make it yours: your systems, their statuses, and what these claim"
    yield "seamproof new boundary NAME --from SYSTEM --to SYSTEM"
