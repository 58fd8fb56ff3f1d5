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
from checker.cli.masking_key import VARIABLE, add_key, key
from checker.cli.streams import write_err
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.analysis.incident import Explanation
    from checker.pipeline import Inquiry

RECORDING: Final = ".jsonl"  # the ending of what is kept
FORMATS: Final = ("full", "concise", "markdown", "json")
EXAMPLE = """\
CAPTURE is a recording (.jsonl, .jsonl.gz, .jsonl.zst, .yaml) or a capture of
another format; several are joined to cases.

exit codes:
  0  nothing is wrong in the cases
  1  something is
  2  something could not be read or told apart, or there is no such case

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
    add(
        "--keep",
        metavar="FILE",
        help="keep the cases as a recording that expects what was found, as a regression test; masked",
    )
    add(
        "--unmasked", action="store_true", help="print real values; what goes to files is masked all the same"
    )
    add_key(ask)
    add_limits(ask)
    return ask


def _target(text: str) -> tuple[str, str]:
    form, equals, path = text.partition("=")
    one_of(FORMATS, form)
    if not equals or not path:
        raise UsageError(f"the report {form} needs a file", fix=f"write {form}=PATH")
    return form, path


def run(arguments: Sequence[str]) -> int:
    given = parser().parse(arguments)
    from checker.cli.choices import limits
    from checker.cli.configuration import configuration
    from checker.cli.exits import exit_code
    from checker.cli.progress import Progress
    from checker.cli.streams import wants_colour, width, write_out
    from checker.model.findings import Level
    from checker.model.recordings import Complete
    from checker.pipeline import Inquiry, Options, explain
    from checker.report.output import refuse_unwritable, write

    settings = configuration(Path(), os.environ)
    if given.keep and not given.keep.endswith(RECORDING):
        raise UsageError(f"{given.keep} is not the name of a recording", fix=f"name it *{RECORDING}")
    for path in (*(path for _, path in given.report), *([given.keep] if given.keep else [])):
        refuse_unwritable(path)
    secret, is_of_this_run = key(given, os.environ)
    inquiry = Inquiry(
        captures=given.captures,
        paths=given.contracts or settings.paths,
        set_name=given.set,
        complete={name: Complete(how) for name, how in given.complete.items()},
        case=given.case,
        options=Options(
            fail_on=Level[(given.fail_on or settings.fail_on).upper()], limits=limits(given.limit)
        ),
    )
    with Progress(sys.stderr) as progress:
        explanation = explain(inquiry, key=None if given.unmasked else secret, progress=progress.say)
    if given.report:
        masked = explain(inquiry, key=secret) if given.unmasked else explanation
        for form, path in given.report:
            write(path, _rendered(masked, form))
    form = given.output_format or (settings.output_format if settings.output_format in FORMATS else "full")
    in_colour = wants_colour(given.color or settings.color, os.environ)
    write_out(_rendered(explanation, form, width=width(), in_colour=in_colour))
    if given.keep:
        _keep(inquiry, given.keep, secret, is_of_this_run=is_of_this_run)
    return exit_code(explanation.report)


def _keep(inquiry: "Inquiry", path: str, secret: bytes, *, is_of_this_run: bool) -> None:
    """What was printed has been of use already, so what keeps it from being kept is said after it."""
    from checker.pipeline import keep
    from checker.report.output import write

    _, recording = keep(inquiry, key=secret)
    write(path, recording.text)
    cases = "1 case" if recording.cases == 1 else f"{recording.cases} cases"
    rules = ", ".join(recording.rules) or "nothing"
    write_err(f"{path}: {cases} kept, masked; a check of it expects {rules}\n")
    if is_of_this_run:
        write_err(
            f"The tokens are of this run alone; with a key in {VARIABLE} they would be the same again.\n"
        )


def _rendered(explanation: "Explanation", form: str, *, width: int = 80, in_colour: bool = False) -> str:
    from checker.report import incident_document, incident_markdown, incidents, lines, machine

    if form == "json":
        return machine.text(incident_document.document(explanation), indent=2) + "\n"
    if form == "markdown":
        return incident_markdown.document(explanation)
    rows = incidents.concise(explanation) if form == "concise" else incidents.full(explanation, width=width)
    return lines.coloured(rows) if in_colour else lines.plain(rows)
