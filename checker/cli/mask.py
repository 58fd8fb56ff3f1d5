"""`seamproof mask`: recordings that can be given away."""

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser
from checker.cli.check import add_limits
from checker.cli.exits import Exit
from checker.cli.masking_key import add_key, key, say_whose_tokens
from checker.cli.streams import write_err, write_out
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.model.contracts import ContractSet
    from checker.model.limits import Limits
    from checker.pipeline.masking import Masking

EXAMPLE = """\
What is masked: the fields under `sensitive` in the contract, wherever their
values occur; addresses, card and account numbers, phone numbers, tokens and
passwords by their form; headers such as Authorization and Cookie always. All of
it in every encoding, by tokens of the same shape. Without -o and --in-place the
result goes to standard output. Where something can't be masked nothing is
written.

exit codes:
  0  everything was masked and written
  2  something could not be read or masked

examples:
  seamproof mask capture.jsonl -o recordings/2026-03-02.jsonl
  seamproof mask --in-place recordings/*.jsonl --mask-key-file ~/.mask-key
"""


def parser() -> Parser:
    ask = Parser(
        "mask",
        usage="FILE [FILE ...] [OPTION ...]",
        description="Replaces what is personal or secret in recordings, so that they can be kept and\n"
        "given away, and still replay as they did.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("files", nargs="+", metavar="FILE", help="a recording")
    where = ask.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="PATH", help="where all of them go, one after another")
    where.add_argument("--in-place", action="store_true", help="replace each FILE by its masked recording")
    add(
        "--contracts",
        metavar="PATH",
        action="append",
        help="where the contracts are (default: the set in whose folder FILE lies, and as for check)",
    )
    add_key(ask)
    add_limits(ask)
    return ask


def run(arguments: Sequence[str]) -> int:
    from checker.cli.choices import limits

    given = parser().parse(arguments)
    from checker.pipeline.masking import Masking
    from checker.report.output import refuse_unwritable, write_pieces

    targets = given.files if given.in_place else [given.output] if given.output else []
    for path in targets:
        _refuse_other_formats(path)
        refuse_unwritable(path)
    bounds = limits(given.limit)
    secret, is_of_this_run = key(given, os.environ)
    masking = Masking(secret, _sets(given, bounds), bounds)
    if given.in_place:
        for path in given.files:
            write_pieces(path, masking.lines(path))
    elif given.output:
        write_pieces(given.output, _all(masking, given.files))
    else:
        _print(_all(masking, given.files))
    for path, by in masking.used.items():
        write_err(f"{path}: masked by {by}\n")
    if is_of_this_run:
        say_whose_tokens()
    return Exit.KEPT


def _all(masking: "Masking", files: Sequence[str]) -> Iterator[str]:
    for path in files:
        yield from masking.lines(path)


def _print(lines: Iterator[str]) -> None:
    """To standard output once all of it is known to be good."""
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(8_000_000, "w+", encoding="utf-8", newline="") as waiting:
        waiting.writelines(lines)
        waiting.seek(0)
        while block := waiting.read(1_000_000):
            write_out(block)


def _refuse_other_formats(path: str) -> None:
    if not path.endswith((".jsonl", ".jsonl.gz")):
        raise UsageError(
            f"{path} can't be written: a masked recording is JSON Lines", fix="name it .jsonl or .jsonl.gz"
        )


def _sets(given: Namespace, bounds: "Limits") -> "Sequence[ContractSet]":
    """The sets that were named; else those of the configuration, as far as there are any."""
    from checker.cli.configuration import configuration
    from checker.load.sets import contract_sets

    if given.contracts:
        return contract_sets(given.contracts, limits=bounds)
    paths = configuration(Path(), os.environ).paths
    there = [path for path in paths if os.path.lexists(path)]
    return contract_sets(there, limits=bounds) if there else ()
