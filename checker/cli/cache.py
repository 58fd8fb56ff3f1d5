"""Where results are kept for the next run: outside any project, where a user keeps what can be made again."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "SEAMPROOF_CACHE"


def home(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Where a user keeps such things; None where that is nowhere."""
    named = environment.get(VARIABLE)
    if named:
        return named
    if platform == "win32":
        found = environment.get("LOCALAPPDATA")
        return os.path.join(found, "seamproof", "cache") if found else None  # noqa: PTH118
    caches = environment.get("XDG_CACHE_HOME", "")
    if Path(caches).is_absolute() and platform != "darwin":  # one that is relative is to be ignored
        return os.path.join(caches, "seamproof")  # noqa: PTH118
    user = os.path.expanduser("~")  # noqa: PTH111  # gives it back where there is none
    below = ("Library", "Caches") if platform == "darwin" else (".cache",)
    return os.path.join(user, *below, "seamproof") if Path(user).is_absolute() else None  # noqa: PTH118
