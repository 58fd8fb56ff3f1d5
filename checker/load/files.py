"""Files read safely: regular files only, never more than asked for, and named as people call them."""

import os
import stat
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from checker.errors import ContractError, Mistake
from checker.model.places import Place

_POINTER: Final = b"version https://git-lfs.github.com/spec/v1\n"  # https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md


class Entry(NamedTuple):
    """What lies in a folder. Links are followed to see whether it is a file, and not to see a folder."""

    name: str
    path: str
    is_link: bool
    is_folder: bool
    is_file: bool


class Files(Protocol):
    """Where the files of contract sets lie: on the disk, or in a revision of git."""

    def content(self, path: str, *, most: int) -> bytes:
        """
        The first `most` + 1 bytes of a file, so that a longer one is seen to be longer.

        Raises:
            ContractError: it is no regular file, can't be read, or is a pointer of Git LFS.

        """
        ...

    def entries(self, folder: str) -> list[Entry]:
        """
        What lies in a folder, sorted; one that nobody may look into is not taken for empty.

        Raises:
            ContractError: it can't be read.

        """
        ...

    def is_there(self, path: str) -> bool:
        """Whether anything has this path, be it a link to nowhere."""
        ...

    def is_file(self, path: str) -> bool: ...

    def is_folder(self, path: str) -> bool: ...

    def lies_in(self, folder: str, path: str) -> bool:
        """Whether a path, all links followed, is below a folder."""
        ...

    def real(self, path: str) -> str:
        """The path with all links followed: two that are one have the same."""
        ...


class Disk:
    """The files that are checked out."""

    def content(self, path: str, *, most: int) -> bytes:
        try:
            # O_NONBLOCK, since opening a FIFO waits for a writer; it means nothing for a regular file
            descriptor = os.open(
                path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise unreadable(path, "it is no regular file")
                data = file.read(most + 1)
        except IsADirectoryError as error:
            raise unreadable(path, "it is a folder") from error
        except OSError as error:
            raise unreadable(path, error.strerror or "the disk gave nothing") from error
        if is_pointer(data):
            raise ContractError([pointer(path)])
        return data

    def entries(self, folder: str) -> list[Entry]:
        try:
            with os.scandir(folder) as found:
                return sorted(map(_entry, found))
        except OSError as error:
            message = f"this folder can't be read: {error.strerror}"
            fix = "see to its rights, or move it elsewhere"
            raise ContractError([Mistake(message=message, place=beginning(folder), fix=fix)]) from error

    def is_there(self, path: str) -> bool:
        return os.path.lexists(path)

    def is_file(self, path: str) -> bool:
        return os.path.isfile(path)  # noqa: PTH113 - of a name that is too long pathlib makes an error

    def is_folder(self, path: str) -> bool:
        return os.path.isdir(path)  # noqa: PTH112

    def lies_in(self, folder: str, path: str) -> bool:
        return Path(self.real(path)).is_relative_to(self.real(folder))

    def real(self, path: str) -> str:
        return os.path.realpath(path)


DISK: Final = Disk()


def shown_path(path: str) -> str:
    """A path as it is shown: from the current directory where it lies below, else as it was given."""
    full = Path(os.path.normpath(Path.cwd() / path))
    return str(full.relative_to(Path.cwd())) if full.is_relative_to(Path.cwd()) else os.path.normpath(path)


def beginning(path: str) -> Place:
    return Place(file=path, line=1, column=1)


def unreadable(path: str, why: str) -> ContractError:
    fix = "put a regular file there that can be read"
    mistake = Mistake(message=f"this can't be read: {why}", place=beginning(path), fix=fix)
    return ContractError([mistake])


def is_pointer(data: bytes) -> bool:
    """Whether a file begins like what Git LFS keeps in git in place of a large one."""
    return data.startswith(_POINTER)


def pointer(path: str, fix: str = "git lfs pull") -> Mistake:
    message = "this is a pointer of Git LFS, and not the file that it stands for"
    return Mistake(message=message, place=beginning(path), fix=fix)


def _entry(found: "os.DirEntry[str]") -> Entry:
    try:
        is_file = found.is_file()
    except OSError:  # a link to itself
        is_file = False
    return Entry(found.name, found.path, found.is_symlink(), found.is_dir(follow_symlinks=False), is_file)
