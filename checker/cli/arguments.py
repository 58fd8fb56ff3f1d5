"""Parsers of command lines that say what was probably meant."""

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

from checker.errors import CannotCheckError, UsageError

T = TypeVar("T")


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are UsageErrors, and whose help fits 80 columns."""

    def __init__(self, command: str, *, usage: str, description: str, example: str) -> None:
        super().__init__(
            prog=f"seamproof {command}",
            usage=f"seamproof {command} {usage}",
            description=description,
            epilog=example,
            formatter_class=_Help,
            allow_abbrev=False,
        )

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """
        What was given.

        Raises:
            UsageError: something unknown, missing or impossible was.

        """
        given, unknown = self.parse_known_args(arguments)
        if unknown and not any(word.startswith("-") for word in unknown):
            given, unknown = self.parse_known_intermixed_args(arguments)  # a PATH may stand behind flags
        if unknown:
            from checker.cli.choices import meant

            flag = unknown[0].partition("=")[0]
            known = [name for action in self._actions for name in action.option_strings]
            if flag.startswith("-"):
                raise UsageError(f"{self.prog} has no flag {flag}", fix=meant(flag, known))
            raise UsageError(f"{self.prog} can't take {flag} too", fix=f"see {self.prog} --help")
        return given

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}", fix=f"see {self.prog} --help")


class _Help(argparse.RawDescriptionHelpFormatter):
    """The same text whatever the terminal, so that it can be read in review."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80, max_help_position=26)


def reading(read: Callable[[str], T]) -> Callable[[str], T]:
    """For `type=`: the mistake that `read` finds, with its remedy, as argparse wants it."""

    def convert(text: str) -> T:
        try:
            return read(text)
        except CannotCheckError as error:
            (mistake,) = error.mistakes
            raise argparse.ArgumentTypeError(str(mistake)) from error

    return convert
