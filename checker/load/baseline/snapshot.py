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
    """A file of a commit; of a symbolic link the content is where it leads."""

    id: str
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
            # without sizes: for them git would look into each file of the whole repository
            listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit)
        except GitError as error:
            raise _lacking(error.said) from error
        for entry in listed.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, kind, identifier = about.decode().split()
            path = name.decode(errors="surrogateescape")
            if kind == "blob":
                files[path] = Blob(id=identifier, is_link=mode == _LINK)
            else:
                submodules.add(path)
        self.files: Mapping[str, Blob] = files
        self.submodules = frozenset(submodules)

    def content(self, blob: Blob, *, most: int) -> bytes | None:
        """
        The content of a file; None where it has more bytes than `most`, which are then not read.

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
            size = int(header[2])
            if size > most:
                self._process = None  # its content is in the pipe; the next question starts another
                _ended(process)
                return None
            content = process.stdout.read(size + 1)
        except BrokenPipeError as error:
            raise _lacking("git gave up") from error
        if len(content) != size + 1:
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
