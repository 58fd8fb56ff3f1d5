"""Peers, installed from the registries into a folder that is thrown away."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_LONGEST = 600  # seconds


class NotInstalledError(Exception):
    """Why a peer can't be had here."""


def python(folder: Path, package: str) -> Path:
    """
    The folder of programs of an environment of its own with a package.

    Raises:
        NotInstalledError: it can't be had.

    """
    _run([sys.executable, "-m", "venv", str(folder)], package)
    client = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*client, package], package)
    return folder / "bin"


def node(folder: Path, package: str) -> Path:
    """The same of the npm registry; no install script is run. Raises as `python`."""
    client = [
        "npm",
        "install",
        "--silent",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder),
    ]
    _run([*client, package], package)
    return folder / "node_modules/.bin"


def _run(command: Sequence[str], package: str) -> None:
    if shutil.which(command[0]) is None:
        raise NotInstalledError(f"{package} can't be installed: there is no {command[0]}")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(f"{package} was not installed within {_LONGEST} s") from error
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines() or ["it did not say why"]
        raise NotInstalledError(f"{package} can't be installed: {said[-1]}")
