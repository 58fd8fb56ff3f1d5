"""The key under which values are masked: from the environment, from a file, or for one run."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from checker.cli.arguments import Parser
from checker.cli.streams import write_err
from checker.errors import UsageError

VARIABLE: Final = "SEAMPROOF_MASK_KEY"
_BYTES: Final = 32
_LONGEST: Final = 65_536


def add_key(ask: Parser) -> None:
    ask.add_argument(
        "--mask-key-file",
        metavar="PATH",
        help=f"the key of the tokens (default: {VARIABLE}, else one for this run alone)",
    )


def key(given: Namespace, environment: Mapping[str, str]) -> tuple[bytes, bool]:
    """
    The key, and whether it is of this run alone.

    Raises:
        UsageError: the file can't be read, or the key is empty.

    """
    if given.mask_key_file is not None:
        return _of_file(given.mask_key_file), False
    if VARIABLE in environment:
        if not environment[VARIABLE].strip():
            raise UsageError(f"{VARIABLE} is empty", fix="set it to a long random text, or unset it")
        return environment[VARIABLE].strip().encode("utf-8", "surrogateescape"), False
    import secrets

    return secrets.token_bytes(_BYTES), True


def say_whose_tokens() -> None:
    """That a later run will have other tokens."""
    write_err(f"The tokens are of this run alone: with a key in {VARIABLE} they stay the same.\n")


def _of_file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            content = file.read(_LONGEST).strip()
    except OSError as error:
        raise UsageError(
            f"the key file {name} can't be read: {error.strerror}", fix="name a file with a long random text"
        ) from error
    if not content:
        raise UsageError(f"the key file {name} is empty", fix="write a long random text into it")
    return content
