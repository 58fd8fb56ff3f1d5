"""The wheel on its own: in an environment without the repository, run in an empty folder."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import checker
from tests.once import made_once
from tests.packaging.uv import ROOT, environment

CONSUMER = """
from checker import Finding, Level, Options, Report, check

def worst(paths: list[str]) -> list[Finding]:
    report: Report = check(paths, Options(fail_on=Level.WARNING))
    return [found for found in report.findings if found.level is Level.ERROR]

wrong: int = worst(["contracts"])
"""


def run(folder: Path, *command: str | Path) -> tuple[int, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_it_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run(tmp_path, installed / "seamproof", "--version") == (0, f"seamproof {checker.__version__}\n")


@pytest.mark.parametrize(
    "command",
    [
        ["rule"],
        ["rule", "contradiction"],
        ["schema"],
        ["schema", "result"],
        ["vocabularies"],
        ["vocabularies", "http"],
        ["demo"],
    ],
    ids=" ".join,
)
def test_it_says_what_the_repository_says(
    installed: Path, tmp_path: Path, seamproof: Callable[..., Any], command: list[str]
) -> None:
    code, said = run(tmp_path, installed / "seamproof", *command)
    (site,) = installed.parent.glob("lib/python*/site-packages")
    home = str(Path(checker.__file__).parents[1] / "contracts/order-to-cash")
    assert (code, said.replace(str(site / "checker/demo"), home)) == (0, seamproof(*command).out)
    assert list(tmp_path.iterdir()) == []


def test_type_checkers_know_its_types(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "consumer.py").write_text(CONSUMER, "utf-8")
    mypy = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        installed / "python",
        "consumer.py",
    ]
    assert run(tmp_path, *mypy) == (
        1,
        'consumer.py:8: error: Incompatible types in assignment (expression has type "list[Finding]", '
        'variable has type "int")  [assignment]\nFound 1 error in 1 file (checked 1 source file)\n',
    )


def test_it_works_with_the_oldest_packages_that_it_allows(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, wheel: Path
) -> None:
    def make(folder: Path) -> None:
        ours = f"seamproof[jq,zstd] @ {wheel.as_uri()}"
        environment(folder / "venv", "--resolution=lowest-direct", ours, "pytest>=8.3", "hypothesis>=6.120")

    oldest = made_once(tmp_path_factory, "oldest", make) / "venv/bin"
    tests = ["tests/test_stories.py", "tests/load/test_recordings.py"]
    code, said = run(
        ROOT, "env", "PYTEST_ADDOPTS=", oldest / "python", "-m", "pytest", "-p", "no:cacheprovider", *tests
    )
    assert code == 0, said
