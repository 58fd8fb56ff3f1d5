"""
Work that was done before: bytes by the digest of all that they follow from, in a folder of the user's.

It is never needed. What is damaged, or can't be read or written, is not there, and nobody hears of it.
"""

import os
import stat
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

MOST: Final = 1_000_000_000  # bytes in all
LONGEST: Final = 16_000_000  # bytes of one entry
DAYS: Final = 30  # that an entry stays which nobody asks for

_MARK: Final = b"seamproof kept 1\n"
_FOLDERS: Final = 32
_SELDOM: Final = 16  # writes between two looks at how much there is in a folder
_DAY: Final = 24 * 60 * 60
_BLOCK: Final = 4096  # bytes, what the smallest file takes
_OF_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


class Kept:
    """
    Entries in a folder, each in a file of its own below one of a few folders.

    Files are written beside their place and moved there whole, so that any number of runs may share them.
    After one of some writes a folder is looked through: what was not asked for in `days` goes, then what was
    not for the longest time, until the folder has no more than its part of `most` bytes.
    """

    def __init__(self, folder: str, *, most: int = MOST, days: int = DAYS) -> None:
        self._folder = Path(folder)
        self._most = most // _FOLDERS
        self._days = days
        self._is_ours: bool | None = None  # None until somebody looked
        self._is_writable = True

    def get(self, key: bytes) -> bytes | None:
        """What was kept, whole; None where nothing was."""
        if not self._can_be_used():
            return None
        path = self._path(key)
        try:
            data, seen = _content(path)
        except OSError:
            return None
        head = _MARK + key
        start = len(head) + sha256().digest_size
        if data[: len(head)] != head or sha256(data[start:]).digest() != data[len(head) : start]:
            return None
        if time.time() - seen > _DAY:
            with suppress(OSError):
                os.utime(path)
        return data[start:]

    def put(self, key: bytes, data: bytes) -> None:
        """Keeps it, if that can be done."""
        if len(data) > LONGEST or not self._is_writable:
            return
        path = self._path(key)
        beside = path.parent / f".{token_hex(8)}"
        try:
            self._make(path.parent)
            if not self._can_be_used():
                return
            _write(beside, _MARK + key + sha256(data).digest() + data)
        except OSError:
            self._is_writable = False  # full, or not to be written: the next one would fare no better
            _remove(beside)
            return
        try:
            beside.replace(path)
        except OSError:  # a folder stands there, or on Windows somebody reads it
            _remove(beside)
            return
        if key[1] % _SELDOM == 0:
            with suppress(OSError):
                self._sweep(path.parent)

    def _path(self, key: bytes) -> Path:
        return self._folder / f"{key[0] % _FOLDERS:02x}" / key.hex()

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            self._is_ours = None

    def _can_be_used(self) -> bool:
        """Whether nobody else may write there: what others put there is not to be believed."""
        if self._is_ours is None:
            try:
                seen = self._folder.stat()
            except OSError:
                return False
            self._is_ours = sys.platform == "win32" or (
                seen.st_uid == os.geteuid() and not seen.st_mode & _OF_OTHERS
            )
        return self._is_ours

    def _sweep(self, folder: Path) -> None:
        now = time.time()
        files: list[tuple[float, int, str]] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    seen = entry.stat(follow_symlinks=False)
                    # a file beside its place is of a run that goes on, or was killed
                    is_old = now - seen.st_mtime > (1 if entry.name.startswith(".") else self._days) * _DAY
                    size = -(-seen.st_size // _BLOCK) * _BLOCK
                    files.append((0.0 if is_old else seen.st_mtime, size, entry.path))
        size = sum(size for _, size, _ in files)
        for used, its_size, path in sorted(files):
            if used and size <= self._most:
                break
            size -= its_size
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108  # a string is what we have


def _content(path: Path) -> tuple[bytes, float]:
    """What a file has and when it was last used. Raises OSError, also where it is no file or has too much."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    opened = os.open(path, flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    with open(opened, "rb", buffering=0) as file:  # noqa: PTH123  # it is open already
        seen = os.fstat(opened)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > 2 * LONGEST:
            raise OSError("this is nothing that was kept")
        return file.readall(), seen.st_mtime


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:  # noqa: PTH123  # with rights of its own
        file.write(data)
