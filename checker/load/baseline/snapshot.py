"""Files as a commit has them: one listing, and one answer for all that is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files by their path from the top of the repository, with slashes."""

    git: Git
    commit: str
    files: Mapping[str, Blob]

    def read(self, paths: Iterable[str], *, most: int) -> Mapping[str, bytes]:
        """
        The content of these files; those with more than `most` bytes are left out.

        Raises:
            KeyError: one of them is not there.
            UsageError: git has not got the content: a partial clone, or a damaged repository.

        """
        wanted = {path: self.files[path] for path in paths}
        small = {path: blob for path, blob in wanted.items() if blob.size <= most}
        ids = list(dict.fromkeys(blob.id for blob in small.values()))
        contents = dict(zip(ids, _contents(self.git, ids), strict=True))
        return {path: contents[blob.id] for path, blob in small.items()}


def snapshot(git: Git, commit: str, folders: Sequence[str]) -> Snapshot:
    """
    What a commit has below these folders or files, whose paths are from the top of the repository; an empty
    one is all of it.

    Submodules are other repositories, and not listed.

    Raises:
        UsageError: git has not got what it needs to say so.

    """
    listing = ("ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", commit, "--")
    try:
        listed = git.ask(*listing, *(folder.rstrip("/") or "." for folder in folders))
    except GitError as error:  # sizes too are asked of what a partial clone has not got
        raise _lacking(error.said) from error
    files: dict[str, Blob] = {}
    for entry in listed.split(b"\0")[:-1]:
        about, _, name = entry.partition(b"\t")
        mode, kind, identifier, size = about.decode().split()
        if kind == "blob":
            path = name.decode(errors="surrogateescape")
            files[path] = Blob(id=identifier, size=int(size), is_link=mode == _LINK)
    return Snapshot(git, commit, files)


def _contents(git: Git, ids: list[str]) -> list[bytes]:
    """The content of each object, in one answer."""
    if not ids:
        return []
    try:
        answer = git.ask("cat-file", "--batch", given="".join(f"{one}\n" for one in ids).encode())
    except GitError as error:
        raise _lacking(error.said) from error
    found: list[bytes] = []
    at = 0
    for one in ids:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if header[1:] == [b"missing"]:
            raise _lacking(f"object {one} is missing")
        size = int(header[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _lacking(said: str) -> UsageError:
    why = plain(said.splitlines()[-1] if said else "git does not say why")
    what = f"this clone has not got all files of the baseline: {why}"
    return UsageError(what, fix="if it is a partial clone: git fetch --refetch --no-filter; else: git fsck")
