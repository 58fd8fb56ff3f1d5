"""Where the contracts of before lie, by what stands behind `--against`: a revision of git, or a folder."""

import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.errors import UsageError
from checker.load.baseline.git import Git, NoRepositoryError
from checker.load.baseline.revision import Revision
from checker.load.baseline.revisions import Baseline, against
from checker.load.files import DISK, Files, shown_path
from checker.load.sets import has_contract
from checker.model.text import plain

_HERE: Final = "."
_PATH: Final = 200  # characters of one that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """
    The state that a change is held against: `paths` in `files`, called `said`.

    `missing` are those of the given paths where no contract was: what lies there now is new. `here` is what
    the current directory was, where a configuration may lie; nothing need be there.
    """

    said: str
    files: Files
    paths: tuple[str, ...]
    missing: tuple[str, ...]
    here: str
    commit: str | None = None  # None for a folder


def before(paths: Sequence[str], named: str, environment: Mapping[str, str]) -> Before:
    """
    What lay at these paths of the work tree in the baseline that `named` names.

    A folder is written as one (`./old`, `../old`, `/old`), since a change could bring one with the name of a
    branch. It has the paths as the current directory does; or else it is itself what is to be compared, and
    its sets are known by their names. `environment` has the variables of a CI.

    Raises:
        UsageError: there is no such baseline, it has no contract, or is what is to be compared with it: with
            the remedy.
        ContractError: a folder of it can't be read.

    """
    if named in (".", "..") or named.startswith((f".{os.sep}", f"..{os.sep}", os.sep)):
        return _in_folder(paths, named)
    try:
        git = Git(_HERE)
    except NoRepositoryError as error:
        if not DISK.is_folder(named):
            raise
        fix = f"if you mean the folder: --against ./{shlex.quote(plain(named, longest=_PATH))}"
        raise UsageError(error.mistakes[0].message, fix=fix) from error
    return at(git, against(git, named, environment), paths)


def at(git: Git, baseline: Baseline, paths: Sequence[str]) -> Before:
    """
    What lay at these paths of the work tree in a commit.

    Raises:
        UsageError: a path is not in the repository, git has not got the files, or there are contracts in a
            submodule.
        ContractError: a folder of it can't be read.

    """
    files = Revision(git, baseline, paths)
    for submodule in files.submodules:
        if has_contract(str(Path(git.top, submodule))):
            what = f"{plain(submodule, longest=_PATH)} has contracts, and is a repository of its own"
            raise UsageError(what, fix="name the folders beside the submodule, and run this once in there")
    return _of(
        baseline.said, files, zip(paths, files.paths, strict=True), here=files.here, commit=baseline.commit
    )


def _in_folder(paths: Sequence[str], folder: str) -> Before:
    shown = plain(folder, longest=_PATH)
    if not DISK.is_folder(folder):
        raise UsageError(f"there is no folder {shown}", fix="name one that is there, or a revision of git")
    relative = [os.path.relpath(path) for path in paths]
    pairs = list(zip(paths, (str(Path(folder, path)) for path in relative), strict=True))
    if not _is_laid_out_alike(folder, relative):
        if not has_contract(folder):
            listed = ", ".join(plain(path, longest=_PATH) for path in paths)
            what = f"{shown} has no contract, neither at {listed} nor anywhere else"
            raise UsageError(what, fix="name where the contracts of before lie")
        pairs = [(path, folder) for path in paths]
    if any(DISK.lies_in(old, path) and not _is_named(folder, path) for path, old in pairs):
        raise UsageError(
            f"{shown} has what is to be compared with it", fix="name where the contracts of before lie"
        )
    return _of(shown_path(folder), DISK, pairs, here=folder)


def _is_laid_out_alike(folder: str, paths: Iterable[str]) -> bool:
    """
    Whether a folder has what the current directory has: contracts at one of the paths, or below the first
    step of one. A new set has no place in the folder, and the folder that it came into has.
    """
    steps = [Path(path).parts for path in paths]
    return all(step[:1] != ("..",) for step in steps) and any(
        has_contract(str(Path(folder, *step[:length]))) for step in steps for length in (len(step), 1)
    )


def _is_named(folder: str, path: str) -> bool:
    """Whether somebody asks on purpose what became of a folder since itself: nothing."""
    return DISK.real(folder) == DISK.real(path) and DISK.real(folder) != DISK.real(_HERE)


def _of(
    said: str, files: Files, pairs: Iterable[tuple[str, str]], *, here: str, commit: str | None = None
) -> Before:
    both = {path: old if has_contract(old, files=files) else None for path, old in pairs}
    return Before(
        said=said,
        files=files,
        paths=tuple(dict.fromkeys(old for old in both.values() if old is not None)),
        missing=tuple(path for path, old in both.items() if old is None),
        here=here,
        commit=commit,
    )
