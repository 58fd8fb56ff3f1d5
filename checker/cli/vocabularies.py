"""`seamproof vocabularies`: what ships of well-known systems, in a list or one of them whole."""

import os
from collections.abc import Sequence

from checker.cli.arguments import Parser, reading
from checker.cli.choices import COLORS, one_of
from checker.cli.exits import Exit

FORMATS = ("full", "json")
EXAMPLE = """\
examples:
  seamproof vocabularies
  seamproof vocabularies sap-idoc-outbound
  seamproof vocabularies x12-997-to-idoc --output-format json
"""


def parser() -> Parser:
    ask = Parser(
        "vocabularies",
        usage="[NAME] [OPTION ...]",
        description="Prints the vocabularies of well-known systems that ship, and the published\n"
        "mappings between two of them. With NAME: what each status says and does not say,\n"
        "where it looks fine at the wrong layer, and YAML to paste.",
        example=EXAMPLE,
    )
    add = ask.add_argument
    add("name", nargs="?", metavar="NAME", help="a vocabulary or a published mapping")
    add(
        "--output-format",
        metavar="FORMAT",
        default="full",
        type=reading(lambda text: one_of(FORMATS, text)),
        help="full (default) or json",
    )
    add(
        "--color",
        metavar="WHEN",
        default="auto",
        type=reading(lambda text: one_of(COLORS, text)),
        help="auto (default: only on a terminal; NO_COLOR and FORCE_COLOR count), always or never",
    )
    return ask


def run(arguments: Sequence[str]) -> Exit:
    given = parser().parse(arguments)
    from checker import __version__
    from checker.cli.choices import meant
    from checker.cli.streams import wants_colour, width, write_out
    from checker.errors import UsageError
    from checker.load.shipped import Shipped, mapping_files, vocabulary_files
    from checker.model.text import shown
    from checker.report import lines, machine, vocabularies
    from checker.report import vocabulary_documents as documents

    shipped = Shipped()
    if given.name is None:
        everything = (
            [shipped.vocabulary(name) for name in vocabulary_files()],
            [shipped.mapping(name) for name in mapping_files()],
        )
        told, document = vocabularies.listing(*everything, width=width()), documents.listing(*everything)
    elif given.name in vocabulary_files():
        vocabulary = shipped.vocabulary(given.name)
        told = vocabularies.vocabulary(vocabulary, width=width())
        document = documents.vocabulary(vocabulary)
    elif given.name in mapping_files():
        mapping = shipped.mapping(given.name)
        told, document = vocabularies.mapping(mapping, width=width()), documents.mapping(mapping)
    else:
        known = (*vocabulary_files(), *mapping_files())
        raise UsageError(f"no vocabulary {shown(given.name)} ships", fix=meant(given.name, known))
    if given.output_format == "json":
        head = {"seamproof": __version__, "result": machine.RESULT}
        write_out(machine.text({**head, **document}, indent=2) + "\n")
    else:
        render = lines.coloured if wants_colour(given.color, os.environ) else lines.plain
        write_out(render(told))
    return Exit.KEPT
