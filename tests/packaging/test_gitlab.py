"""The job that a project on GitLab includes: valid by GitLab's schema, its script run as the runner runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import checker
from tests.orders import BROKEN, CONTRADICTION, GOOD, WEAKER
from tests.repositories import commit, git

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs/how-to/seamproof.gitlab-ci.yml"
JOB: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["seamproof"]
INSTALL, CHECK = JOB["script"]
BASH = ["bash", "-eo", "pipefail", "-c"]

Run = Callable[..., tuple[int, str]]


def test_it_is_valid_by_the_published_schema() -> None:
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", FILE]
    assert subprocess.run(command, check=False).returncode == 0


def test_it_installs_this_version(installed: Path) -> None:
    """With the wheel there, nothing is left to install: the extras exist, and the version is this one."""
    path = f"{installed}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*BASH, f"{INSTALL} --no-index"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, checker.__version__ in INSTALL) == (0, True), done.stderr


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """A merge request that makes these the orders of a project; how its job ends, and what it says."""

    def merge_request(orders: str, before: str = GOOD) -> tuple[int, str]:
        project = tmp_path / "project"
        (contract := project / "contracts/orders/contract.yaml").parent.mkdir(parents=True)
        contract.write_text(before, "utf-8")
        base = commit(project, "Orders")
        git(project, "checkout", "--quiet", "--detach")
        contract.write_text(orders, "utf-8")
        commit(project, "A change")
        given = {
            "CI": "true",
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_DEFAULT_BRANCH": "main",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
            "PATH": f"{installed}{os.pathsep}{os.environ['PATH']}",
        }
        done = subprocess.run(
            [*BASH, CHECK],
            cwd=project,
            env={**os.environ, **JOB["variables"], **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        written = {path for path in JOB["artifacts"]["reports"].values() if (project / path).stat().st_size}
        assert written == {"seamproof.xml", "seamproof.json"}
        return done.returncode, done.stdout

    return merge_request


def test_a_good_change_passes(run: Run) -> None:
    assert run(GOOD.replace("1.0.0", "1.0.1"))[0] == 0


def test_a_broken_change_fails(run: Run) -> None:
    code, said = run(BROKEN)
    assert (code, CONTRADICTION in said) == (1, True)


def test_a_change_that_breaks_a_reader_fails(run: Run) -> None:
    code, said = run(WEAKER)
    assert (code, "error[meaning-weakened]" in said) == (1, True)


def test_a_change_that_can_not_be_read_is_not_checked(run: Run) -> None:
    code, said = run(GOOD.replace("owner: wms", "owner: warehouse"))
    assert (code, 'there is no system "warehouse"' in said) == (2, True)
