"""The plugin in processes of pytest: what they load, several at once, and each pytest that is allowed."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.downloads import pypi_installed
from tests.pytest_plugin.conftest import INI, LIES, contract_set, order, outcomes

pytest_plugins = ["pytester"]

Project = Callable[..., Path]

ROOT = Path(__file__).parents[2]
FILE = "contracts/lying/contract.yaml"


def started(folder: Path, *arguments: str, path: str = "") -> "subprocess.CompletedProcess[str]":
    """Pytest in a process of its own, with no plugin but those that are named."""
    environment = {**os.environ, "PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    line = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def modules(folder: Path, *arguments: str) -> set[str]:
    """What a run of pytest with these arguments has loaded."""
    ran = started(folder, "-q", "-s", *arguments)
    found = re.search(r"loaded: (.*)$", ran.stdout, re.MULTILINE)
    assert found, ran.stdout + ran.stderr
    return set(found[1].split())


def test_while_nobody_asks_for_contracts_nothing_but_the_plugin_is_loaded(project: Project) -> None:
    told = "import sys\ndef test_own(): print('loaded:', *sys.modules)\n"
    folder = project({"test_own.py": told}, orders=contract_set())
    more = modules(folder, "-p", "seamproof") - modules(folder)
    foreign = {name for name in more if name.partition(".")[0] not in sys.stdlib_module_names}
    ours = {f"checker.pytest_plugin{name}" for name in ("", ".asking", ".loading")}
    assert foreign == {"checker", *ours}


def test_our_modules_are_not_compiled_anew_because_there_is_a_plugin_among_them(project: Project) -> None:
    """Pytest does so with a plugin that is installed; here it is told to, since ours is not."""
    rewriting = """\
import pytest
pytest.register_assert_rewrite("checker")
def pytest_terminal_summary():
    import checker.pipeline.apart as apart
    print("loaded: by", type(apart.__loader__).__name__)
"""
    folder = project({**INI, "conftest.py": rewriting}, orders=contract_set())
    assert modules(folder, "-p", "seamproof") == {"by", "SourceFileLoader"}


@pytest.fixture
def broken(project: Project) -> Path:
    """A project with a sound set, and one with a lie, a wrong value and an unreadable line."""
    unreadable = order("4").replace('"id":"b"', '"id":b')
    files = contract_set("lying", a=order("1") + order("2", received="9"), b=order("3") + unreadable)
    lie = files["contract.yaml"].replace(*LIES)
    return project(INI, sound=contract_set(a=order("1")), lying={**files, "contract.yaml": lie})


PASSED = (
    *(f"{FILE}::{part}" for part in ("contract", "systems/portal", "systems/erp")),
    *(f"{FILE}::recordings/{name}" for name in ("a.jsonl::recording", "a.jsonl::1", "b.jsonl::3")),
    *(
        f"contracts/sound/contract.yaml::{part}"
        for part in (
            "contract",
            "facts/posted",
            "systems/portal",
            "systems/erp",
            "boundaries/portal-to-erp",
            "recordings/a.jsonl::recording",
            "recordings/a.jsonl::1",
        )
    ),
)
EXPECTED = {
    **dict.fromkeys(PASSED, "PASSED"),
    f"{FILE}::facts/posted": "SKIPPED",
    f"{FILE}::boundaries/portal-to-erp": "FAILED",
    f"{FILE}::recordings/a.jsonl::2": "FAILED",
    f"{FILE}::recordings/b.jsonl::recording": "ERROR",
    f"{FILE}::recordings/b.jsonl::4": "ERROR",
}


def oldest() -> str:
    """The oldest pytest that our extra allows."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (least,) = re.findall(r"pytest>=([0-9.]+)", extras["pytest"][0])
    return f"{least}.0"


def assert_all_is_told(folder: Path, dist: str, path: str = "", version: str = pytest.__version__) -> None:
    """By two processes among which the items are spread like this."""
    spread = ("-p", "xdist", "-n", "2", "--dist", dist)
    ran = started(folder, "-v", "-p", "seamproof", *spread, path=path)
    assert f"pytest-{version}" in ran.stdout, ran.stdout + ran.stderr
    assert outcomes(ran.stdout) == EXPECTED
    assert (ran.returncode, ran.stderr) == (1, "")
    assert '\nerror[overclaim]: portal "done" says posted, but all it has is erp' in ran.stdout
    assert "\nerror[transformation-differs]: erp received" in ran.stdout
    assert "\nerror: a JSON value should stand here\n --> contracts/lying/recordings/b.jsonl:5:" in ran.stdout


def test_several_processes_come_to_the_same_as_one(broken: Path) -> None:
    """With the newest pytest that is allowed, where the development tools are newly installed."""
    assert_all_is_told(broken, "worksteal")


@pytest.mark.needs("the oldest pytest that is allowed")
def test_so_do_they_with_the_oldest_pytest(broken: Path) -> None:
    assert_all_is_told(broken, "loadscope", str(pypi_installed("pytest", oldest())), oldest())
