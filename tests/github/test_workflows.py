"""The files that GitHub and its neighbours read: valid by their published schemas, and safe by zizmor."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.docs.pages import fences
from tests.downloads import missing

ROOT: Final = Path(__file__).parents[2]
BIN: Final = Path(sys.executable).parent
GITHUB: Final = ROOT / ".github"
ACTIONS: Final = sorted(GITHUB.glob("actions/*/action.yml"))
STARTERS: Final = [
    path
    for path in sorted((ROOT / "checker").glob("**/*workflow*.y*ml"))
    if "\njobs:" in path.read_text("utf-8")
]
WORKFLOWS: Final = [*sorted((GITHUB / "workflows").glob("*.yml")), *STARTERS]
SCRIPTS: Final = [*sorted(GITHUB.rglob("*.sh")), ROOT / ".ci/run"]
SCHEMAS: Final = {  # of what a page shows, by where it is to be written
    r"\.github/workflows/.*\.ya?ml": "vendor.github-workflows",
    r"\.gitlab-ci\.yml": "vendor.gitlab-ci",
    r"\.github/dependabot\.yml": "vendor.dependabot",
}
PINNED: Final = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())


def said(command: Sequence[str | Path], **options: Any) -> tuple[int, str]:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd=ROOT, **options
    )
    return done.returncode, done.stdout


def valid(schema: str, *paths: Path) -> tuple[int, str]:
    return said([BIN / "check-jsonschema", "--builtin-schema", schema, *paths])


def test_workflows_and_actions_are_valid_by_the_published_schemas() -> None:
    assert valid("vendor.github-workflows", *WORKFLOWS) == (0, "ok -- validation done\n")
    assert valid("custom.github-workflows-require-timeout", *WORKFLOWS)[0] == 0
    assert valid("vendor.github-actions", *ACTIONS) == (0, "ok -- validation done\n")
    assert valid("vendor.dependabot", GITHUB / "dependabot.yml") == (0, "ok -- validation done\n")


def shown() -> list[tuple[str, str, str]]:
    """What the pages show of such files: where it stands, its schema, its text."""
    return [
        (f"{page.relative_to(ROOT).as_posix()}:{fence.line}", schema, fence.text)
        for page in sorted((ROOT / "docs").rglob("*.md"))
        for fence in fences(page)
        for pattern, schema in SCHEMAS.items()
        if fence.path is not None and re.fullmatch(pattern, fence.path)
    ]


@pytest.mark.parametrize(("schema", "text"), [pytest.param(*rest, id=where) for where, *rest in shown()])
def test_what_the_documentation_shows_is_valid_too(schema: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "shown.yml"
    path.write_text(text, "utf-8")
    assert valid(schema, path) == (0, "ok -- validation done\n")


def zizmor(*arguments: str | Path) -> tuple[int, str]:
    silent = ["--offline", "--no-config", "--no-progress", "--quiet", "--color=never"]
    return said([BIN / "zizmor", *silent, *arguments])


def test_zizmor_finds_nothing_in_what_is_ours() -> None:
    assert zizmor("--persona=pedantic", GITHUB) == (0, "No findings to report. Good job!\n")


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name)
def test_zizmor_finds_nothing_in_what_init_writes(path: Path) -> None:
    """As it judges by default: what a newcomer reads is as short as it can be."""
    code, text = zizmor(path)
    assert (code, text.startswith("No findings to report.")) == (0, True), text


def test_shellcheck_finds_nothing() -> None:
    if shutil.which("shellcheck") is None:
        missing("shellcheck can't be had: install Debian's package of that name")
    assert said(["shellcheck", "--external-sources", *SCRIPTS]) == (0, "")


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_whatever_is_used_is_pinned_by_its_digest_and_says_its_version(path: Path) -> None:
    uses = re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert [one for one in uses if not one.startswith("$/") and not PINNED.fullmatch(one)] == []


def test_one_action_is_used_in_one_version_everywhere() -> None:
    used: dict[str, set[str]] = {}
    for path in [*ACTIONS, *WORKFLOWS, ROOT / "docs/how-to/github.md"]:
        for name, version in re.findall(r"uses: (\w[\w./-]+)@(.*)$", path.read_text("utf-8"), re.MULTILINE):
            used.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in used.items() if len(versions) > 1} == {}


def steps(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    return [step for job in jobs for step in job.get("steps", ())]


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_script_is_put_together_from_what_others_write(path: Path) -> None:
    scripts = [step["run"] for step in steps(yaml.safe_load(path.read_text("utf-8"))) if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


@each_workflow
def test_no_workflow_gives_a_pull_request_what_it_could_misuse(path: Path) -> None:
    document = yaml.safe_load(path.read_text("utf-8"))
    when = document[True]  # what YAML 1.1 makes of `on`
    assert "pull_request_target" not in when
    assert "workflow_run" not in when
    assert document["permissions"] in ({}, {"contents": "read"})
    if "pull_request" in when:
        assert [
            job for job in document["jobs"].values() if "permissions" in job or "secrets" in str(job)
        ] == []
