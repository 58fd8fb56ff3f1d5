"""
A revision as a place where contract sets lie. Paths are written as git writes them: `origin/main:contracts`,
from the top of the repository.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from checker.errors import ContractError, UsageError
from checker.load.baseline.git import Git
from checker.load.baseline.revisions import SHORT, Baseline
from checker.load.baseline.snapshot import Blob, Snapshot
from checker.load.files import Entry, is_pointer, pointer, unreadable
from checker.model.text import plain

_NAME: Final = re.compile(r"[\w@~^-]+(?:[./][\w@~^-]+)*")  # of a revision that can stand in a path
_MOST_LINKS: Final = 40  # that one path goes through, as on Linux
_LONGEST_LINK: Final = 4_096  # bytes


class Revision:
    """
    The files of a commit. `paths` are those of the work tree, from the current directory, as the commit has
    them, `here` is that directory, and `submodules` lie below them, named from the top; what is read of it is
    read when it is asked for.

    Raises:
        UsageError: a path is not in the repository, or git has not got the files.

    """

    def __init__(self, git: Git, baseline: Baseline, paths: Sequence[str]) -> None:
        name = baseline.said if _NAME.fullmatch(baseline.said) else baseline.commit[:SHORT]
        self._start = f"{name}:"
        self._snapshot = Snapshot(git, baseline.commit)
        below = [_from_top(git, path) for path in paths]
        for path in below:
            self._refuse_submodule(path)
        self.paths = tuple(f"{self._start}{path}" for path in below)
        self.submodules = tuple(
            one for one in sorted(self._snapshot.submodules) if any(_is_below(path, one) for path in below)
        )
        self.here = f"{self._start}{git.prefix.removesuffix('/')}"

    def content(self, path: str, *, most: int) -> bytes:
        blob = self._files.get(self._real(self._inner(path)) or "")
        if blob is None or blob.is_link:
            raise unreadable(path, "it is a folder" if self.is_folder(path) else "No such file or directory")
        data = self._snapshot.content(blob, most=most)
        if data is None:
            return bytes(most + 1)  # whoever asks sees that it is longer, and looks no further
        if is_pointer(data):  # a commit never has anything else of it
            fix = "keep it in git itself, or check the revision out and name its folder: --against ./DIR"
            raise ContractError([pointer(path, fix)])
        return data

    def entries(self, folder: str) -> list[Entry]:
        real = self._real(self._inner(folder))
        if real is None or real not in self._folders:
            raise unreadable(folder, "there is no such folder")
        start = folder if folder == self._start else f"{folder}/"
        return sorted(self._entry(name, f"{start}{name}", join(real, name)) for name in self._folders[real])

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
        return outer is not None and inner is not None and _is_below(outer, inner)

    def real(self, path: str) -> str:
        found = self._real(self._inner(path))
        return path if found is None else f"{self._start}{found}"

    def _refuse_submodule(self, path: str) -> None:
        inside = [one for one in self._snapshot.submodules if _is_below(one, path)]
        if inside:
            what = f"{plain(path)} lies in the submodule {plain(inside[0])}, which is a repository of its own"
            raise UsageError(what, fix="run this in there")

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
        relative = path.removeprefix(f"{Path.cwd()}{os.sep}")
        inner = normpath(relative.removeprefix(self._start) or ".")
        return "" if inner == "." else inner

    def _real(self, path: str) -> str | None:
        """The path with every link on it followed; None where one leads out of it, or in a circle."""
        done, rest, links = "", path.split("/") if path else [], 0
        while rest:
            step, *rest = rest
            done = normpath(join(done, step))
            if done == ".." or done.startswith(("../", "/")):
                return None
            if done == ".":
                done = ""
            blob = self._files.get(done)
            if blob is None or not blob.is_link:
                continue
            links += 1
            target = self._target(blob)
            if links > _MOST_LINKS or not target or target.startswith("/"):
                return None
            done, rest = dirname(done), [*target.split("/"), *rest]
        return done

    def _target(self, link: Blob) -> str:
        """Where a link leads; empty where that is no path."""
        content = self._snapshot.content(link, most=_LONGEST_LINK)
        return "" if content is None else content.decode(errors="surrogateescape")


def _is_below(folder: str, path: str) -> bool:
    """Whether a path from the top is a folder or lies in it."""
    return not folder or f"{path}/".startswith(f"{folder}/")


def _from_top(git: Git, path: str) -> str:
    """
    A path from the current directory as one from the top of the work tree. Links of the work tree are not
    followed: the commit may have others.
    """
    found = normpath(join(git.prefix, os.path.relpath(path).replace(os.sep, "/")))
    if found == ".." or found.startswith("../"):
        fix = "name a folder of the repository, or one that has the baseline: --against ./DIR"
        raise UsageError(f"{plain(path)} lies outside of the repository", fix=fix)
    return "" if found == "." else found
