"""`seamproof check`: everything that can be known from contracts and recordings."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.choices import (
    COLORS,
    LEVELS,
    PARTS,
    engine,
    least_coverage,
    limits,
    one_of,
    report_target,
    some_of,
)
from checker.report import FORMATS

if TYPE_CHECKING:
    from checker.pipeline import Options
    from checker.report.every import EveryFinding

EXAMPLE = """\
PATH is a contract set, a folder of sets, or a file of a set. Without it: the
paths of the configuration, else contracts/.

examples:
  seamproof check
  seamproof check contracts/order-to-cash --fail-on warning
  seamproof check --min-coverage statuses=90,branches=80
  seamproof check --report json=build/result.json --output-format concise
"""


def parser() -> Parser:
    ask = Parser(
        "check",
        usage="[PATH ...] [OPTION ...]",
        description="Reads contract sets, judges what every status may claim, and replays their\nrecordings.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("paths", nargs="*", default=[], metavar="PATH", help="what to check")
    add(
        "--only",
        metavar="PART,...",
        type=reading(lambda text: some_of(PARTS, text)),
        help="static: the rules about contracts; replay: recordings; drift: what changed since --against "
        "(default: all that can be)",
    )
    add_against(ask)
    add(
        "--fail-on",
        metavar="LEVEL",
        type=reading(lambda text: one_of(LEVELS, text)),
        help="the level from which a finding breaks the check: error (default), warning or note",
    )
    add(
        "--min-coverage",
        metavar="PERCENT",
        type=reading(least_coverage),
        help="what the recordings of each set must exercise: one number for all, or KIND=PERCENT,... of "
        "statuses, rows (of status tables), moves, fields, branches (of mappings)",
    )
    add_outputs(ask)
    add_report(ask)
    add(
        "--all-findings",
        metavar="FILE",
        help="also write each finding by itself to a file, a JSON document a line: the report makes one of "
        "those about the same",
    )
    add_states(ask)
    add_limits(ask)
    add_replay(ask)
    add("--allow-empty", action="store_true", help="be content when there is nothing to check")
    add(
        "--fix",
        action="store_true",
        help="first mend in the contracts what has exactly one right answer: slips in names and words; put a "
        "row for no_answer there as a comment",
    )
    add(
        "--watch",
        action="store_true",
        help="check again whenever a file changes; Ctrl-C ends it, with exit code 130",
    )
    return ask


def add_cache(ask: Parser) -> None:
    ask.add_argument(
        "--no-cache",
        action="store_true",
        help="replay every recording again, and keep nothing for the next run",
    )


def cache(given: Namespace, paths: Sequence[str]) -> str | None:
    """Where results of replay are kept; None for nowhere."""
    if given.no_cache:
        return None
    from checker.cli.cache import home

    return home(os.environ, paths)


def add_against(ask: Parser) -> None:
    ask.add_argument(
        "--against",
        metavar="REF",
        help="judge what changed since a baseline: auto (where this change began), a revision of git, or a "
        "folder (./DIR)",
    )


def add_outputs(ask: Parser, formats: Sequence[str] = FORMATS) -> None:
    """How standard output looks, in one of these formats."""
    ask.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=reading(lambda text: one_of(formats, text)),
        help=f"full (default), concise (a line a finding), {', '.join(formats[2:])}",
    )
    ask.add_argument(
        "--color",
        metavar="WHEN",
        type=reading(lambda text: one_of(COLORS, text)),
        help="auto (default: only on a terminal; NO_COLOR and FORCE_COLOR count), always or never",
    )


def add_report(ask: Parser) -> None:
    ask.add_argument(
        "--report",
        metavar="FORMAT=PATH",
        action="append",
        default=[],
        type=reading(report_target),
        help="also write a report to a file, in any format of --output-format; may be given several times",
    )


def add_limits(ask: Parser) -> None:
    ask.add_argument(
        "--limit",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="take in more, or less, than by default, such as payload-size=50_000_000",
    )


def add_replay(ask: Parser) -> None:
    """Which recordings are replayed, and who does it."""
    add = ask.add_argument
    add(
        "--engine",
        metavar="ENGINE",
        type=reading(engine),
        default="auto",
        help="who replays recordings: in-place, processes, processes:N, or dask://HOST:PORT (default: auto, "
        "processes where there is much to do)",
    )
    add(
        "--recordings",
        metavar="URL",
        action="append",
        default=[],
        help="replay these recordings too: a file, a folder or a pattern, at a path or a URL such as "
        "s3://bucket/orders/; may be given several times",
    )
    add_cache(ask)


def add_states(ask: Parser) -> None:
    """A flag of its own for the limit that people raise."""
    ask.add_argument(
        "--states",
        metavar="N",
        action="append",
        dest="limit",
        default=[],
        type="states={}".format,
        help="explore up to N states of a contract set (default: 200_000); the same as --limit states=N",
    )


def run(arguments: Sequence[str]) -> int:
    """The exit code of the whole command."""
    given = parser().parse(arguments)
    if given.watch:
        from checker.cli.watching import watched

        return watched(given, arguments)
    return checked(given)


def checked(given: Namespace) -> int:
    from checker.cli.configuration import asked, configuration
    from checker.model.findings import Level
    from checker.pipeline import Options

    settings = configuration(Path(), os.environ)
    paths = given.paths or settings.paths
    options = Options(
        only=given.only or settings.only,
        against=given.against,
        fail_on=Level[(given.fail_on or settings.fail_on).upper()],
        limits=limits(given.limit),
        allow_empty=given.allow_empty,
        engine=given.engine,
        all_findings=given.all_findings is not None,
        recordings=tuple(given.recordings),
        cache=cache(given, paths),
        min_coverage=settings.min_coverage if given.min_coverage is None else given.min_coverage,
        environment=os.environ,
        configured=frozenset(
            name
            for name, flag in (
                ("paths", given.paths),
                ("only", given.only),
                ("fail-on", given.fail_on),
                ("min-coverage", given.min_coverage is not None),
            )
            if not flag
        ),
        settings=asked,
    )
    if given.fix:
        from checker.cli.fixing import tell_fixed

        tell_fixed(paths, options)
    return told_report(given, paths, options, every=given.all_findings)


@contextmanager
def _every_finding(path: str | None) -> "Iterator[EveryFinding | None]":
    """What takes each finding to a file, if that is asked for."""
    if path is None:
        yield None
        return
    from checker.report.every import EveryFinding
    from checker.report.output import growing

    with growing(path) as put:
        yield EveryFinding(put)


def told_report(
    given: Namespace, paths: Sequence[str], options: "Options", *, every: str | None = None
) -> int:
    """
    Checks, and tells what came of it on standard output and in each file that was asked for.

    The file `every` gets each finding by itself.
    """
    from checker.cli.configuration import configuration
    from checker.cli.exits import exit_code
    from checker.cli.progress import Progress
    from checker.cli.streams import wants_colour, width, write_out
    from checker.cli.targets import refuse_targets
    from checker.errors import CannotCheckError
    from checker.load.lines import blamed_lines
    from checker.pipeline import check
    from checker.report import pieces, rendered
    from checker.report.output import write_pieces
    from checker.report.unchecked import unchecked

    settings = configuration(Path(), os.environ)
    refuse_targets([*given.report, *([("jsonl", every)] if every else [])], paths)
    try:
        with Progress(sys.stderr) as progress, _every_finding(every) as each:
            report = check(paths, options, progress=progress.say, every=each)
            if each is not None:
                each.end(is_interrupted=report.is_interrupted)
    except CannotCheckError as error:
        for form, path in given.report:
            write_pieces(path, pieces(unchecked(error, blamed_lines(error.mistakes)), form))
        raise
    for form, path in given.report:
        write_pieces(path, pieces(report, form))
    form = given.output_format or settings.output_format
    in_colour = wants_colour(given.color or settings.color, os.environ)
    write_out(rendered(report, form, width=width(), in_colour=in_colour))
    return exit_code(report)
