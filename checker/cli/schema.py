"""`seamproof schema`: the JSON Schemas that ship with the package."""

from collections.abc import Sequence

from checker.cli.arguments import Parser, reading
from checker.cli.choices import one_of

NAMES = ("language", "vocabulary", "result", "incident")
EXAMPLE = """\
examples:
  seamproof schema > .seamproof.schema.json
  seamproof schema result

The first line of a contract.yaml that an editor shall complete:
  # yaml-language-server: $schema=../../.seamproof.schema.json
"""


def parser() -> Parser:
    ask = Parser(
        "schema",
        usage="[language|vocabulary|result|incident]",
        description="Prints the JSON Schema of the contract language, by which an editor completes\n"
        "and checks contracts as they are typed; that of a vocabulary of your own; that\n"
        "of the JSON result of a check; or that of an incident explained.",
        example=EXAMPLE,
    )
    ask.add_argument(
        "name",
        nargs="?",
        default="language",
        metavar="NAME",
        type=reading(lambda text: one_of(NAMES, text)),
        help="language (default), vocabulary, result or incident",
    )
    return ask


def run(arguments: Sequence[str]) -> int:
    name = parser().parse(arguments).name
    from checker.cli.streams import write_out
    from checker.pipeline.schemas import schema

    write_out(schema(name))
    return 0
