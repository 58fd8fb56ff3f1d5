"""Standard output and standard error: who listens there, and what they can take."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO


def write_out(text: str) -> None:
    """
    To standard output, all of it at once.

    A reader that has gone away (`| head -1`) is no fault of anybody. A disk that is full is said.
    """
    out = sys.stdout
    if out is None:
        from checker.errors import OutputError

        raise OutputError("standard output is closed", fix="send it somewhere, to /dev/null for nothing")
    _take_any_text(out)
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:
        _silence(out)
    except OSError as error:
        from checker.errors import OutputError

        _silence(out)
        raise OutputError(f"standard output can't be written: {error.strerror}") from error


def write_err(text: str) -> None:
    """To standard error, as far as anybody reads it."""
    err = sys.stderr
    if err is None:
        return
    _take_any_text(err)
    try:
        err.write(text)
        err.flush()
    except OSError:
        _silence(err)


def wants_colour(choice: str, environment: Mapping[str, str], stream: TextIO | None = None) -> bool:
    """`always` and `never` are obeyed; `auto` asks NO_COLOR, FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal(stream or sys.stdout) and environment.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def width(stream: TextIO | None = None) -> int:
    """Columns of the terminal, within what can be read well; 80 for files and pipes."""
    if not is_terminal(stream or sys.stdout):
        return 80
    from shutil import get_terminal_size

    return max(40, min(120, get_terminal_size((80, 24)).columns))


def _take_any_text(stream: TextIO) -> None:
    """Characters that the encoding of the stream does not have are spelled out."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _silence(stream: TextIO) -> None:
    """Nothing more gets through, so that the end of the program does not stumble over it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
