"""`seamproof rule`: the page of a rule, or the list of all rules."""

from collections.abc import Sequence

from checker.cli.arguments import Parser

EXAMPLE = """\
examples:
  seamproof rule
  seamproof rule overclaim
"""


def parser() -> Parser:
    ask = Parser(
        "rule",
        usage="[ID]",
        description="Prints what a rule finds, why that matters, an example that fails, one that\n"
        "passes, and how to mend it. Without ID: all rules.",
        example=EXAMPLE,
    )
    ask.add_argument("id", nargs="?", metavar="ID", help="the name in brackets behind error or warning")
    return ask


def run(arguments: Sequence[str]) -> int:
    given = parser().parse(arguments)
    from checker.cli.choices import meant
    from checker.cli.streams import write_out
    from checker.errors import UsageError
    from checker.model.text import shown
    from checker.rules import rules

    pages = {rule.id: rule for rule in rules()}
    if given.id is None:
        write_out("".join(f"{rule.id}\n{_indented(rule.title)}" for rule in rules()))
    elif given.id in pages:
        write_out(f"# {given.id}\n\n{pages[given.id].page.strip()}\n")
    else:
        raise UsageError(f"there is no rule {shown(given.id)}", fix=meant(given.id, pages))
    return 0


def _indented(title: str) -> str:
    from textwrap import fill

    return f"{fill(title, 76, initial_indent='    ', subsequent_indent='    ')}\n"
