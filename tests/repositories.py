"""Repositories of git that tests make."""

import os
import subprocess
from pathlib import Path
from typing import Final

_WHO: Final = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in {"NAME": "A", "EMAIL": "a@example.org"}.items()
}


def git(folder: Path, *arguments: str) -> str:
    """What git answers in a folder, as nobody in particular and without anybody's configuration."""
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, **_WHO, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    """All that is in the folder as one commit, in a repository that is made where there is none; its id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "--message", message)
    return git(folder, "rev-parse", "HEAD")
