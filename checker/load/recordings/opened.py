"""Opening the file of a recording, and nothing that would wait for ever."""

import os
import stat
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeAlias

from checker.errors import ContractError, Mistake, RecordingError
from checker.load import remote
from checker.load.files import DISK, Disk, Files, is_pointer, pointer
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place

State: TypeAlias = tuple[int, int]

_POINTER = 64  # bytes, enough to see one of Git LFS


def opened(
    path: str, *, files: Files = DISK, limits: Limits = DEFAULT, fetched: int | None = None
) -> BinaryIO:
    """
    The file, open for reading. One that does not lie on the disk is held in memory: it may have no more than
    `decompressed_size` bytes. Of one at a URL the first `fetched` bytes that are read are fetched at once.

    Raises:
        RecordingError: it can't be opened, is a pointer of Git LFS, or is no file: a pipe would let us wait
            for ever.
        MissingExtraError: what reads such a URL is not installed.

    """
    if isinstance(files, Disk) and remote.is_url(path):
        return _at_url(path, fetched)
    return _on_disk(path) if isinstance(files, Disk) else _held(path, files, limits.decompressed_size)


def state(path: str, files: Files = DISK) -> State | None:
    """
    What changes when somebody writes to the file: its size, and its time or the tag that a store gives it.
    None when it is gone, and where nobody can write to it.
    """
    if not isinstance(files, Disk):
        return None
    try:
        if remote.is_url(path):
            return remote.state(path)
        seen = os.stat(path)  # noqa: PTH116  # a string is what we have
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


def _on_disk(path: str) -> BinaryIO:
    try:
        mode = Path(path).stat().st_mode
        file = Path(path).open("rb") if stat.S_ISREG(mode) else None  # noqa: SIM115  # whoever asks closes it
        start = b"" if file is None else file.peek(_POINTER)
    except OSError as error:
        raise _refused(
            path, f"{path} can't be opened: {error.strerror}", "see to its path and rights"
        ) from error
    if file is None:
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise _refused(path, f"{path} is {what}", "name a file that holds a recording")
    if is_pointer(start):
        file.close()
        raise RecordingError([pointer(path)])
    return file


def _at_url(path: str, fetched: int | None) -> BinaryIO:
    try:
        return remote.opened(path, fetched)
    except OSError as error:
        raise _refused(
            path, f"{path} can't be opened: {error.strerror}", "see to its URL and rights"
        ) from error


def _held(path: str, files: Files, most: int) -> BinaryIO:
    try:
        data = files.content(path, most=most)
    except ContractError as error:
        raise RecordingError(error.mistakes) from error
    if len(data) > most:
        what = f"{path} has more than {most:,} bytes, the most that is read of a file that is not on the disk"
        raise _refused(path, what, f"split it, or raise the limit with --limit decompressed_size={2 * most}")
    if is_pointer(data):
        raise RecordingError([pointer(path)])
    return BytesIO(data)


def _refused(path: str, message: str, fix: str) -> RecordingError:
    return RecordingError([Mistake(message=message, place=Place(file=path, line=1, column=1), fix=fix)])
