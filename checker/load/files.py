"""Files read safely: regular files only, never more than asked for, and named as people call them."""

import os
import stat
from pathlib import Path

from checker.errors import ContractError, Mistake
from checker.model.places import Place


def shown_path(path: str) -> str:
    """A path as it is shown: from the current directory where it lies below, else as it was given."""
    full = Path(os.path.normpath(Path.cwd() / path))
    return str(full.relative_to(Path.cwd())) if full.is_relative_to(Path.cwd()) else os.path.normpath(path)


def content(path: str, *, most: int) -> bytes:
    """
    The first `most` + 1 bytes of a file, so that a longer one is seen to be longer.

    Raises:
        ContractError: it is no regular file (a FIFO would wait for ever), or can't be read.

    """
    try:
        # O_NONBLOCK, since opening a FIFO waits for a writer; it means nothing for a regular file
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _unreadable(path, "it is no regular file")
            return file.read(most + 1)
    except IsADirectoryError as error:
        raise _unreadable(path, "it is a folder") from error
    except OSError as error:
        raise _unreadable(path, error.strerror or "the disk gave nothing") from error


def beginning(path: str) -> Place:
    return Place(file=path, line=1, column=1)


def lies_in(folder: str, path: str) -> bool:
    """Whether a path, all links followed, is below a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unreadable(path: str, why: str) -> ContractError:
    fix = "put a regular file there that can be read"
    mistake = Mistake(message=f"this can't be read: {why}", place=beginning(path), fix=fix)
    return ContractError([mistake])
