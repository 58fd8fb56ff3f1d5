"""What tests of several parts share: contract sets written to a folder, and commands run in this process."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

_ELSEWHERE = frozenset({"docs", "editor", "github", "packaging", "precommit", "pytest_plugin", "report"})

Write = Callable[[Mapping[str, str]], Path]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True, scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What runs keep for the next one lies with the tests, not with whoever runs them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SEAMPROOF_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes files, given by their path in the folder, and returns the folder."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def seamproof(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command line in this process, without the settings of whoever runs the tests."""
    from checker.cli.main import main

    for name in [*os.environ]:
        if (name.startswith("SEAMPROOF_") and name != "SEAMPROOF_CACHE") or name in {
            "NO_COLOR",
            "FORCE_COLOR",
        }:
            monkeypatch.delenv(name)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(int(code), printed.out, printed.err)

    return run


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs a package which is not there is skipped, with the reason in words."""
    for mark in item.iter_markers("needs"):
        what = str(mark.args[0])
        if what.isidentifier() and find_spec(what) is None:
            pytest.skip(f"needs the package {what}, which is not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """
    Branches are not counted in what goes the same ways thousands of times: it would take twice as long, and a
    branch counts only where a test says what is to come of it. Nor where those of load, analysis and rules are
    not what is tested.
    """
    tracer = sys.gettrace()
    is_elsewhere = item.path.relative_to(item.config.rootpath / "tests").parts[0] in _ELSEWHERE
    if is_elsewhere or item.get_closest_marker("exhaustive") or item.get_closest_marker("hypothesis"):
        sys.settrace(None)  # `no_cover` of pytest-cov does not do it in the workers of xdist
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI what was skipped because something was missing has failed: green must not stand on it."""
    report: pytest.TestReport = yield  # type: ignore[misc]  # what the hook around it gives
    if os.environ.get("CI") and report.skipped and item.get_closest_marker("needs"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report  # type: ignore[return-value]
