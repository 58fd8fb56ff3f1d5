"""The files that a commit has: one listing, and one process that gives the contents that are asked for."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from weakref import finalize

from checker.errors import UsageError
from checker.load.baseline.git import Git, GitError
from checker.model.text import plain

_LINK: Final = "120000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A file of a commit, its `size` in bytes; of a symbolic link the content is where it leads."""

    id: str
    size: int
    is_link: bool = False


class Snapshot:
    """
    The `files` of a commit by their path from the top of the repository, with slashes; and the paths of its
    `submodules`, which are other repositories.

    Raises:
        UsageError: git has not got what it needs to say so.

    """

    def __init__(self, git: Git, commit: str) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        files: dict[str, Blob] = {}
        submodules: set[str] = set()
        try:
            listed = git.ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
        except GitError as error:  # sizes too are asked of what a partial clone has not got
            raise _lacking(error.said) from error
        for entry in listed.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, kind, identifier, size = about.decode().split()
            path = name.decode(errors="surrogateescape")
            if size == "BAD":  # and git says no more of it
                raise _lacking(f"object {identifier} is missing")
            if kind == "blob":
                files[path] = Blob(id=identifier, size=int(size), is_link=mode == _LINK)
            else:
                submodules.add(path)
        self.files: Mapping[str, Blob] = files
        self.submodules = frozenset(submodules)

    def content(self, blob: Blob) -> bytes:
        """
        The content of a file. Whoever asks has looked at its size.

        Raises:
            UsageError: git has not got it: a partial clone, or a damaged repository.

        """
        process = self._process
        if process is None:
            process = self._process = self._git.started("cat-file", "--batch")
            finalize(self, _ended, process)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{blob.id}\n".encode())
            process.stdin.flush()
            header = process.stdout.readline().split()
            if len(header) != 3 or header[1] != b"blob":
                raise _lacking(f"object {blob.id} is missing")
            content = process.stdout.read(int(header[2]) + 1)
        except BrokenPipeError as error:
            raise _lacking("git gave up") from error
        if len(content) != int(header[2]) + 1:
            raise _lacking(f"object {blob.id} is damaged")
        return content[:-1]


def _ended(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.kill()
    process.wait()


def _lacking(said: str) -> UsageError:
    why = plain(said.splitlines()[-1] if said else "git does not say why")
    what = f"this clone has not got all files of the baseline: {why}"
    return UsageError(what, fix="if it is a partial clone: git fetch --refetch --no-filter; else: git fsck")
