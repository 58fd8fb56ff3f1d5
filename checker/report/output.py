"""The one way in which files are written: whole, or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from gzip import GzipFile
from pathlib import Path

from checker.errors import UsageError


def refuse_unwritable(path: str) -> None:
    """Says before any work that a file could not be written. Leaves nothing behind."""
    target = _target(path)
    scratch = _scratch(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise UsageError(f"{path} can't be written: it is read-only", fix="name a place that can be written")
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
    The same for a text that comes piece by piece.

    Where making the pieces fails, nothing is written.
    """
    with growing(path) as put:
        for piece in pieces:
            put(piece)


@contextmanager
def growing(path: str) -> Iterator[Callable[[str | bytes], None]]:
    """
    What writes to a file that grows beside its place and is put there at the end.

    It is packed where the name ends in `.gz`.

    Where something fails meanwhile, nothing is written.
    """
    target = _target(path)
    scratch = _scratch(target)
    try:
        try:
            descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            with _filling(descriptor, is_packed=path.endswith(".gz")) as put:
                yield put
            scratch.replace(target)
        except BaseException:
            with suppress(OSError):
                scratch.unlink()
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def rewrite(path: str, before: bytes, after: bytes) -> None:
    """
    Puts other content in the place of what a file has, in one step, and leaves its rights as they are.

    Raises:
        UsageError: it may not be written, or holds something else than `before` by now.

    """
    target = _target(path)
    scratch = _scratch(target)
    try:
        if target.read_bytes() != before:
            raise UsageError(f"{path} was changed meanwhile, and is left as it is", fix="run it once more")
        try:
            _fill(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), (after,), is_packed=False)
            scratch.chmod(target.stat().st_mode & 0o7777)
            scratch.replace(target)
        except BaseException:
            with suppress(OSError):
                scratch.unlink()
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def write_new(files: Mapping[str, str]) -> None:
    """
    Makes files that are not there yet, by their paths, and the folders they need: all of them, or none.

    Raises:
        UsageError: one is there by now, or can't be written.

    """
    made: list[Path] = []
    path = ""
    try:
        try:
            for path, text in files.items():
                _make_folders(Path(path).parent, made)
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
                made.append(Path(path))
                _fill(descriptor, (text,), is_packed=False)
        except BaseException:
            for each in reversed(made):
                with suppress(OSError):
                    each.rmdir() if each.is_dir() else each.unlink()
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _fill(descriptor: int, pieces: Iterable[str | bytes], *, is_packed: bool) -> None:
    with _filling(descriptor, is_packed=is_packed) as put:
        for piece in pieces:
            put(piece)


@contextmanager
def _filling(descriptor: int, *, is_packed: bool) -> Iterator[Callable[[str | bytes], None]]:
    """What writes to a new file; all of it is forced to disk at the end."""
    with open(descriptor, "wb") as file:
        with GzipFile("", "wb", fileobj=file, mtime=0) if is_packed else nullcontext(file) as content:

            def put(piece: str | bytes) -> None:
                content.write(
                    piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
                )

            yield put
        file.flush()
        os.fsync(file.fileno())


def _target(path: str) -> Path:
    """The file itself where `path` is a link to it. Devices, pipes and folders are no place for a report."""
    if (given := Path(path)).exists() and not given.is_file():  # a pipe has no real path
        what = "a folder" if given.is_dir() else "not an ordinary file"
        raise UsageError(f"{path} can't be written: it is {what}", fix="name a file")
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise UsageError(f"{path} can't be written: there is no folder {target.parent}", fix="make it first")
    return target


def _scratch(target: Path) -> Path:
    import secrets

    return target.with_name(f".{target.name}.{secrets.token_hex(4)}")


def _unwritable(path: str, error: OSError) -> UsageError:
    return UsageError(f"{path} can't be written: {error.strerror}", fix="name a place that can be written")
