"""`seamproof what-if`: what follows once a system shows a status."""

from collections.abc import Sequence

from checker.cli import answers
from checker.cli.arguments import Parser

EXAMPLE = """\
examples:
  seamproof what-if wms/SKIPPED
  seamproof what-if psp/no_answer contracts/payouts
"""


def parser() -> Parser:
    return answers.parser(
        "what-if",
        description="What every system then shows, row by row, while it shows what, and where the\n"
        "news gets lost.",
        example=EXAMPLE,
    )


def run(arguments: Sequence[str]) -> int:
    from checker.report import what_if

    return answers.answer(
        parser(),
        arguments,
        lambda asked, width: what_if.full(asked.what_if(), width=width),
        lambda asked: what_if.document(asked.what_if()),
    )
