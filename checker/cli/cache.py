"""
Where results are kept for the next run: outside any project, where a user keeps what can be made again.

What lies in a project is written by whoever proposes a change of it, and must not say how that is judged.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from checker.errors import UsageError

VARIABLE: Final = "SEAMPROOF_CACHE"


def home(environment: Mapping[str, str], paths: Iterable[str], platform: str = sys.platform) -> str | None:
    """
    Where a user keeps such things; None where that is nowhere, or in a project of these paths.

    Raises:
        UsageError: the folder that is named lies in a project of these paths.

    """
    named = environment.get(VARIABLE)
    found = named or _usual(environment, platform)
    if found is None:
        return None
    place = Path(os.path.realpath(found))
    for project in map(_project, paths):
        if place.is_relative_to(project):
            if not named:
                return None
            raise UsageError(
                f"{VARIABLE} names {named}, which lies in {project}: whoever proposes a change there "
                "could put results into it",
                fix=f"let {VARIABLE} name a folder elsewhere, or leave it out with --no-cache",
            )
    return found


def _project(path: str) -> Path:
    """The work tree that a path lies in; where there is none, the folder that it is or lies in."""
    found = Path(os.path.realpath(path))
    folder = found.parent if found.is_file() else found
    trees = (one for one in (folder, *folder.parents) if os.path.lexists(one / ".git"))
    return next(trees, folder)


def _usual(environment: Mapping[str, str], platform: str) -> str | None:
    if platform == "win32":
        found = environment.get("LOCALAPPDATA")
        return os.path.join(found, "seamproof", "cache") if found else None  # noqa: PTH118
    caches = environment.get("XDG_CACHE_HOME", "")
    if Path(caches).is_absolute() and platform != "darwin":  # one that is relative is to be ignored
        return os.path.join(caches, "seamproof")  # noqa: PTH118
    user = os.path.expanduser("~")  # noqa: PTH111  # gives it back where there is none
    below = ("Library", "Caches") if platform == "darwin" else (".cache",)
    return os.path.join(user, *below, "seamproof") if Path(user).is_absolute() else None  # noqa: PTH118
