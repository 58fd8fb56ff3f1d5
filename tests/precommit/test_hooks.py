"""The hooks that a repository can take from ours, run by pre-commit itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.docs.pages import fences
from tests.downloads import missing
from tests.once import made_once
from tests.orders import BROKEN, CONTRADICTION, GOOD, WEAKER
from tests.repositories import commit, git

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/pre-commit.md"
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our repository as it is now, and with what pre-commit keeps of it."""

    def make(folder: Path) -> None:
        for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
            (target := folder / "seamproof" / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).exists():
                shutil.copy2(ROOT / name, target, follow_symlinks=False)
        commit(folder / "seamproof", "As it is now")

    return made_once(tmp_path_factory, "pre-commit", make)


@pytest.fixture
def project(shared: Path, tmp_path: Path) -> Path:
    """A repository with a good contract set, on a branch, and with both hooks."""
    source = shared / "seamproof"
    hooks = [{"id": "seamproof-check"}, {"id": "seamproof-drift"}]
    repository = {"repo": str(source), "rev": git(source, "rev-parse", "HEAD"), "hooks": hooks}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}), "utf-8")
    write(tmp_path, GOOD)
    commit(tmp_path, "Orders")
    git(tmp_path, "checkout", "--quiet", "-b", "change")
    return tmp_path


def write(project: Path, contract: str) -> None:
    (folder := project / "contracts/orders").mkdir(parents=True, exist_ok=True)
    (folder / "contract.yaml").write_text(contract, "utf-8")


def run(project: Path, shared: Path, *arguments: str) -> tuple[int, str]:
    git(project, "add", "--all")
    done = subprocess.run(
        [PRE_COMMIT, "run", "--color=never", *arguments],
        cwd=project,
        env={
            **os.environ,
            "PRE_COMMIT_HOME": str(shared / "kept"),
            "PIP_NO_COMPILE": "1",
        },  # which takes longest
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if "No matching distribution" in done.stdout:
        missing(f"the packages of the hooks can't be had: {done.stdout[-300:]}")
    return done.returncode, done.stdout


def results(said: str) -> list[tuple[str, str]]:
    """Each hook that ran, and how it ended."""
    return re.findall(r"^([\w ]+)\.{3,}(Passed|Failed)$", said, re.MULTILINE)


def test_the_hooks_are_what_pre_commit_takes() -> None:
    checked = subprocess.run([PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False)
    assert checked.returncode == 0


def test_hooks_pass_what_is_good_and_stop_what_is_broken(project: Path, shared: Path) -> None:
    write(project, GOOD.replace("1.0.0", "1.0.1"))
    code, said = run(project, shared)
    assert (code, results(said)) == (0, [("seamproof check", "Passed")]), said

    code, said = run(project, shared, "--hook-stage=pre-push")
    assert (code, results(said)) == (0, [("seamproof drift", "Passed")]), said

    write(project, BROKEN)
    code, said = run(project, shared)
    assert (code, results(said)) == (1, [("seamproof check", "Failed")])
    assert f"error[contradiction]: {CONTRADICTION}" in said

    write(project, WEAKER)
    code, said = run(project, shared, "--hook-stage=pre-push")
    assert (code, results(said)) == (1, [("seamproof drift", "Failed")])
    assert "error[meaning-weakened]" in said


def test_nothing_runs_for_a_commit_that_touches_no_such_file(project: Path, shared: Path) -> None:
    (project / "notes.txt").write_text("x", "utf-8")
    code, said = run(project, shared)
    assert (code, "(no files to check)Skipped" in said) == (0, True)


def test_what_the_documentation_shows_is_a_configuration(tmp_path: Path) -> None:
    shown = [fence.text for fence in fences(PAGE) if fence.path == ".pre-commit-config.yaml"]
    paths = [tmp_path / f"{number}.yaml" for number, _ in enumerate(shown)]
    for path, text in zip(paths, shown, strict=True):
        path.write_text(text, "utf-8")
    assert len(paths) == 2
    assert subprocess.run([PRE_COMMIT, "validate-config", *paths], check=False).returncode == 0
