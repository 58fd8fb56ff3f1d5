"""Small repositories, made by git itself."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., str]
_NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
_NAMES = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *_NAMES, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, **files: str) -> str:
    """Writes these files, commits all, and gives the id; an underscore stands for a dot in a name."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "one")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of whoever runs the tests, and no variables of a CI."""
    for name in [*os.environ]:
        if name.startswith(("GIT_", "GITHUB_", "CI_")):
            monkeypatch.delenv(name)
    for name, value in _NOBODY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """`main` with two commits."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    commit(folder, a_txt="one")
    commit(folder, a_txt="two")
    return folder


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Callable[..., Path]:
    """A clone of it, with these options."""

    def made(*options: str) -> Path:
        folder = tmp_path / "clone"
        git(tmp_path, "clone", "--quiet", *options, repository.as_uri(), str(folder))
        return folder

    return made
