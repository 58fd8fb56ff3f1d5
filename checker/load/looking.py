"""What the files of contract sets look like just now, so that a change can be seen."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from checker.errors import CannotCheckError
from checker.load.sets import set_folders

Look: TypeAlias = Mapping[str, tuple[int, int, int, int]]  # of each file, by its path


def look(
    paths: Sequence[str],
    beside: Iterable[str],
    without: Iterable[str],
    *,
    against: str | None = None,
    streams: Iterable[int] = (),
) -> Look:
    """
    All files that a check of these paths may read, and the files `beside`; not those `without`, nor those
    behind the descriptors `streams`, which it writes. What begins with a dot is not read, and links to
    folders are not followed.

    Where `against` is a folder, all files of it are looked at. Where it is a revision of git, nothing is: a
    branch that moves is no change.
    """
    left_out = {os.path.realpath(path) for path in without}
    outputs = [os.fstat(stream) for stream in streams]
    found: dict[str, tuple[int, int, int, int]] = {}
    roots = [*map(_root, paths), *([against] if against and _is_folder(against) else [])]
    for root in dict.fromkeys(map(os.path.realpath, roots)):
        for path in _files(root):
            if path not in left_out:
                _add(path, found, outputs)
    for path in beside:
        _add(os.path.realpath(path), found, outputs)
    return found


def _is_folder(against: str) -> bool:
    """Whether a baseline is written as a folder (`./old`, `../old`, `/old`), and not as a revision."""
    return against.partition(os.sep)[0] in ("", ".", "..")


def _root(path: str) -> str:
    """The folder to look into: for a file of a contract that of its set."""
    if os.path.isdir(path):  # noqa: PTH112 - of a name that is too long pathlib makes an error
        return path
    try:
        return next(iter(set_folders([path])))
    except CannotCheckError:
        return str(Path(path).parent)


def _files(root: str) -> Iterator[str]:
    pending = [root]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        yield entry.path
        except OSError:  # gone by now, or not for us: the check will say so
            continue


def _add(path: str, found: dict[str, tuple[int, int, int, int]], outputs: Iterable[os.stat_result]) -> None:
    try:
        known = os.stat(path)  # noqa: PTH116
    except OSError:
        return
    if any(os.path.samestat(known, output) for output in outputs):
        return
    found[path] = (known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino)


def changes(before: Look, now: Look) -> tuple[str, ...]:
    """The files that came, went or changed, sorted."""
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))
