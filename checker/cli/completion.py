"""`seamproof completion`: the script by which a shell completes commands, flags and their values."""

from collections.abc import Sequence

from checker.cli.arguments import Parser, reading
from checker.cli.choices import one_of

SHELLS = ("bash", "zsh", "fish")
EXAMPLE = """\
The script is made from the commands as they are, and runs nothing when you
press the tabulator key. Make it anew after an upgrade.

examples:
  source <(seamproof completion bash)
  seamproof completion zsh > ~/.zfunc/_seamproof
  seamproof completion fish > ~/.config/fish/completions/seamproof.fish
"""


def parser() -> Parser:
    ask = Parser(
        "completion",
        usage="bash|zsh|fish",
        description="Prints a script for your shell that completes what you type: commands, flags,\n"
        "the words that a flag takes, rules and vocabularies by name, and files.",
        example=EXAMPLE,
    )
    ask.add_argument(
        "shell", metavar="SHELL", type=reading(lambda text: one_of(SHELLS, text)), help="bash, zsh or fish"
    )
    return ask


def run(arguments: Sequence[str]) -> int:
    shell = parser().parse(arguments).shell
    from importlib import import_module

    from checker.cli.shells import commands
    from checker.cli.streams import write_out

    script: str = import_module(f"checker.cli.shells.{shell}").script(commands())
    write_out(script)
    return 0
