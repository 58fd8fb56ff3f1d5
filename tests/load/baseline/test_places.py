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


def test_a_folder_has_it_at_the_same_path(work: Path) -> None:
    shutil.copytree(work / "contracts", work / "old" / "contracts")
    found = before(["contracts", "others"], "./old", {})
    assert (found.said, found.paths, found.missing) == ("old", ("old/contracts",), ("others",))
    assert names(found) == ["a"]


def test_a_folder_may_lie_outside_of_any_repository(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("new", "old"):
        shutil.copytree(work / "contracts", tmp_path / "plain" / name / "contracts")
    monkeypatch.chdir(tmp_path / "plain" / "new")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert names(before(["contracts"], "../old", {})) == ["a"]
    assert names(
        before([str(tmp_path / "plain" / "new" / "contracts")], str(tmp_path / "plain" / "old"), {})
    ) == ["a"]
    assert refused("contracts", named="old")[0] == ". lies in no git repository"
    assert refused("../old/contracts", named="../old") == (
        "../old/contracts lies outside of the current directory, so nobody can tell where it lies in ../old",
        "run this above both",
    )


@pytest.mark.parametrize("named", ["auto", "main", "HEAD", "v1"])
def test_a_folder_with_the_name_of_a_revision_is_none(work: Path, named: str) -> None:
    """A change could bring one, and would be compared with itself."""
    shutil.copytree(work / "contracts", work / named / "contracts")
    git(work, "tag", "v1")
    found = before(
        ["contracts"], named, {"GITHUB_BASE_REF": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    )
    assert found.paths[0].endswith(":contracts")


@pytest.mark.parametrize("named", ["./new", "../new", "/nowhere/new"])
def test_a_folder_that_is_not_there_is_no_revision(work: Path, named: str) -> None:
    assert refused("contracts", named=named) == (
        f"there is no folder {named}",
        "name one that is there, or a revision of git",
    )


@pytest.mark.parametrize("named", [".", "./", "contracts/.."])
def test_nothing_is_compared_with_itself(work: Path, named: str) -> None:
    named = named if named.startswith(".") else f"./{named}"
    assert refused("contracts", named=named)[1] == "name where the contracts of before lie"


def test_nothing_is_no_baseline(work: Path) -> None:
    assert refused("contracts", named="")[0] == "nothing is no revision"
