"""`seamproof drift`: what changed since a baseline, whom it breaks, and what of it is accepted."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.check import add_against, add_limits, add_outputs, add_report, add_states
from checker.cli.choices import LEVELS, limits, one_of

if TYPE_CHECKING:
    from argparse import Namespace

    from checker.pipeline.options import Options

EXAMPLE = """\
PATH is a contract set, a folder of sets, or a file of a set. Without it: the
paths of the configuration, else contracts/. Without --against: where this
change began, as in `--against auto`.

examples:
  seamproof drift
  seamproof drift --against origin/main --all > changelog.md
  seamproof drift --accept 9f2c41d07ab3 --because "the ERP posts later now"
"""


def parser() -> Parser:
    ask = Parser(
        "drift",
        usage="[PATH ...] [OPTION ...]",
        description="What changed since a baseline in shape, in meaning and in output, and whom it\nbreaks.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("paths", nargs="*", default=[], metavar="PATH", help="what to compare")
    add_against(ask)
    add("--all", action="store_true", help="print a changelog in Markdown: also what breaks nobody")
    add(
        "--accept",
        metavar="FINGERPRINT",
        action="append",
        default=[],
        help="write an entry of changes that accepts this finding; may be given several times",
    )
    add("--because", metavar="TEXT", help="the reason, for --accept")
    add(
        "--fail-on",
        metavar="LEVEL",
        type=reading(lambda text: one_of(LEVELS, text)),
        help="the level from which a finding breaks the check: error (default), warning or note",
    )
    add_outputs(ask)
    add_report(ask)
    add_states(ask)
    add_limits(ask)
    return ask


def run(arguments: Sequence[str]) -> int:
    """The exit code of the whole command."""
    from checker.errors import UsageError

    given = parser().parse(arguments)
    has_reason = given.because is not None and bool(given.because.strip(" \t\n.…"))
    if bool(given.accept) is not has_reason:
        what = "--accept needs a reason" if given.accept else "--because is the reason for --accept"
        raise UsageError(what, fix='write --accept FINGERPRINT --because "why this is right"')
    if given.all and (given.report or given.output_format):
        raise UsageError(
            "--all prints Markdown alone", fix="leave out --report and --output-format, or --all"
        )
    if given.accept and given.all:
        raise UsageError("--accept and --all are two commands", fix="give them one after the other")
    return _accepted(given) if given.accept else _told(given)


def _accepted(given: "Namespace") -> int:
    from checker.cli.exits import exit_code
    from checker.cli.streams import write_out
    from checker.pipeline.accepting import accept, told
    from checker.pipeline.checking import judged

    paths, options = _asked(given)
    report, sets = judged(paths, options)
    if report.is_interrupted:  # half of what was asked for is nothing
        return exit_code(report)
    write_out(told(accept(sets, given.accept, given.because.strip())))
    return 0


def _told(given: "Namespace") -> int:
    from checker.cli.check import told_report
    from checker.cli.exits import exit_code
    from checker.cli.progress import Progress
    from checker.cli.streams import write_out
    from checker.pipeline.checking import judged
    from checker.pipeline.drifting import changed
    from checker.report.changelog import changelog

    paths, options = _asked(given)
    if not given.all:
        return told_report(given, paths, options)
    with Progress(sys.stderr) as progress:
        report, sets = judged(paths, options, progress=progress.say)
    write_out(changelog([changed(one) for one in sets if one.baseline], unchecked=report.skipped))
    return exit_code(report)


def _asked(given: "Namespace") -> "tuple[Sequence[str], Options]":
    from checker.cli.configuration import asked, configuration
    from checker.model.findings import Level
    from checker.pipeline.options import Options

    settings = configuration(Path(), os.environ)
    options = Options(
        only=frozenset({"drift"}),
        against="auto" if given.against is None else given.against,
        fail_on=Level[(given.fail_on or settings.fail_on).upper()],
        limits=limits(given.limit),
        environment=os.environ,
        configured=frozenset(
            name for name, flag in (("paths", given.paths), ("fail-on", given.fail_on)) if not flag
        ),
        settings=asked,
    )
    return given.paths or settings.paths, options
