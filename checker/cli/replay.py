"""`seamproof replay`: what becomes of a captured payload, and whether that is what came."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser
from checker.cli.check import add_limits, add_outputs
from checker.cli.choices import TERMINAL
from checker.cli.exits import Exit
from checker.cli.masking_key import add_key, key, say_whose_tokens
from checker.cli.streams import wants_colour, width, write_out
from checker.errors import UsageError
from checker.report import FOR_PROGRAMS

if TYPE_CHECKING:
    from checker.analysis.replay.walk import Walk
    from checker.model.findings import Skipped
    from checker.pipeline.capture import Told
    from checker.report.machine import Document

EXAMPLE = """\
FILE is a recording (.jsonl, .jsonl.gz, .jsonl.zst, .yaml), one bare JSON
payload, or - for a payload from standard input.

exit codes:
  0  every message is as declared
  1  one is not
  2  something could not be read, told apart or run

examples:
  seamproof replay recordings/2026-03-02.jsonl --boundary hub-to-erp
  seamproof replay order.json --boundary hub-to-erp --write made.json
"""


def parser() -> Parser:
    ask = Parser(
        "replay",
        usage="FILE [PATH ...] --boundary NAME [OPTION ...]",
        description="Takes a captured payload through the declared transformation: whether it keeps\n"
        "the schema of its sender, what is made of it, whether that keeps the schema of\n"
        "its receiver, and how it differs from what was recorded, with the row that made\n"
        "the field and what the row read.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("file", metavar="FILE", help="the capture")
    add("paths", nargs="*", default=[], metavar="PATH", help="where the contracts are (default as for check)")
    add("--boundary", metavar="NAME", required=True, help="NAME, or SET:NAME where two sets have it")
    add("--message", metavar="NAME", help="which message, where the boundary has several")
    add("--write", metavar="PATH", help="keep what is made: one JSON document, or a line each")
    add(
        "--masked",
        action="store_true",
        help="mask everything before it is looked at: nothing sensitive is shown",
    )
    add_key(ask)
    add_outputs(ask, TERMINAL)
    add_limits(ask)
    return ask


def run(arguments: Sequence[str]) -> int:
    from checker.cli.choices import limits
    from checker.cli.configuration import configuration

    given = parser().parse(arguments)
    from checker.pipeline import Capture, replay
    from checker.report.output import refuse_unwritable, write

    settings = configuration(Path(), os.environ)
    if given.write:
        refuse_unwritable(given.write)
    bounds = limits(given.limit)
    content = _standard_input(bounds.payload_size) if given.file == "-" else None
    mask_key, is_of_this_run = key(given, os.environ) if given.masked else (None, False)
    if given.mask_key_file and not given.masked:
        raise UsageError("--mask-key-file is for --masked", fix="add --masked")
    capture = Capture(name="standard input" if given.file == "-" else given.file, content=content)
    told = replay(
        capture,
        boundary=given.boundary,
        message=given.message,
        paths=given.paths or settings.paths,
        limits=bounds,
        mask_key=mask_key,
    )
    printer = _Printer(given.output_format or settings.output_format, given.color or settings.color)
    made: list[str] = []
    code, number = Exit.KEPT, 0
    for one in told:
        printer.tell(one)
        code = max(code, _code(one))
        if isinstance(one, tuple):
            number += 1
            made += _made(one[1])
    if not number and code is Exit.KEPT:
        raise UsageError(
            f"no message over {given.boundary} could be replayed from {capture.name}",
            fix="name another boundary or recording",
        )
    printer.end()
    if is_of_this_run:
        say_whose_tokens()
    if given.write:
        write(given.write, "".join(f"{document}\n" for document in made))
    return code


class _Printer:
    """Tells each message as it comes; only the one JSON document has to wait for the last."""

    def __init__(self, form: str, color: str) -> None:
        self._form = form
        self._in_colour = wants_colour(color, os.environ)
        self._documents: list[Document] = []

    def tell(self, one: "Told | Skipped") -> None:
        from checker.report import lines, machine, walks

        if self._form in FOR_PROGRAMS:
            told = walks.document(*one) if isinstance(one, tuple) else walks.missing(one)
            if self._form == "json":
                self._documents.append(told)
            else:
                write_out(f"{machine.text(told)}\n")
            return
        render = lines.coloured if self._in_colour else lines.plain
        if not isinstance(one, tuple):
            rows = [*walks.error(one, width=width()), lines.line()]
        elif self._form == "concise":
            rows = [*walks.concise(*one)]
        else:
            rows = [*walks.full(*one, width=width()), lines.line()]
        write_out(render(rows))

    def end(self) -> None:
        from checker import __version__
        from checker.report import machine

        if self._form == "json":
            whole = {"seamproof": __version__, "result": machine.RESULT, "messages": self._documents}
            write_out(machine.text(whole, indent=2) + "\n")


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise UsageError("standard input is closed", fix="name a file")
    return sys.stdin.buffer.read(most + 1)  # one more, so that the reader can refuse it


def _code(one: "Told | Skipped") -> Exit:
    """What could not be judged outranks what is not as declared."""
    if not isinstance(one, tuple):
        return Exit.CANNOT_CHECK if one.was_asked else Exit.KEPT
    walk = one[1]
    if walk.skipped:
        return Exit.CANNOT_CHECK
    return Exit.KEPT if walk.is_clean else Exit.BROKEN


def _made(walk: "Walk") -> list[str]:
    from checker.analysis.written import written
    from checker.model.json import ABSENT

    return [] if walk.result is ABSENT else [written(walk.result)]
