"""Contract sets are read from a revision as from the disk, and nothing outside of the repository is."""

import shutil
from pathlib import Path

import pytest

from checker.errors import CannotCheckError, UsageError
from checker.load.baseline import Git, Revision, against
from checker.load.sets import contract_sets
from tests.load.baseline.conftest import commit, git

CONTRACTS = Path(__file__).parents[3] / "contracts"
CONTRACT = "contract: a\nformat: 1\nversion: 1.0.0\n"


def revision(*paths: str, of: str = "HEAD") -> Revision:
    seen = Git(".")
    return Revision(seen, against(seen, of, {}), paths or (".",))


@pytest.fixture
def folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(repository)
    (repository / "set").mkdir()
    (repository / "set" / "contract.yaml").write_text(CONTRACT)
    return repository / "set"


@pytest.mark.parametrize("story", sorted(path.name for path in CONTRACTS.iterdir() if path.is_dir()))
def test_a_story_is_the_same_in_a_revision_and_on_the_disk(
    story: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    shutil.copytree(CONTRACTS / story, "contracts/story")
    on_disk = contract_sets(["contracts"])
    commit(repository)
    shutil.rmtree("contracts")
    place = revision("contracts")
    assert place.paths == ("HEAD:contracts",)
    before = contract_sets(place.paths, files=place)
    assert repr(before).replace("HEAD:contracts", "contracts") == repr(on_disk)


def test_mistakes_name_the_revision_as_git_does(folder: Path, repository: Path) -> None:
    (folder / "contract.yaml").write_text(f"{CONTRACT}wrong: 1\n")
    commit(repository)
    place = revision("set")
    with pytest.raises(CannotCheckError) as raised:
        contract_sets(place.paths, files=place)
    (mistake,) = raised.value.mistakes
    assert mistake.place is not None
    assert (mistake.place.file, mistake.place.line) == ("HEAD:set/contract.yaml", 4)


@pytest.mark.parametrize(("of", "name"), [("v1.x", "v1.x"), ("HEAD^{/one}", None), ("@{0}", None)])
def test_a_revision_that_no_path_can_hold_is_named_by_its_commit(
    folder: Path, repository: Path, of: str, name: str | None
) -> None:
    head = commit(repository)
    git(repository, "tag", "v1.x")
    place = revision("set", of=of)
    assert place.paths == (f"{name or head[:9]}:set",)
    assert len(contract_sets(place.paths, files=place)) == 1


def test_paths_are_from_the_top_wherever_one_stands(
    folder: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository)
    monkeypatch.chdir(folder)
    assert revision(".").paths == ("HEAD:set",)
    assert revision("..").paths == ("HEAD:",)
    assert revision(str(folder)).paths == ("HEAD:set",)


def test_what_is_not_in_the_repository_has_no_baseline(folder: Path, repository: Path) -> None:
    commit(repository)
    with pytest.raises(UsageError) as raised:
        revision("..")
    assert raised.value.mistakes[0].message == ".. lies outside of the repository"


def test_a_set_that_was_not_there_yet_is_not_there(folder: Path, repository: Path) -> None:
    place = revision("set")
    assert not place.is_there(place.paths[0])
    with pytest.raises(UsageError, match="HEAD:set is not there"):
        contract_sets(place.paths, files=place)


def test_links_are_followed_inside_and_never_lead_out(folder: Path, repository: Path) -> None:
    (folder / "real").mkdir()
    (folder / "real" / "a.json").write_text("{}")
    links = {
        "a.json": "real/a.json",
        "folder": "real",
        "twice": "folder",
        "loop": "loop",
        "out": "../../a.txt",
        "up": "../a.txt",
        "passwd": "/etc/passwd",
        "nowhere": "nothing",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    commit(repository)
    place = revision()
    top = f"{place.paths[0]}set"
    assert place.content(f"{top}/a.json", most=10) == b"{}"
    assert place.content(f"{top}/twice/a.json", most=10) == b"{}"
    assert place.content(f"{top}/up", most=10) == b"two"
    assert [place.is_folder(f"{top}/{name}") for name in ("folder", "twice", "a.json", "loop")] == [
        True,
        True,
        False,
        False,
    ]
    for name in ("loop", "out", "passwd", "nowhere"):
        assert place.is_there(f"{top}/{name}")
        assert not place.is_file(f"{top}/{name}")
        with pytest.raises(CannotCheckError):
            place.content(f"{top}/{name}", most=10)
    assert {name for name in links if place.lies_in(top, f"{top}/{name}")} == {
        "a.json",
        "folder",
        "twice",
        "nowhere",
    }
    kinds = {entry.name: (entry.is_link, entry.is_folder, entry.is_file) for entry in place.entries(top)}
    assert kinds == {
        "contract.yaml": (False, False, True),
        "real": (False, True, False),
        "a.json": (True, False, True),
        "folder": (True, False, False),
        "twice": (True, False, False),
        "loop": (True, False, False),
        "out": (True, False, False),
        "up": (True, False, True),
        "passwd": (True, False, False),
        "nowhere": (True, False, False),
    }


def test_a_file_that_is_too_long_is_seen_to_be_so(folder: Path, repository: Path) -> None:
    (folder / "long.json").write_bytes(b"x" * 50)
    (folder / "recordings").mkdir()
    (folder / "recordings" / "a.jsonl").write_text("{}\n")
    commit(repository)
    place = revision("set")
    assert len(place.content("HEAD:set/long.json", most=10)) == 11
    assert place.content("HEAD:set/long.json", most=50) == b"x" * 50
    assert place.content("HEAD:set/recordings/a.jsonl", most=50) == b"{}\n"  # read when it is asked for
    with pytest.raises(CannotCheckError, match="it is a folder"):
        place.content("HEAD:set/recordings", most=50)
    with pytest.raises(CannotCheckError, match="no such folder"):
        place.entries("HEAD:set/nothing")


def test_the_disk_may_be_gone(folder: Path, repository: Path) -> None:
    commit(repository)
    shutil.rmtree(folder)
    place = revision("set")
    (one,) = contract_sets(place.paths, files=place)
    assert (one.name, folder.exists()) == ("a", False)


def test_links_of_the_work_tree_are_not_those_of_the_revision(folder: Path, repository: Path) -> None:
    commit(repository)
    folder.rename(repository / "other")
    (repository / "other" / "contract.yaml").write_text(CONTRACT.replace(": a", ": b"))
    folder.symlink_to("other")
    place = revision("set")
    assert [one.name for one in contract_sets(place.paths, files=place)] == ["a"]
    commit(repository)
    folder.unlink()
    assert place.paths == ("HEAD:set",)
    again = revision("set")
    assert [one.name for one in contract_sets(again.paths, files=again)] == ["b"]


def test_links_of_the_work_tree_make_no_two_sets_one(folder: Path, repository: Path) -> None:
    shutil.copytree(folder, repository / "two")
    (repository / "two" / "contract.yaml").write_text(CONTRACT.replace(": a", ": two"))
    commit(repository)
    trap = repository / "HEAD:"
    trap.mkdir()
    (trap / "set").mkdir()
    (trap / "two").symlink_to("set")
    place = revision(".")
    assert sorted(one.name for one in contract_sets(place.paths, files=place)) == ["a", "two"]


def test_a_file_of_a_contract_stands_for_its_set(folder: Path, repository: Path) -> None:
    (folder / "facts.contract.yaml").write_text("facts: {}\n")
    commit(repository)
    for name in ("contract.yaml", "facts.contract.yaml"):
        place = revision(f"set/{name}")
        (one,) = contract_sets(place.paths, files=place)
        assert sorted(one.sources) == ["HEAD:set/contract.yaml", "HEAD:set/facts.contract.yaml"]


def test_what_lies_in_a_submodule_is_in_another_repository(folder: Path, repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    git(repository, "commit", "--quiet", "--message", "module")
    with pytest.raises(UsageError) as raised:
        revision("module/contracts")
    assert raised.value.mistakes[0].message == (
        "module/contracts lies in the submodule module, which is a repository of its own"
    )


@pytest.mark.parametrize("name", [":x", ":(glob)c", "a*b", "[a]", "--", "..x"])
def test_names_that_mean_something_to_git_are_names(
    repository: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(repository)
    (repository / name).mkdir()
    (repository / name / "contract.yaml").write_text(CONTRACT)
    commit(repository)
    place = revision(f"./{name}")
    assert [one.name for one in contract_sets(place.paths, files=place)] == ["a"]
