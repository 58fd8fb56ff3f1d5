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


def npm_package(name: str, version: str) -> Path:
    """The unpacked package of the npm registry: the folder with its `package.json`."""
    folder = f"npm/{name.replace('/', '-').lstrip('@')}-{version}"
    return _unpacked(folder, ["npm", "pack", "--silent", f"{name}@{version}"])


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
            _download(client, Path(scratch))
            _keep(Path(scratch), kept)
    return kept


def _download(client: Sequence[str], scratch: Path) -> None:
    """Runs the client in `scratch`, which leaves exactly one archive there."""
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
    try:
        unpacked.rename(kept)
    except OSError:
        if not kept.exists():  # two test processes at once: the other one has put it there
            raise
