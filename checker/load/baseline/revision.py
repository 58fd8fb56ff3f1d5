"""
A revision as a place where contract sets lie. Paths are written as git writes them: `origin/main:contracts`,
from the top of the repository.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Final

from checker.errors import UsageError
from checker.load.baseline.git import Git
from checker.load.baseline.revisions import Baseline
from checker.load.baseline.snapshot import Blob, snapshot
from checker.load.files import Entry, unreadable
from checker.load.folders import RECORDINGS
from checker.model.limits import Limits
from checker.model.text import plain

_NAME: Final = re.compile(r"[\w@~^-]+(?:[./]?[\w@~^-]+)*")  # of a revision that can stand in a path
_SHORT: Final = 9  # characters of an id that people read
_MOST_LINKS: Final = 40  # that one path goes through, as on Linux


class Revision:
    """
    The files of a commit below some paths of the work tree. What is no recording is read at once.

    Raises:
        UsageError: a path is not in the repository, or git has not got the files.

    """

    def __init__(self, git: Git, baseline: Baseline, paths: Sequence[str], limits: Limits) -> None:
        name = baseline.said if _NAME.fullmatch(baseline.said) else baseline.commit[:_SHORT]
        self._start = f"{name}:"
        self._most = limits.contract_size
        below = [_from_top(git, path) for path in paths]
        self.paths = tuple(f"{self._start}{path}" for path in below)
        """The given paths, in this revision."""
        self._snapshot = snapshot(git, baseline.commit, below)
        wanted = (path for path in self._files if RECORDINGS not in path.split("/"))
        self._read = dict(self._snapshot.read(wanted, most=self._most))

    def content(self, path: str, *, most: int) -> bytes:
        real = self._real(self._inner(path))
        blob = self._files.get(real) if real is not None else None
        if real is None or blob is None:
            raise unreadable(path, "it is a folder" if self.is_folder(path) else "No such file or directory")
        if blob.size > most:
            return bytes(most + 1)  # whoever asks sees that it is longer, and looks no further
        if real not in self._read:
            self._read |= self._snapshot.read([real], most=most)
        return self._read[real]

    def entries(self, folder: str) -> list[Entry]:
        real = self._real(self._inner(folder))
        if real is None or real not in self._folders:
            raise unreadable(folder, "there is no such folder")
        return sorted(self._entry(name, f"{folder}/{name}", join(real, name)) for name in self._folders[real])

    def is_there(self, path: str) -> bool:
        inner = self._inner(path)
        real = self._real(dirname(inner))
        own = None if real is None else normpath(join(real, inner.rpartition("/")[2]))
        return own in self._files or self.is_folder(path)

    def is_file(self, path: str) -> bool:
        return self._real(self._inner(path)) in self._files

    def is_folder(self, path: str) -> bool:
        return self._real(self._inner(path)) in self._folders

    def lies_in(self, folder: str, path: str) -> bool:
        outer, inner = self._real(self._inner(folder)), self._real(self._inner(path))
        return outer is not None and inner is not None and (not outer or f"{inner}/".startswith(f"{outer}/"))

    @property
    def _files(self) -> Mapping[str, Blob]:
        return self._snapshot.files

    @cached_property
    def _folders(self) -> Mapping[str, Iterable[str]]:
        """The names in each folder; there are no empty ones."""
        found: dict[str, dict[str, None]] = {}
        for path in self._files:
            folder, _, name = path.rpartition("/")
            while name not in found.setdefault(folder, {}):
                found[folder][name] = None
                folder, _, name = folder.rpartition("/")
                if not name:
                    break
        return found

    def _entry(self, name: str, path: str, real: str) -> Entry:
        blob = self._files.get(real)
        is_link = blob is not None and blob.is_link
        return Entry(name, path, is_link, real in self._folders, self._real(real) in self._files)

    def _inner(self, path: str) -> str:
        """The path from the top of the repository; empty for the top itself."""
        inner = normpath(path.removeprefix(self._start) or ".")
        return "" if inner == "." else inner

    def _real(self, path: str) -> str | None:
        """The path with every link on it followed; None where one leads out of it, or in a circle."""
        done, rest, links = "", path.split("/") if path else [], 0
        while rest:
            step, *rest = rest
            done = normpath(join(done, step))
            if done.startswith(("..", "/")):
                return None
            if done == ".":
                done = ""
            blob = self._files.get(done)
            if blob is None or not blob.is_link:
                continue
            links += 1
            target = self._target(done)
            if links > _MOST_LINKS or target.startswith("/"):
                return None
            done, rest = dirname(done), [*target.split("/"), *rest]
        return done

    def _target(self, link: str) -> str:
        if link not in self._read:  # among recordings
            self._read |= self._snapshot.read([link], most=self._most)
        return self._read[link].decode(errors="surrogateescape")


def _from_top(git: Git, path: str) -> str:
    """A path of the work tree from its top."""
    found = os.path.relpath(os.path.realpath(path), os.path.realpath(git.top)).replace(os.sep, "/")
    if found.partition("/")[0] == "..":
        fix = "name a folder of the repository, or one that has the baseline: --against DIR"
        raise UsageError(f"{plain(path)} lies outside of the repository", fix=fix)
    return "" if found == "." else found
