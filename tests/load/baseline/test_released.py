"""What is in production: the newest tag of HEAD's history, and a revision for each system that has its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.load.baseline import Git, Released, deployed, released
from checker.load.sets import contract_sets
from checker.model.releases import Releases
from tests.load.baseline.conftest import commit, git

CONTRACT = "contract: a\nformat: 1\nversion: {}.0.0\n"


@pytest.fixture
def work(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`contracts/a`, of version 1 at the tag v1, of 2 at the tag v2, of 3 at HEAD."""
    monkeypatch.chdir(repository)
    (repository / "contracts" / "a").mkdir(parents=True)
    for number in (1, 2, 3):
        (repository / "contracts" / "a" / "contract.yaml").write_text(CONTRACT.format(number))
        commit(repository)
        if number < 3:
            git(repository, "tag", f"v{number}")
    return repository


def found(tag: str | None = None, **systems: str) -> list[tuple[str, tuple[str, ...], str]]:
    """What each revision is called, for whom it stands, and which version it has of the contract."""
    states = released(Git("."), Releases(tag=tag, systems=systems), ["contracts"])
    return [(state.before.said, state.systems, version(state)) for state in states]


def version(state: Released | None) -> str:
    assert state is not None
    (one,) = contract_sets(state.before.paths, files=state.before.files)
    return one.version


def refused(tag: str | None = None, **systems: str) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as raised:
        found(tag, **systems)
    (mistake,) = raised.value.mistakes
    return mistake.message, mistake.fix


def test_the_newest_tag_is_what_is_released(work: Path) -> None:
    assert found("v*") == [("v2", (), "2.0.0")]
    assert found("v[1]") == [("v1", (), "1.0.0")]
    assert found("v1") == [("v1", (), "1.0.0")]
    assert found() == []


def test_where_a_tag_is_head_that_is_released(work: Path) -> None:
    git(work, "tag", "--annotate", "--message", "three", "v3")
    assert found("v*") == [("v3", (), "3.0.0")]


def test_a_release_goes_before_its_candidates_and_ten_before_nine(work: Path) -> None:
    for name in ("v9", "v10-rc1", "v10"):
        commit(work)
        git(work, "tag", name)
    commit(work)
    assert found("v*")[0][0] == "v10"


def test_a_later_tag_of_an_older_line_that_has_come_back_is_not_the_newest(work: Path) -> None:
    git(work, "switch", "--quiet", "--create", "mend", "v1")
    commit(work, b_txt="mended")
    git(work, "tag", "v1.1")
    git(work, "switch", "--quiet", "main")
    git(work, "merge", "--quiet", "--no-ff", "--message", "merge", "mend")
    assert found("v*") == [("v2", (), "2.0.0")]


def test_a_tag_that_head_does_not_have_is_released_only_where_it_is_named(work: Path) -> None:
    git(work, "switch", "--quiet", "--orphan", "other")
    (work / "contracts" / "a").mkdir(parents=True)
    (work / "contracts" / "a" / "contract.yaml").write_text(CONTRACT.format(9))
    commit(work)
    git(work, "tag", "production")
    git(work, "switch", "--quiet", "main")
    assert found("production") == [("production", (), "9.0.0")]
    assert refused("prod*") == (
        "no tag in the history of the baseline is named like prod*",
        "git fetch --tags, or tag what is in production: git tag NAME COMMIT",
    )
    assert refused("production-1")[0] == "no tag in the history of the baseline is named like production-1"


def test_a_system_that_is_deployed_on_its_own_has_its_own_revision(work: Path) -> None:
    git(work, "branch", "erp-prod", "v1")
    git(work, "tag", "wms/v7", "v1")
    assert found("v*", erp="erp-prod", wms="wms/v*", tms="HEAD", hub="v2") == [
        ("erp-prod", ("erp", "wms"), "1.0.0"),
        ("HEAD", ("tms",), "3.0.0"),
        ("v2", (), "2.0.0"),
    ]


def test_each_side_of_a_boundary_has_the_state_that_it_is_deployed_in(work: Path) -> None:
    states = released(Git("."), Releases(tag="v*", systems={"erp": "v1", "hub": "v2"}), ["contracts"])
    assert [version(deployed(states, name)) for name in ("erp", "hub", "wms")] == ["1.0.0", "2.0.0", "2.0.0"]
    only = released(Git("."), Releases(systems={"erp": "v1"}), ["contracts"])
    assert (version(deployed(only, "erp")), deployed(only, "wms")) == ("1.0.0", None)


def test_a_branch_is_taken_as_the_remote_has_it(
    work: Path, clone: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(work, "branch", "erp-prod", "v1")
    monkeypatch.chdir(clone())
    assert found(erp="erp-prod") == [("erp-prod", ("erp",), "1.0.0")]
    git(work, "branch", "--force", "erp-prod", "v2")
    git(Path(), "branch", "erp-prod", "origin/erp-prod")
    git(Path(), "fetch", "--quiet")
    assert found(erp="erp-prod") == [("erp-prod", ("erp",), "2.0.0")]


def test_a_set_that_was_not_released_yet_is_new(work: Path) -> None:
    (state,) = released(Git("."), Releases(tag="v*"), ["contracts", "contracts/b"])
    assert (state.before.paths, state.before.missing) == (("v2:contracts",), ("contracts/b",))


def test_a_clone_with_part_of_the_history_can_not_say_which_tag_is_the_newest(
    work: Path, clone: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone("--depth", "2"))
    git(Path(), "fetch", "--quiet", "--depth", "2", "origin", "tag", "v2")
    message, fix = refused("v*")
    assert message == "the history is too short to see which tag v* is the newest"
    assert str(fix).startswith("git fetch --unshallow ")
    assert found("v2", erp="HEAD") == [("HEAD", ("erp",), "3.0.0"), ("v2", (), "2.0.0")]


def test_a_system_whose_revision_is_not_known_is_said_with_the_nearest(work: Path) -> None:
    git(work, "branch", "erp-prod")
    assert refused(erp="epr-prod") == ("git does not know epr-prod", "did you mean erp-prod?")
    assert refused(erp="erp/v*")[0] == "no tag in the history of the baseline is named like erp/v*"


@pytest.mark.parametrize("named", ["--exec=x*", "--contains", "-x", "", " ", "a\0b"])
def test_what_looks_like_an_option_is_no_pattern(work: Path, named: str) -> None:
    for message, _ in (refused(named), refused(erp=named)):
        assert message.endswith(" is no revision")


def test_a_tag_is_its_name_here_whatever_is_written_in_it(work: Path) -> None:
    git(work, "tag", "--annotate", "--message", "x", "w1", "v1")
    git(work, "tag", "--annotate", "--message", "x", "w2", "w1")  # a tag of a tag
    git(work, "tag", "--delete", "w1")
    git(work, "tag", "w3", git(work, "rev-parse", "HEAD:a.txt"))  # of a file
    git(work, "tag", "w0", "v1~1")
    git(work, "config", "column.ui", "always")
    git(work, "config", "tag.sort", "objectsize")
    assert found("w*") == [("w2", (), "1.0.0")]


def test_before_the_first_commit_nothing_is_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    assert refused("v*")[0] == "no tag in the history of the baseline is named like v*"
