"""The one way in which files are written: whole, or not at all."""

import os
import secrets
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from gzip import GzipFile
from pathlib import Path

from checker.errors import UsageError


def refuse_unwritable(path: str) -> None:
    """Says before any work that a file could not be written. Leaves nothing behind."""
    target = _target(path)
    scratch = _scratch(target)
    try:
        os.close(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        scratch.unlink()
    except OSError as error:
        raise _unwritable(path, error) from error


def write(path: str, text: str) -> None:
    """
    Puts the text there in one step: beside it first, forced to disk, then in its place.

    What stood there stays whole when the disk is full or the run ends in the middle.
    """
    write_pieces(path, (text,))


def write_pieces(path: str, pieces: Iterable[str]) -> None:
    """
    The same for a text that comes piece by piece, packed where the name ends in `.gz`.

    Where making the pieces fails, nothing is written.
    """
    target = _target(path)
    scratch = _scratch(target)
    try:
        try:
            _write_through(scratch, pieces, is_packed=path.endswith(".gz"))
            scratch.replace(target)
        except BaseException:
            with suppress(OSError):
                scratch.unlink()
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _write_through(scratch: Path, pieces: Iterable[str], *, is_packed: bool) -> None:
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
        with GzipFile("", "wb", fileobj=file, mtime=0) if is_packed else nullcontext(file) as content:
            for piece in pieces:
                content.write(piece.encode("utf-8", "backslashreplace"))
        file.flush()
        os.fsync(file.fileno())


def _target(path: str) -> Path:
    """The file itself where `path` is a link to it. Devices, pipes and folders are no place for a report."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        what = "a folder" if target.is_dir() else "not an ordinary file"
        raise UsageError(f"{path} can't be written: it is {what}", fix="name a file")
    if not target.parent.is_dir():
        raise UsageError(f"{path} can't be written: there is no folder {target.parent}", fix="make it first")
    return target


def _scratch(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}")


def _unwritable(path: str, error: OSError) -> UsageError:
    return UsageError(f"{path} can't be written: {error.strerror}", fix="name a place that can be written")
