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
from checker.model.limits import DEFAULT, Limits
from checker.model.text import plain

_HERE: Final = "."


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


def before(
    paths: Sequence[str], named: str, environment: Mapping[str, str], *, limits: Limits = DEFAULT
) -> Before:
    """
    What lay at these paths of the work tree in the baseline that `named` names.

    A folder has them as the current directory does (`old/contracts` for `contracts`), or is what one path
    was before. `environment` are the variables of a CI, for `auto`.

    Raises:
        UsageError: there is no such baseline, or it can't be told which is meant: with the remedy.

    """
    if _is_folder(named):
        return _in_folder(paths, named)
    git = Git(_HERE)
    baseline = against(git, named, environment)
    place = Revision(git, baseline, paths, limits)
    return _of(baseline.said, place, zip(paths, place.paths, strict=True))


def _is_folder(named: str) -> bool:
    """Whether a folder is meant; where it may be a revision as well, nobody can tell."""
    is_there = Path(named).is_dir()
    if named.startswith((f".{os.sep}", f"..{os.sep}", os.sep)) or named in (".", ".."):
        if not is_there:
            fix = "name one that is there, or a revision of git"
            raise UsageError(f"there is no folder {plain(named)}", fix=fix)
        return True
    if is_there and _is_revision(named):
        shown = plain(named)
        fix = f"write ./{shown} for the folder, refs/heads/{shown} for a branch"
        raise UsageError(f"{shown} is a folder and a revision", fix=fix)
    return is_there


def _is_revision(named: str) -> bool:
    try:
        return Git(_HERE).commit(named) is not None
    except UsageError:  # no git, or no repository
        return False


def _in_folder(paths: Sequence[str], folder: str) -> Before:
    inside = [str(Path(folder, shown_path(path))) for path in paths]
    if len(paths) == 1 and not DISK.is_there(inside[0]):
        inside = [folder]
    return _of(shown_path(folder), DISK, zip(paths, inside, strict=True))


def _of(said: str, files: Files, pairs: "zip[tuple[str, str]]") -> Before:
    both = list(pairs)
    return Before(
        said=said,
        files=files,
        paths=tuple(old for _, old in both if files.is_there(old)),
        missing=tuple(path for path, old in both if not files.is_there(old)),
    )
