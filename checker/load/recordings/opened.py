"""Opening the file of a recording, and nothing that would wait for ever."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from checker.errors import Mistake, RecordingError
from checker.model.places import Place


def opened(path: str) -> BinaryIO:
    """
    The file, open for reading.

    Raises:
        RecordingError: it can't be opened, or is no file: a pipe would let us wait for ever.

    """
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISREG(mode):
            return Path(path).open("rb")
    except OSError as error:
        raise _refused(
            path, f"{path} can't be opened: {error.strerror}", "see to its path and rights"
        ) from error
    what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
    raise _refused(path, f"{path} is {what}", "name a file that holds a recording")


def state(path: str) -> tuple[int, int] | None:
    """What changes when somebody writes to the file: its size and time; None when it is gone."""
    try:
        seen = os.stat(path)  # noqa: PTH116  # a string is what we have
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


def _refused(path: str, message: str, fix: str) -> RecordingError:
    return RecordingError([Mistake(message=message, place=Place(file=path, line=1, column=1), fix=fix)])
