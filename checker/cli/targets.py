"""Where reports go: said before any work where one can't, or would take the place of what is checked."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from checker.errors import CannotCheckError, UsageError

_OURS: Final = b'"seamproof"'
_HEAD: Final = 2_000  # bytes
_OF_SETS: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".csv", ".gz", ".zst"})


def refuse_targets(targets: Sequence[tuple[str, str]], paths: Sequence[str]) -> None:
    """
    Raises:
        UsageError: two reports would go to one file, one would overwrite what a check of these paths reads,
            or one can't be written. Nothing is left behind.

    """
    from checker.report.output import refuse_unwritable

    files = [os.path.realpath(path) for _, path in targets]
    for file, (form, path) in zip(files, targets, strict=True):
        if files.count(file) > 1:
            raise UsageError(f"two reports would be written to {path}", fix="give each a file of its own")
        if path == "-":
            fix = f"write --output-format {form} for standard output"
            raise UsageError("a report goes to a file", fix=fix)
        refuse_unwritable(path)
        if Path(file).exists() and _is_read(Path(file), paths):
            raise UsageError(f"{path} is part of what is checked", fix="name another file for the report")


def _is_read(file: Path, paths: Sequence[str]) -> bool:
    """Whether a file that is there configures a check, or belongs to a contract set."""
    if file.suffix == ".toml":
        return True
    if file.suffix == ".json" and _OURS in file.read_bytes()[:_HEAD]:  # a report of a run before
        return False
    return file.suffix in _OF_SETS and any(file.is_relative_to(folder) for folder in _folders(paths))


def _folders(paths: Sequence[str]) -> Sequence[str]:
    from checker.load.sets import set_folders

    try:
        return [os.path.realpath(folder) for folder in set_folders(paths)]
    except CannotCheckError:  # the check says why
        return [os.path.realpath(path) for path in paths]
