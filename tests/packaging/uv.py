"""What uv does for the tests of packages: builds, and environments that have nothing but what is asked for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.downloads import missing

ROOT: Final = Path(__file__).parents[2]
BIN: Final = Path(sys.executable).parent
_OUT_OF_REACH: Final = (
    "error sending request",
    "Network",
    "No solution found",
    "not found in the package registry",
)


def uv(*arguments: str | Path, **environment: str) -> None:
    """Runs uv with this Python; a test that can't have what it needs is skipped, or fails in CI."""
    names = {"UV_PYTHON": sys.executable, "UV_NO_PROGRESS": "1", **environment}
    done = subprocess.run(
        [BIN / "uv", *arguments], env={**os.environ, **names}, capture_output=True, text=True, check=False
    )
    if done.returncode and any(sign in done.stderr for sign in _OUT_OF_REACH):
        missing(f"uv can't get what it needs: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr


def environment(folder: Path, *arguments: str | Path) -> None:
    """A new environment, and what `uv pip install` puts into it, pip beside it."""
    uv("venv", "--quiet", "--seed", folder)
    uv("pip", "install", "--quiet", "--python", folder / "bin/python", *arguments)
