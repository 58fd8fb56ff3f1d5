"""`seamproof explain`: an incident from its captures: the sentence, the timeline, five answers."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker.cli.arguments import Parser, reading
from checker.cli.check import add_limits
from checker.cli.choices import COLORS, LEVELS, one_of
from checker.cli.gathering import add_contracts
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.analysis.incident import Explanation

FORMATS: Final = ("full", "concise", "markdown", "json")
EXAMPLE = """\
CAPTURE is a recording (.jsonl, .jsonl.gz, .jsonl.zst, .yaml) or a capture of
another format; several are joined to cases.

exit codes:
  0  nothing is wrong in the cases
  1  something is
  2  something could not be read or recognised, or there is no such case

examples:
  seamproof explain recordings/2026-03-02.jsonl
  seamproof explain day.jsonl --case 4711 --report markdown=incident.md
"""


def parser() -> Parser:
    ask = Parser(
        "explain",
        usage="CAPTURE ... [--case ID] [OPTION ...]",
        description="Explains an incident from what was captured of it: what happened in which\n"
        "order and what each status says of it; which system is the source of truth;\n"
        "whether the payload was wrong or the transformation; whether the receiver\n"
        "rejected, ignored or accepted it; whether the business failed or only a status\n"
        "misled. Each with its evidence, or why it is not known.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("captures", nargs="+", metavar="CAPTURE", help="what was captured")
    add("--case", metavar="ID", help="tell this case alone, also if nothing is wrong in it")
    add_contracts(ask)
    add(
        "--output-format",
        metavar="FORMAT",
        type=reading(lambda text: one_of(FORMATS, text)),
        help="full (default), concise (a line a case), markdown, or json",
    )
    add(
        "--report",
        metavar="FORMAT=PATH",
        action="append",
        default=[],
        type=reading(_target),
        help="also write it to a file; may be given several times",
    )
    add(
        "--color",
        metavar="WHEN",
        type=reading(lambda text: one_of(COLORS, text)),
        help="auto (default: only on a terminal; NO_COLOR and FORCE_COLOR count), always or never",
    )
    add(
        "--fail-on",
        metavar="LEVEL",
        type=reading(lambda text: one_of(LEVELS, text)),
        help="the level from which a finding counts for the exit code (default as for check)",
    )
    add_limits(ask)
    return ask


def _target(text: str) -> tuple[str, str]:
    form, equals, path = text.partition("=")
    one_of(FORMATS, form)
    if not equals or not path:
        raise UsageError(f"the report {form} needs a file", fix=f"write {form}=PATH")
    return form, path


def run(arguments: Sequence[str]) -> int:
    from checker.cli.choices import limits
    from checker.cli.configuration import configuration
    from checker.cli.exits import exit_code
    from checker.cli.progress import Progress
    from checker.cli.streams import wants_colour, width, write_out
    from checker.model.findings import Level
    from checker.pipeline import Options, explain
    from checker.report.output import refuse_unwritable, write

    given = parser().parse(arguments)
    settings = configuration(Path(), os.environ)
    for _, path in given.report:
        refuse_unwritable(path)
    options = Options(fail_on=Level[(given.fail_on or settings.fail_on).upper()], limits=limits(given.limit))
    with Progress(sys.stderr) as progress:
        explanation = explain(
            given.captures,
            paths=given.contracts or settings.paths,
            set_name=given.set,
            complete=given.complete,
            case=given.case,
            options=options,
            progress=progress.say,
        )
    for form, path in given.report:
        write(path, _rendered(explanation, form))
    form = given.output_format or (settings.output_format if settings.output_format in FORMATS else "full")
    in_colour = wants_colour(given.color or settings.color, os.environ)
    write_out(_rendered(explanation, form, width=width(), in_colour=in_colour))
    return exit_code(explanation.report)


def _rendered(explanation: "Explanation", form: str, *, width: int = 80, in_colour: bool = False) -> str:
    from checker.report import incident_document, incident_markdown, incidents, lines, machine

    if form == "json":
        return machine.text(incident_document.document(explanation), indent=2) + "\n"
    if form == "markdown":
        return incident_markdown.document(explanation)
    rows = incidents.concise(explanation) if form == "concise" else incidents.full(explanation, width=width)
    return lines.coloured(rows) if in_colour else lines.plain(rows)
