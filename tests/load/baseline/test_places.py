"""The baseline that `--against` names: a revision, or a folder."""

import shutil
from pathlib import Path

import pytest

from checker.cli.configuration import configured
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
    assert refused("contracts", named="old") == (
        "this folder lies in no git repository",
        "name a folder that has the baseline: --against ./DIR",
    )


def test_a_folder_is_itself_compared_where_it_has_no_such_path(work: Path, tmp_path: Path) -> None:
    old, new = (tmp_path / "plain" / name for name in ("old", "new"))
    for folder in (old, new):
        shutil.copytree(work / "contracts", folder)
    for paths, named in (
        ([str(new)], str(old)),
        (["../plain/new"], "../plain/old"),
        (["../plain/new/a"], "../plain/old"),
        (["contracts", str(new)], str(old)),  # nothing can tell where the second one lies in it
        (["contracts"], str(old)),
    ):
        found = before(paths, named, {})
        assert (found.paths, found.missing, found.here) == ((named,), (), named)
        assert names(found) == ["a"]


def test_a_folder_that_has_the_place_of_a_new_set_has_only_that_set_not(work: Path) -> None:
    """Else all the other sets in it would seem to be gone."""
    shutil.copytree(work / "contracts", work / "old" / "contracts")
    shutil.copytree(work / "contracts" / "a", work / "contracts" / "b")
    found = before(["contracts/b"], "./old", {})
    assert (found.paths, found.missing) == ((), ("contracts/b",))


def test_where_there_was_no_contract_yet_all_are_new(work: Path) -> None:
    (work / "others").mkdir()
    (work / "others" / "README.md").write_text("")
    commit(work)
    shutil.copytree(work / "contracts" / "a", work / "others" / "a")
    found = before(["others", "contracts", "contracts"], "HEAD", {})
    assert (found.paths, found.missing) == (("HEAD:contracts",), ("others",))


def test_a_folder_without_a_contract_is_no_baseline(work: Path) -> None:
    (work / "old" / "contracts").mkdir(parents=True)
    assert refused("contracts", "others", named="./old") == (
        "./old has no contract, neither at contracts, others nor anywhere else",
        "name where the contracts of before lie",
    )


@pytest.mark.parametrize("has_git", [True, False])
def test_where_there_is_no_repository_a_folder_is_told_how_to_be_written(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_git: bool
) -> None:
    shutil.copytree(work / "contracts", tmp_path / "plain" / "old one" / "contracts")
    monkeypatch.chdir(tmp_path / "plain")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if not has_git:
        monkeypatch.setenv("PATH", str(tmp_path))
    assert refused("contracts", named="old one")[1] == "if you mean the folder: --against ./'old one'"
    assert names(before(["contracts"], "./old one", {})) == ["a"]


def test_contracts_in_a_submodule_are_in_another_repository(work: Path, tmp_path: Path) -> None:
    """Else they would seem to be new."""
    head = git(work, "rev-parse", "HEAD")
    for name in ("contracts/module", "module"):
        git(work, "update-index", "--add", "--cacheinfo", f"160000,{head},{name}")
    git(work, "commit", "--quiet", "--message", "modules")
    assert names(before(["."], "HEAD", {})) == ["a"]
    for name in ("contracts/module", "module"):
        shutil.copytree(work / "contracts" / "a", work / name / "b")
    assert refused("contracts", named="HEAD") == (
        "contracts/module has contracts, and is a repository of its own",
        "name the folders beside the submodule, and run this once in there",
    )
    assert names(before(["contracts/a"], "HEAD", {})) == ["a"]


def test_the_configuration_of_before_lies_where_the_current_directory_was(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "pyproject.toml").write_text('[tool.seamproof]\nfail-on = "warning"\n')
    (work / "contracts" / "seamproof.toml").write_text('fail-on = "note"\n')
    commit(work)
    shutil.copytree(work, work.parent / "old")
    (work / "pyproject.toml").write_text("[tool.seamproof]\nfail_on = 3\n")
    (work / "contracts" / "seamproof.toml").unlink()
    asked = {}
    for folder, named in (
        (work, "HEAD"),
        (work, "../old"),
        (work / "contracts", "HEAD"),
        (work / "contracts" / "a", "HEAD"),
    ):
        monkeypatch.chdir(folder)
        found = before(["."], named, {})
        asked[found.here] = configured(found.files, found.here).fail_on
    assert asked == {
        "HEAD:": "warning",
        "../old": "warning",
        "HEAD:contracts": "note",
        "HEAD:contracts/a": "error",
    }
    commit(work)
    monkeypatch.chdir(work)
    wrong = before(["contracts"], "HEAD", {})
    with pytest.raises(UsageError) as raised:
        configured(wrong.files, wrong.here)
    assert str(raised.value).startswith("HEAD:pyproject.toml:2:1: there is no setting")


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
    assert refused("contracts", named=named) == (
        f"{named} has what is to be compared with it",
        "name where the contracts of before lie",
    )


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("contracts/a", "./contracts"),
        ("contracts", ".."),
    ],
)
def test_nor_with_a_folder_that_it_lies_in(work: Path, path: str, named: str) -> None:
    (work / "link").symlink_to("contracts")
    assert refused(path, named=named)[0] == f"{named} has what is to be compared with it"


def test_a_folder_may_be_held_against_itself_by_its_name(work: Path) -> None:
    assert before(["contracts"], "./contracts", {}).paths == ("./contracts",)


def test_nothing_is_no_baseline(work: Path) -> None:
    assert refused("contracts", named="")[0] == "nothing is no revision"
