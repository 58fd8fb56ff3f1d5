"""
What some tests need from a package registry, by its ordinary client, kept in `.cache/` of the checkout.

A test that can't have it is skipped with the reason in words; where the environment variable CI is set it
fails instead, so that a green run never stands on tests that did not run.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest

CACHE = Path(__file__).parent.parent / ".cache" / "downloads"


def pypi_source(name: str, version: str) -> Path:
    """The unpacked source distribution of a package on PyPI: the folder with its `pyproject.toml`."""
    client = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    client += ["--no-deps", "--no-binary", ":all:", f"{name}=={version}"]
    return _unpacked(f"pypi/{name}-{version}", client)


def pypi_installed(name: str, version: str) -> Path:
    """A package on PyPI and what it needs, in a folder for the path of Python."""
    client = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return _installed(f"installed/{name}-{version}", [*client, "--target", "installed", f"{name}=={version}"])


def npm_package(name: str, version: str) -> Path:
    """The unpacked package of the npm registry: the folder with its `package.json`."""
    folder = f"npm/{name.replace('/', '-').lstrip('@')}-{version}"
    return _unpacked(folder, ["npm", "pack", "--silent", f"{name}@{version}"])


def npm_installed(name: str, version: str) -> Path:
    """A package of the npm registry beside all that it needs, none of whose install scripts has run."""
    client = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", "installed"]
    folder = f"npm/{name}-{version}-installed"
    return _installed(folder, [*client, f"{name}@{version}"]) / "node_modules" / name


def missing(what: str) -> NoReturn:
    """Skips the test that asks, or fails it where CI is set."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def _unpacked(folder: str, client: Sequence[str]) -> Path:
    kept = CACHE / folder
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=kept.parent) as scratch:
            _run(client, Path(scratch))  # leaves exactly one archive there
            _keep(Path(scratch), kept)
    return kept


def _run(client: Sequence[str], scratch: Path) -> None:
    if shutil.which(client[0]) is None:
        missing(f"{client[-1]} can't be had: {client[0]} is not installed")
    try:
        done = subprocess.run(client, cwd=scratch, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        missing(f"{client[-1]} can't be had: {client[0]} did not end within 300 s")
    if done.returncode != 0:
        missing(f"{client[-1]} can't be had: {done.stderr.strip()[-300:]}")


def _keep(scratch: Path, kept: Path) -> None:
    """Unpacks the archive and puts its one folder at `kept` in one step: a cut run leaves nothing behind."""
    archive = next(path for path in scratch.iterdir() if path.name.endswith((".tar.gz", ".tgz")))
    with tarfile.open(archive) as tar:
        tar.extractall(scratch / "unpacked", filter="data")
    (unpacked,) = (scratch / "unpacked").iterdir()
    _put(unpacked, kept)


def _installed(folder: str, client: Sequence[str]) -> Path:
    """What a client installs into `installed`, kept under its own name."""
    kept = CACHE / folder
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=kept.parent) as scratch:
            _run(client, Path(scratch))
            _put(Path(scratch) / "installed", kept)
    return kept


def _put(made: Path, kept: Path) -> None:
    try:
        made.rename(kept)
    except OSError:
        if not kept.exists():  # two test processes at once: the other one has put it there
            raise
