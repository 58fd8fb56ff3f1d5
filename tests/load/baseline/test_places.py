"""The baseline that `--against` names: a revision, or a folder."""

import shutil
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.load.baseline import Before, before
from checker.load.sets import contract_sets
from tests.load.baseline.conftest import commit, git

CONTRACT = "contract: {name}\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture
def work(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`contracts/a`, committed."""
    monkeypatch.chdir(repository)
    (repository / "contracts" / "a").mkdir(parents=True)
    (repository / "contracts" / "a" / "contract.yaml").write_text(CONTRACT.format(name="a"))
    commit(repository)
    return repository


def names(found: Before) -> list[str]:
    return [one.name for one in contract_sets(found.paths, files=found.files)]


def refused(*paths: str, named: str) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as raised:
        before(paths, named, {})
    (mistake,) = raised.value.mistakes
    return mistake.message, mistake.fix


def test_a_revision_has_what_lay_at_the_paths(work: Path) -> None:
    shutil.move(work / "contracts" / "a", work / "contracts" / "b")
    found = before(["contracts", "contracts/a", "contracts/b"], "HEAD", {})
    assert (found.said, found.paths, found.missing) == (
        "HEAD",
        ("HEAD:contracts", "HEAD:contracts/a"),
        ("contracts/b",),
    )
    assert names(found) == ["a"]


def test_auto_says_which_revision_it_is(work: Path) -> None:
    head = git(work, "rev-parse", "HEAD")
    git(work, "switch", "--quiet", "--create", "change")
    commit(work, a_txt="three")
    found = before(["contracts"], "auto", {})
    assert (found.said, found.paths) == (
        f"the merge base with main ({head[:9]})",
        (f"{head[:9]}:contracts",),
    )


@pytest.mark.parametrize("named", ["old", "./old", "old/contracts"])
def test_a_folder_has_it_at_the_same_path_or_is_what_it_was(work: Path, named: str) -> None:
    shutil.copytree(work / "contracts", work / "old" / "contracts")
    found = before(["contracts"], named, {})
    assert (found.paths, found.missing, names(found)) == (("old/contracts",), (), ["a"])


def test_a_folder_may_lie_outside_of_any_repository(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    shutil.copytree(work / "contracts", tmp_path / "plain" / "old")
    monkeypatch.chdir(tmp_path / "plain")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert names(before(["contracts"], "old", {})) == ["a"]
    assert refused("contracts", named="new")[0].endswith("lies in no git repository")


def test_where_a_folder_and_a_branch_have_one_name_somebody_must_say_which(work: Path) -> None:
    shutil.copytree(work / "contracts", work / "old" / "contracts")
    git(work, "branch", "old")
    assert refused("contracts", named="old") == (
        "old is a folder and a revision",
        "write ./old for the folder, refs/heads/old for a branch",
    )
    assert before(["contracts"], "./old", {}).said == "old"
    assert before(["contracts"], "refs/heads/old", {}).said == "refs/heads/old"


def test_several_paths_that_a_folder_does_not_have_were_not_there(work: Path) -> None:
    (work / "old").mkdir()
    found = before(["contracts", "others"], "old", {})
    assert (found.paths, found.missing) == ((), ("contracts", "others"))


@pytest.mark.parametrize("named", ["./new", "../new", "/nowhere/new"])
def test_a_folder_that_is_not_there_is_no_revision(work: Path, named: str) -> None:
    assert refused("contracts", named=named) == (
        f"there is no folder {named}",
        "name one that is there, or a revision of git",
    )
