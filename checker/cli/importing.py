"""`seamproof import`: captures of others in, a recording out, masked before anything is written."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.check import add_limits
from checker.cli.choices import COLORS, one_of
from checker.cli.exits import Exit
from checker.cli.gathering import add_contracts, contract_set, header, no_contracts
from checker.cli.masking_key import add_key, key, say_whose_tokens
from checker.cli.streams import wants_colour, width, write_err, write_out
from checker.errors import RecordingError, UsageError

if TYPE_CHECKING:
    from checker.load.captures.formats import Format
    from checker.pipeline.gathering import Incident

EXAMPLE = """\
FILE is a capture: a HAR, traces of OpenTelemetry, a message processing log, a
dump of a topic, ... `seamproof import --formats` lists what can be read. The
format is found by looking; to say it, name it before the files.

exit codes:
  0  written; every record could be read, and each event is in its case
  2  something could not be read or is in no case, or nothing was recognised;
     the rest is written

examples:
  seamproof import portal.har traces.jsonl -o incident.jsonl
  seamproof import kcat topic.jsonl -o topic-recording.jsonl --complete erp=full
"""


def parser() -> Parser:
    ask = Parser(
        "import",
        usage="[FORMAT] FILE ... -o FILE [OPTION ...]",
        description="Reads captures of one or several systems, recognises what of the contract each\n"
        "thing in them is (by `captures`), joins what belongs to one transaction, masks\n"
        "what is sensitive, and writes a recording.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("files", nargs="*", metavar="FILE", help="the captures; a format may stand before them")
    add("-o", "--output", metavar="FILE", help="where the recording goes; - is standard output")
    add_contracts(ask)
    add_key(ask)
    add("--all", action="store_true", help="keep what is not recognised too, as notes")
    add("--formats", action="store_true", help="list the formats, and what `where` can look at")
    add(
        "--color",
        metavar="WHEN",
        type=reading(lambda text: one_of(COLORS, text)),
        help="auto (default: only on a terminal; NO_COLOR and FORCE_COLOR count), always or never",
    )
    add_limits(ask)
    return ask


def run(arguments: Sequence[str]) -> Exit:
    given = parser().parse(arguments)
    if given.formats:
        return _formats()
    if not given.files:
        raise UsageError("import needs a capture", fix="name a FILE, or see seamproof import --help")
    if given.output is None:
        raise UsageError("import needs to know where the recording goes", fix="add -o FILE")
    from checker.cli.choices import limits
    from checker.cli.configuration import configuration
    from checker.pipeline.gathering import gathered
    from checker.pipeline.masking import discreet_words, masked
    from checker.report.output import refuse_unwritable, write

    if given.output != "-":
        refuse_unwritable(given.output)
    settings = configuration(Path(), os.environ)
    bounds = limits(given.limit)
    form, files = _form(given.files)
    known = contract_set(given, settings.paths, files, bounds)
    contracts = known or no_contracts()
    content = _standard_input(files)
    incident = gathered(
        files,
        contracts,
        content=content,
        header=header(given, contracts),
        form=form,
        keeps_unknown=given.all or known is None,
        limits=bounds,
    )
    _refuse_recordings(incident)
    if not incident.cases and incident.mistakes:
        raise RecordingError(incident.mistakes)
    secret, is_of_this_run = key(given, os.environ)
    text = "".join(masked(incident, secret, known))
    if given.output == "-":
        write_out(text)
    else:
        write(given.output, text)
    code = _told(
        discreet_words(incident, secret), given, given.color or settings.color, is_known=known is not None
    )
    if is_of_this_run:
        say_whose_tokens()
    return code


def _form(words: Sequence[str]) -> "tuple[Format | None, list[str]]":
    """A format that stands before the files, if one does, and the files."""
    from checker.load.captures import format_named

    first, *rest = words
    if rest and first != "-" and not Path(first).exists() and not set(first) & set("./\\"):
        return format_named(first), rest
    return None, list(words)


def _standard_input(files: Sequence[str]) -> bytes | None:
    """What came on standard input, where the one file is `-`."""
    if "-" not in files:
        return None
    if len(files) > 1 or sys.stdin is None:
        raise UsageError("standard input can be the one capture only", fix="name files")
    return sys.stdin.buffer.read()


def _refuse_recordings(incident: "Incident") -> None:
    from checker.pipeline.gathering import RECORDING

    for one in incident.taken:
        if one.form == RECORDING:
            raise UsageError(f"{one.file} is a recording already", fix="mask it with seamproof mask")


def _told(incident: "Incident", given: Namespace, color: str, *, is_known: bool) -> Exit:
    """What was read, recognised and left out; beside the recording, never in it."""
    from checker.report import gathered, lines, walks
    from checker.report.unchecked import broken

    stream = sys.stderr if given.output == "-" else sys.stdout
    columns = width(stream)
    rows = [
        *(row for mistake in incident.mistakes for row in walks.error(broken(mistake), width=columns)),
        *((lines.line(),) if incident.mistakes else ()),
        *gathered.taken(incident.taken, incident.cases, given.output),
        *((lines.line(),) if incident.gathered is not None else ()),
    ]
    recognised = sum(one.recognised for one in incident.taken)
    if incident.gathered is not None and is_known:
        rows += gathered.left_out(incident.gathered, width=columns)
    if not is_known:
        says = "There is no contract set to recognise anything by: everything was written as notes"
        rows += lines.paragraph(lines.Span(""), says, width=columns, indent="")
    elif not recognised:
        says = "error: nothing was recognised; write rows of captures into the contract"
        rows += lines.paragraph(lines.Span(""), says, width=columns, indent="  ")
    render = lines.coloured if wants_colour(color, os.environ, stream) else lines.plain
    (write_err if given.output == "-" else write_out)(render(rows))
    is_left = incident.gathered is not None and bool(incident.gathered.doubts)
    is_nothing = is_known and not recognised
    return Exit.CANNOT_CHECK if incident.mistakes or is_left or is_nothing else Exit.KEPT


def _formats() -> Exit:
    from checker.load.captures import FORMATS
    from checker.report import gathered, lines

    known = ((form.name, form.title, form.fields) for form in FORMATS)
    write_out(lines.plain(gathered.formats(known, width=width())))
    return Exit.KEPT
