"""What is released is what its tag says."""

import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import yaml

import checker

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".github/release_notes.py"
CODE = '__version__ = "1.2.3"\n'
CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-03-02)\n\n### Added\n\n- This.\n\n## 1.2\n\n- That.\n"
)


def notes(*arguments: str) -> str:
    spec = spec_from_file_location("release_notes", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(module := module_from_spec(spec))
    said: str = module.notes(*arguments)
    return said


def test_a_release_is_told_by_its_part_of_the_changelog() -> None:
    assert notes("v1.2.3", CODE, CHANGELOG) == "### Added\n\n- This.\n"


def test_the_last_part_ends_with_the_file() -> None:
    assert notes("v1.2", CODE.replace("1.2.3", "1.2"), CHANGELOG) == "- That.\n"


@pytest.mark.parametrize("tag", ["v1.2.4", "1.2.3", "v1.2", "v1.2.3rc1", "v1.2.3; x"])
def test_a_tag_of_another_version_is_no_release(tag: str) -> None:
    said = re.escape(f"the tag is {tag}, and checker.__version__ is 1.2.3")
    with pytest.raises(ValueError, match=said):
        notes(tag, CODE, CHANGELOG)


@pytest.mark.parametrize(
    "changelog", ["", CHANGELOG.replace("1.2.3", "1.2.30"), "## 1.2.3\n\n## 1.2.2\n\n- x\n"]
)
def test_a_version_of_which_nothing_is_told_is_no_release(changelog: str) -> None:
    with pytest.raises(ValueError, match=r"nothing under ## 1\.2\.3"):
        notes("v1.2.3", CODE, changelog)


def test_the_script_ends_as_it_should(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, SCRIPT, "v0.0"], capture_output=True, text=True, check=False)
    said = f"error: the tag is v0.0, and checker.__version__ is {checker.__version__}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def workflow() -> Mapping[str, Any]:
    document: Mapping[str, Any] = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
    return document


def test_each_job_of_a_release_may_do_its_own_work_and_nothing_else() -> None:
    assert workflow()["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow()["jobs"].items()} == {
        "ci": {"contents": "read"},
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
        "show": {"contents": "write"},
    }


def test_what_is_published_was_checked_built_once_and_attested() -> None:
    """And no job that may write anywhere runs what the repository says."""
    jobs = workflow()["jobs"]
    assert {name: job.get("needs") for name, job in jobs.items()} == {
        "ci": None,
        "build": "ci",
        "attest": "build",
        "publish": "attest",
        "show": "publish",
    }
    writing = [job for job in jobs.values() if "write" in job["permissions"].values()]
    used = {step.get("uses", "").partition("@")[0] for job in writing for step in job["steps"]}
    assert used == {
        "",
        "actions/attest-build-provenance",
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    }


def test_the_documentation_names_this_version() -> None:
    """Else: name it where it says how seamproof is taken from elsewhere."""
    pages = [path.read_text("utf-8") for path in (ROOT / "docs/how-to").iterdir()]
    named = re.findall(r"(?:@COMMIT # v|rev: v|seamproof\[jq,zstd\]==)(\d[\w.]*)", "\n".join(pages))
    assert (len(named), set(named)) == (5, {checker.__version__})
