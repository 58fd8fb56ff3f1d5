"""The action that checks contracts, its steps run as GitHub's runner runs them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.downloads import missing
from tests.github.runner import Job, Ran, obeyed
from tests.once import made_once
from tests.orders import BROKEN, CONTRADICTION, GOOD, WEAKER
from tests.repositories import commit, git

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github/actions/check"

Check = Callable[..., Ran]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python that the action's own step installs into, from a folder full of modules that it must not take."""

    def make(folder: Path) -> None:
        workspace = folder / "workspace"
        traps(workspace)
        job = Job(
            workspace=workspace,
            temporary=folder,
            environment={"PIP_NO_COMPILE": "1"},  # which takes longest
            outputs={"python": {"python-path": sys.executable}, "check": {}},
        )
        ran = job.run(ACTION, {})
        if "No matching distribution" in ran.log or "Connection" in ran.log:
            missing(f"the packages of the action can't be had: {ran.log[-300:]}")
        assert (ran.code, fallen_for(workspace)) == (0, []), ran.log
        (folder / "python").write_text(job.outputs["install"]["python"], "utf-8")

    return (made_once(tmp_path_factory, "action", make) / "python").read_text("utf-8")


def traps(folder: Path) -> None:
    """Modules that a change could bring, each with the name of one that Python, pip or we import."""
    names = (
        "json",
        "yaml",
        "venv",
        "ensurepip",
        "pip",
        "checker",
        "logging",
        "sitecustomize",
        "usercustomize",
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.py").write_text(f"open('fallen-for-{name}', 'w')", "utf-8")


def fallen_for(folder: Path) -> list[Path]:
    return sorted(folder.glob("fallen-for-*"))


@pytest.fixture
def check(tmp_path: Path, installed: str) -> Check:
    """Runs the step that checks on these files, by their paths in the workspace."""

    def run(files: dict[str, str], *, environment: dict[str, str] | None = None, **inputs: str) -> Ran:
        workspace, temporary = tmp_path / "work space", tmp_path / "temporary"
        for name, text in files.items():
            (workspace / name).parent.mkdir(parents=True, exist_ok=True)
            (workspace / name).write_text(text, "utf-8")
        workspace.mkdir(exist_ok=True)
        temporary.mkdir()
        job = Job(
            workspace=workspace,
            temporary=temporary,
            environment=environment or {},
            outputs={"python": {}, "install": {"python": installed}},
        )
        return job.run(ACTION, {name.replace("_", "-"): value for name, value in inputs.items()})

    return run


def test_a_good_set_passes(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": GOOD})
    sarif = Path(ran.outputs["sarif"])
    assert (ran.code, ran.outputs) == (0, {"verdict": "kept", "findings": "0", "sarif": str(sarif)})
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert list(obeyed(ran.log)) == []
    assert "Kept: no findings in 1 set, 1 boundary" in ran.log


def test_a_broken_set_fails_at_its_line(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": BROKEN})
    assert (ran.code, ran.outputs["verdict"], ran.outputs["findings"]) == (1, "broken", "2")
    (error,) = (line for line in obeyed(ran.log) if line.startswith("::error "))
    assert error.startswith("::error file=contracts/orders/contract.yaml,line=25,")
    assert CONTRADICTION in error
    assert f"error[contradiction]: {CONTRADICTION}" in ran.log


def test_the_summary_is_added_to_what_stands_there(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": BROKEN})
    assert ran.summary.startswith("## before\n")
    assert "contradiction" in ran.summary


def test_a_set_that_can_not_be_read_is_not_checked_and_its_line_is_told(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": GOOD.replace("owner: wms", "owner: warehouse")})
    assert (ran.code, ran.outputs) == (2, {"verdict": "unchecked", "findings": "", "sarif": ""})
    (error,) = obeyed(ran.log)
    assert error.startswith("::error file=contracts/orders/contract.yaml,line=6")
    assert "warehouse" in error
    assert "warehouse" in ran.summary


def test_only_the_paths_that_are_named_are_checked(check: Check) -> None:
    other = GOOD.replace("contract: orders", "contract: returns")
    files = {"a/contract.yaml": GOOD, "with space/contract.yaml": other, "b/contract.yaml": BROKEN}
    ran = check(files, paths="a\nwith space\n")
    assert (ran.code, "Kept: no findings in 2 sets, 2 boundaries" in ran.log) == (0, True)


HOSTILE = ["$(touch x)", "`touch x`", "; touch x", "a && touch x", "-x", "--help", "'", '"', "*", "~", "a b"]


def test_a_path_is_a_path_whatever_stands_in_it(check: Check, tmp_path: Path) -> None:
    sets = {
        name: GOOD.replace("contract: orders", f"contract: orders-{number}")
        for number, name in enumerate(HOSTILE)
    }
    ran = check({f"{name}/contract.yaml": text for name, text in sets.items()}, paths="\n".join(HOSTILE))
    assert (ran.code, "Kept: no findings in 11 sets, 11 boundaries" in ran.log) == (0, True), ran.log
    assert sorted(one.name for one in (tmp_path / "work space").iterdir()) == sorted(HOSTILE)


def test_a_path_that_is_not_there_is_not_checked(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": GOOD}, paths="contracts\n$(echo contracts)")
    assert (ran.code, ran.outputs) == (2, {"verdict": "unchecked", "findings": "", "sarif": ""})
    assert "error: $(echo contracts) is not there" in ran.log


def test_no_findings_are_not_told_where_a_recording_could_not_be_read(check: Check) -> None:
    ran = check(
        {"contracts/orders/contract.yaml": GOOD, "contracts/orders/recordings/a.yaml": "nothing: of it"}
    )
    assert (ran.code, ran.outputs["verdict"], ran.outputs["findings"]) == (2, "unchecked", "")


def test_blanks_and_line_ends_around_the_lines_of_a_list_are_no_part_of_them(
    check: Check, tmp_path: Path
) -> None:
    other = GOOD.replace("contract: orders", "contract: returns")
    ran = check(
        {"a/contract.yaml": GOOD, "b b/contract.yaml": other},
        paths="  a \r\n\r\n\tb b\t\r\n",
        reports="html=a.html\r\n  junit=b.xml ",
    )
    assert (ran.code, "Kept: no findings in 2 sets, 2 boundaries" in ran.log) == (0, True), ran.log
    assert {one.name for one in (tmp_path / "work space").iterdir()} == {"a", "b b", "a.html", "b.xml"}


@pytest.mark.parametrize("name", ["against", "fail_on", "reports"])
def test_no_other_input_is_read_by_the_shell(check: Check, name: str, tmp_path: Path) -> None:
    ran = check({"contracts/orders/contract.yaml": GOOD}, **{name: "$(touch x); --allow-empty"})
    assert (ran.code, ran.outputs["verdict"]) == (2, "unchecked")
    assert [one.name for one in (tmp_path / "work space").iterdir()] == ["contracts"]


def test_a_check_that_can_not_begin_says_so_everywhere(check: Check) -> None:
    ran = check({"contracts/orders/contract.yaml": GOOD}, fail_on="never")
    assert (ran.code, ran.outputs) == (2, {"verdict": "unchecked", "findings": "", "sarif": ""})
    assert list(obeyed(ran.log)) == [
        "::error title=seamproof::The check could not begin (exit code 2): the log of this step says why."
    ]
    assert "could not begin" in ran.summary


def test_what_is_asked_of_the_level_and_of_reports_is_done(check: Check, tmp_path: Path) -> None:
    unused = GOOD.replace("SKIPPED: GX", "SKIPPED: 53")
    ran = check(
        {"contracts/orders/contract.yaml": unused},
        fail_on="note",
        reports="jsonl=findings.jsonl\nfull=findings.txt",
    )
    assert ran.code == 1
    assert {one.name for one in (tmp_path / "work space").iterdir()} == {
        "contracts",
        "findings.jsonl",
        "findings.txt",
    }


def test_no_text_of_a_contract_is_a_command(check: Check) -> None:
    first, *others = "##[set-output name=verdict]kept", "::stop-commands::x", "x ##[add-mask]e"
    text = "\n".join(("a", *others, "::set-output name=verdict::kept"))
    hostile = BROKEN.replace("SKIPPED", json.dumps(first)).replace(
        "The delivery was dropped", json.dumps(text)
    )
    ran = check({"contracts/orders/contract.yaml": hostile})
    assert (ran.code, ran.outputs["verdict"]) == (1, "broken")
    assert "set-output name=verdict" in ran.log
    assert {line.split()[0] for line in obeyed(ran.log)} == {"::error", "::notice"}


def test_the_runner_would_obey_such_text_if_it_were_not_told_to_stop() -> None:
    log = "x ##[set-output name=verdict]kept\n::stop-commands::word\n::error::a\n::word::\n ::error::b"
    assert list(obeyed(log)) == ["x ##[set-output name=verdict]kept", " ::error::b"]


def test_nothing_is_imported_from_the_change(check: Check, tmp_path: Path) -> None:
    traps(tmp_path / "work space")
    ran = check({"contracts/orders/contract.yaml": GOOD})
    assert (ran.code, fallen_for(tmp_path / "work space")) == (0, [])


@pytest.fixture
def pull_request(tmp_path: Path) -> dict[str, str]:
    """The workspace becomes a repository with a branch `main` and a change; gives the variables of the runner."""
    workspace = tmp_path / "work space"
    (workspace / "contracts/orders").mkdir(parents=True)
    (workspace / "contracts/orders/contract.yaml").write_text(GOOD, "utf-8")
    commit(workspace, "Orders")
    git(workspace, "branch", "change")
    return {"GITHUB_BASE_REF": "main", "GITHUB_REF_NAME": "1/merge", "GITHUB_REF_TYPE": "branch"}


def test_a_change_is_held_against_where_it_began(
    check: Check, pull_request: dict[str, str], tmp_path: Path
) -> None:
    git(tmp_path / "work space", "checkout", "--quiet", "change")
    ran = check({"contracts/orders/contract.yaml": WEAKER}, environment=pull_request, against="auto")
    assert ran.code == 1
    assert "meaning-weakened" in ran.log


def test_a_shallow_clone_is_told_how_to_get_the_history(
    check: Check, pull_request: dict[str, str], tmp_path: Path
) -> None:
    workspace, origin = tmp_path / "work space", tmp_path / "origin"
    workspace.rename(origin)
    commit(origin, "Later")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{origin}", str(workspace))
    ran = check({}, environment=pull_request, against="auto")
    assert (ran.code, ran.outputs["verdict"]) == (2, "unchecked")
    assert "fetch-depth: 0 at actions/checkout" in " ".join(ran.log.split())
