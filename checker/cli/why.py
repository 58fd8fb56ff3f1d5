"""`seamproof why`: what stands behind a status."""

from collections.abc import Sequence

from checker.cli import answers
from checker.cli.arguments import Parser

EXAMPLE = """\
examples:
  seamproof why portal/completed
  seamproof why order-to-cash:hub/COMPLETED contracts/ --output-format json
"""


def parser() -> Parser:
    return answers.parser(
        "why",
        description="What a status claims, which system knows that, by which rows it is proved, and\n"
        "what would make it false; what every system behind it can show then; and how\n"
        "it is reached.",
        example=EXAMPLE,
    )


def run(arguments: Sequence[str]) -> int:
    from checker.report import why

    return answers.answer(
        parser(),
        arguments,
        lambda asked, width: why.full(asked.why(), width=width),
        lambda asked: why.document(asked.why()),
    )
