"""The distributions, built once for all tests of them."""

from pathlib import Path

import pytest

from tests.once import made_once
from tests.packaging.uv import ROOT, environment, uv


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    return made_once(
        tmp_path_factory, "built", lambda folder: uv("build", "--quiet", "--out-dir", folder, ROOT)
    )


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def sdist(built: Path) -> Path:
    (path,) = built.glob("*.tar.gz")
    return path


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The programs of an environment that has the wheel and what it needs."""

    def make(folder: Path) -> None:
        environment(folder / "venv", f"seamproof[jq,zstd] @ {wheel.as_uri()}")

    return made_once(tmp_path_factory, "installed", make) / "venv/bin"
