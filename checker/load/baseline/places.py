"""Where the contracts of before lie, by what stands behind `--against`: a revision of git, or a folder."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.errors import UsageError
from checker.load.baseline.git import Git
from checker.load.baseline.revision import Revision
from checker.load.baseline.revisions import against
from checker.load.files import DISK, Files, shown_path
from checker.model.text import plain

_HERE: Final = "."
_PATH: Final = 200  # characters of one that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """
    The state that a change is held against: `paths` in `files`, called `said`.

    `missing` are those of the given paths that were not there: their contracts are new.
    """

    said: str
    files: Files
    paths: tuple[str, ...]
    missing: tuple[str, ...]


def before(paths: Sequence[str], named: str, environment: Mapping[str, str]) -> Before:
    """
    What lay at these paths of the work tree in the baseline that `named` names.

    A folder is written as one (`./old`, `../old`, `/old`), since a change could bring one with the name of a
    branch; it has the paths as the current directory does. `environment` has the variables of a CI.

    Raises:
        UsageError: there is no such baseline, or a path is not in it: with the remedy.

    """
    if named in (".", "..") or named.startswith((f".{os.sep}", f"..{os.sep}", os.sep)):
        return _in_folder(paths, named)
    git = Git(_HERE)
    baseline = against(git, named, environment)
    place = Revision(git, baseline, paths)
    return _of(baseline.said, place, zip(paths, place.paths, strict=True))


def _in_folder(paths: Sequence[str], folder: str) -> Before:
    shown = plain(folder, longest=_PATH)
    if not DISK.is_folder(folder):
        raise UsageError(f"there is no folder {shown}", fix="name one that is there, or a revision of git")
    if DISK.real(folder) == DISK.real(_HERE):
        raise UsageError(
            f"{shown} is what is to be compared with it", fix="name where the contracts of before lie"
        )
    inside: list[str] = []
    for path in paths:
        relative = os.path.relpath(path)
        if Path(relative).parts[0] == "..":
            outside = f"{plain(path, longest=_PATH)} lies outside of the current directory"
            what = f"{outside}, so nobody can tell where it lies in {shown}"
            raise UsageError(what, fix="run this above both")
        inside.append(str(Path(folder, relative)))
    return _of(shown_path(folder), DISK, zip(paths, inside, strict=True))


def _of(said: str, files: Files, pairs: "zip[tuple[str, str]]") -> Before:
    both = list(pairs)
    return Before(
        said=said,
        files=files,
        paths=tuple(old for _, old in both if files.is_there(old)),
        missing=tuple(path for path, old in both if not files.is_there(old)),
    )
