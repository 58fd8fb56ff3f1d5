"""Which revision is the baseline, and what is said where there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.load.baseline import Git, against
from tests.load.baseline.conftest import commit, git

Clone = Callable[..., Path]
AUTO = "auto"


def refused(folder: Path, revision: str, **environment: str) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as raised:
        against(Git(str(folder)), revision, environment)
    (mistake,) = raised.value.mistakes
    return mistake.message, mistake.fix


def found(folder: Path, revision: str = AUTO, **environment: str) -> tuple[str, str]:
    one = against(Git(str(folder)), revision, environment)
    return one.commit, one.said


@pytest.mark.parametrize("revision", ["HEAD", "main", "HEAD~1", "v1", "refs/tags/v1"])
def test_a_revision_is_the_commit_that_git_says_it_is(repository: Path, revision: str) -> None:
    git(repository, "tag", "--annotate", "--message", "one", "v1", "HEAD~1")
    wanted = git(repository, "rev-parse", f"{revision}^{{commit}}")
    assert found(repository, revision) == (wanted, revision)


def test_one_that_git_does_not_know_is_said_with_the_nearest(repository: Path) -> None:
    git(repository, "branch", "release-2026")
    assert refused(repository, "relaese-2026") == (
        "git does not know relaese-2026",
        "did you mean release-2026?",
    )
    assert refused(repository, "x" * 40) == (
        f"git does not know {'x' * 40}",
        f"fetch it: git fetch origin +refs/heads/{'x' * 40}:refs/remotes/origin/{'x' * 40}",
    )


@pytest.mark.parametrize("revision", ["--output=x", "-1", "", " ", "a\0b"])
def test_what_looks_like_an_option_is_no_revision(repository: Path, revision: str) -> None:
    message, fix = refused(repository, revision)
    assert message.endswith(" is no revision")
    assert fix == "name a branch, a tag or a commit"
    assert not (repository / "x").exists()


def test_a_tree_is_no_revision(repository: Path) -> None:
    message, _ = refused(repository, "HEAD^{tree}")
    assert message == "git does not know HEAD^{tree}"


def test_a_branch_is_held_against_where_it_left_the_default_branch(repository: Path) -> None:
    start = git(repository, "rev-parse", "main")
    git(repository, "switch", "--quiet", "--create", "change")
    commit(repository, a_txt="three")
    git(repository, "switch", "--quiet", "main")
    commit(repository, b_txt="other")
    git(repository, "switch", "--quiet", "change")
    assert found(repository) == (start, f"the merge base with main ({start[:9]})")


def test_the_default_branch_is_held_against_what_it_was_before(repository: Path) -> None:
    before = git(repository, "rev-parse", "HEAD~1")
    assert found(repository) == (before, f"the commit before on main ({before[:9]})")


def test_a_merge_on_the_default_branch_is_held_against_its_first_parent(repository: Path) -> None:
    before = git(repository, "rev-parse", "main")
    git(repository, "switch", "--quiet", "--create", "change")
    commit(repository, b_txt="three")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "merge", "change")
    assert found(repository)[0] == before


def test_in_a_clone_the_branch_of_the_remote_counts(repository: Path, clone: Clone) -> None:
    folder = clone()
    start = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "--quiet", "--create", "change")
    commit(folder, a_txt="three")
    git(folder, "branch", "--force", "main", "HEAD")  # a local main that is no good
    assert found(folder) == (start, f"the merge base with origin/main ({start[:9]})")


def test_the_remote_says_which_branch_is_the_default(repository: Path, clone: Clone) -> None:
    git(repository, "branch", "--move", "main", "trunk")
    folder = clone()
    start = git(folder, "rev-parse", "HEAD~1")
    assert found(folder) == (start, f"the commit before on trunk ({start[:9]})")


def test_a_pull_request_is_held_against_where_it_left_its_target(repository: Path, clone: Clone) -> None:
    start = git(repository, "rev-parse", "main")
    folder = clone()
    git(folder, "switch", "--quiet", "--detach")
    commit(folder, a_txt="three")
    assert found(folder, GITHUB_BASE_REF="main") == (start, f"the merge base with origin/main ({start[:9]})")
    assert found(folder, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")[0] == start
    assert found(folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=start) == (
        start,
        f"the merge base of the merge request ({start[:9]})",
    )


def test_a_push_to_the_default_branch_is_held_against_the_commit_before(clone: Clone) -> None:
    folder = clone()
    git(folder, "switch", "--quiet", "--detach")
    before = git(folder, "rev-parse", "HEAD~1")
    for environment in (
        {"GITHUB_REF_TYPE": "branch", "GITHUB_REF_NAME": "main", "GITHUB_BASE_REF": ""},
        {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"},
        {},
    ):
        assert found(folder, **environment)[0] == before
    other = {"GITHUB_REF_TYPE": "branch", "GITHUB_REF_NAME": "change"}
    assert found(folder, **other)[0] == before  # a new branch without a commit of its own


def test_a_shallow_clone_is_told_how_to_get_the_rest(clone: Clone) -> None:
    folder = clone("--depth", "1")
    deepen = "git fetch --unshallow (in GitHub Actions: fetch-depth: 0 at actions/checkout; in GitLab: GIT_DEPTH: 0)"
    assert refused(folder, AUTO) == ("the commit before HEAD on main is not here", deepen)
    assert refused(folder, "HEAD~1") == ("git does not know HEAD~1, and this clone is shallow", deepen)
    commit(folder, a_txt="three")
    git(folder, "switch", "--quiet", "--create", "change")
    git(
        folder,
        "update-ref",
        "refs/remotes/origin/other",
        git(folder, "commit-tree", "HEAD^{tree}", "-m", "x"),
    )
    message, fix = refused(folder, AUTO, GITHUB_BASE_REF="other")
    assert (message, fix) == ("the history is too short to see where HEAD left origin/other", deepen)


def test_histories_without_a_commit_in_common_are_said(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--orphan", "change")
    commit(repository, b_txt="other")
    assert refused(repository, AUTO) == (
        "HEAD and main have no commit in common",
        "name what to compare with: --against main",
    )


def test_the_first_commit_has_nothing_before_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert refused(tmp_path, AUTO)[0] == "nothing says what the default branch is"
    assert refused(tmp_path, AUTO, CI_DEFAULT_BRANCH="main")[0] == "there is no commit yet"
    commit(tmp_path, a_txt="one")
    assert refused(tmp_path, AUTO) == (
        "HEAD is the first commit on main",
        "leave --against out: there is nothing before",
    )


def test_where_no_branch_is_a_usual_one_somebody_must_say_which(repository: Path) -> None:
    git(repository, "branch", "--move", "main", "trunk")
    assert refused(repository, AUTO) == (
        "nothing says what the default branch is",
        "name it: --against origin/main",
    )


def test_a_tag_with_the_name_of_a_branch_is_not_the_branch(repository: Path, clone: Clone) -> None:
    start = git(repository, "rev-parse", "main")
    folder = clone()
    git(folder, "switch", "--quiet", "--create", "change")
    head = commit(folder, a_txt="three")
    for tag in ("main", "origin/main"):
        git(folder, "tag", tag, head)
    assert found(folder)[0] == start
    assert found(folder, GITHUB_BASE_REF="main")[0] == start
    git(folder, "switch", "--quiet", "main")
    assert found(folder)[0] == git(folder, "rev-parse", "HEAD~1")


def test_a_target_that_was_not_fetched_is_said_with_the_command(clone: Clone) -> None:
    folder = clone()
    assert refused(folder, AUTO, GITHUB_BASE_REF="release") == (
        "git does not know origin/release",
        "fetch it: git fetch origin +refs/heads/release:refs/remotes/origin/release",
    )


def test_a_commit_of_the_default_branch_is_held_against_the_one_before(clone: Clone) -> None:
    """As a pipeline of a tag checks one out."""
    folder = clone()
    git(folder, "switch", "--quiet", "--detach", "HEAD~1")
    message, _ = refused(folder, AUTO)
    assert message == "HEAD is the first commit on origin/main"
    git(folder, "switch", "--quiet", "main")
    commit(folder, a_txt="three")
    git(folder, "push", "--quiet", "origin", "HEAD:refs/heads/next")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "switch", "--quiet", "--detach", "HEAD~1")
    assert found(folder)[0] == git(folder, "rev-parse", "HEAD~1")
