"""
Which revision a change is held against.

`auto` is where the change began: in a pull or merge request the merge base with the branch it goes to, on any
other branch that with the default branch, and on the default branch itself the commit before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checker.errors import UsageError
from checker.load.baseline.git import Git, GitError
from checker.model.text import nearest, plain

AUTO: Final = "auto"
_REMOTE: Final = "refs/remotes/origin/"
_LOCAL: Final = "refs/heads/"
SHORT: Final = 9  # characters of an id that people read
_NAME: Final = 200  # characters of one that are shown: a remedy must be whole
_USUAL: Final = ("main", "master")  # default branches, where nothing says which it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A commit, and why it is this one: `the merge base with origin/main (1a2b3c4d5)`."""

    commit: str
    said: str


def against(git: Git, revision: str, environment: Mapping[str, str]) -> Baseline:
    """
    What a revision names; `auto` is found from the variables of the CI, else from the branches.

    Raises:
        UsageError: there is no such revision, or too little of the history: with the command that mends it.

    """
    if revision != AUTO:
        return Baseline(commit=commit_of(git, revision), said=plain(revision))
    if base := environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        commit = commit_of(git, base)
        return Baseline(commit=commit, said=f"the merge base of the merge request ({commit[:SHORT]})")
    target = environment.get("GITHUB_BASE_REF") or environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    if target:
        return _merge_base(git, target)
    default = _default_branch(git, environment)
    if default is None:
        fix = "name it: --against origin/main"
        raise UsageError("nothing says what the default branch is", fix=fix)
    if _is_on(git, default, environment):
        return _before(git, default)
    return _merge_base(git, default)


def refuse_option(revision: str) -> None:
    """
    Keeps from git what it would take for an option, and what no process can be given.

    Raises:
        UsageError: it can be no revision and no pattern of tags.

    """
    if revision.startswith("-") or "\0" in revision or not revision.strip():
        raise UsageError(
            f"{plain(revision) or 'nothing'} is no revision", fix="name a branch, a tag or a commit"
        )


def commit_of(git: Git, revision: str) -> str:
    """
    The commit that a revision names.

    Raises:
        UsageError: there is none, or not in this clone: with the command that mends it.

    """
    refuse_option(revision)
    found = git.commit(revision)
    if found is not None:
        return found
    shown = plain(revision, longest=_NAME)
    if git.is_shallow:
        raise shallow(f"git does not know {shown}, and this clone is shallow")
    branch = revision.removeprefix("origin/")
    near = nearest(revision, _names(git)) if branch == revision else None
    fetch = (
        f"git fetch origin +refs/heads/{plain(branch, longest=_NAME)}:{_REMOTE}{plain(branch, longest=_NAME)}"
    )
    fix = f"did you mean {plain(near, longest=_NAME)}?" if near else f"fetch it: {fetch}"
    raise UsageError(f"git does not know {shown}", fix=fix)


def _merge_base(git: Git, branch: str) -> Baseline:
    """
    Where HEAD left a branch, which is taken as the remote has it: a local one may be old. Where HEAD is a
    commit of the branch, what that was before.
    """
    shown = plain(branch, longest=_NAME)
    name, full = f"origin/{shown}", f"{_REMOTE}{branch}"
    if git.commit(full) is None:
        if git.commit(f"{_LOCAL}{branch}") is None:
            commit_of(git, f"origin/{branch}")  # which says what to fetch
        name, full = shown, f"{_LOCAL}{branch}"
    if git.is_shallow:  # what is found then may be far too old
        raise shallow(f"the history is too short to see where HEAD left {name}")
    try:
        found = git.line("merge-base", "HEAD", full)
    except GitError as error:
        fix = f"name what to compare with: --against {name}"
        raise UsageError(f"HEAD and {name} have no commit in common", fix=fix) from error
    if found == git.commit("HEAD"):
        own = _own_branch(git)
        if own is not None and own != branch:  # nothing is committed on it yet
            return Baseline(commit=found, said=f"where {plain(own)} left {name} ({found[:SHORT]})")
        return _before(git, name)
    return Baseline(commit=found, said=f"the merge base with {name} ({found[:SHORT]})")


def _own_branch(git: Git) -> str | None:
    """The branch that is checked out; None where that is a commit, as in most CI."""
    try:
        head = git.line("symbolic-ref", "--quiet", "HEAD")
    except GitError:
        return None
    return head.removeprefix(_LOCAL) if head.startswith(_LOCAL) else None


def _before(git: Git, branch: str) -> Baseline:
    """The first parent of HEAD: what the branch was before."""
    found = git.commit("HEAD^")
    if found is not None:
        return Baseline(commit=found, said=f"the commit before on {plain(branch)} ({found[:SHORT]})")
    if git.is_shallow:
        raise shallow(f"the commit before HEAD on {plain(branch)} is not here")
    if git.commit("HEAD") is None:
        raise UsageError("there is no commit yet", fix="commit once, or leave --against out")
    fix = "leave --against out: there is nothing before"
    raise UsageError(f"HEAD is the first commit on {plain(branch)}", fix=fix)


def shallow(what: str) -> UsageError:
    """What can't be said in a clone that has only the last commits, with what gets the others."""
    in_ci = "in GitHub Actions: fetch-depth: 0 at actions/checkout; in GitLab: GIT_DEPTH: 0"
    return UsageError(what, fix=f"git fetch --unshallow ({in_ci})")


def _default_branch(git: Git, environment: Mapping[str, str]) -> str | None:
    if named := environment.get("CI_DEFAULT_BRANCH"):
        return named
    try:
        head = git.line("symbolic-ref", "--quiet", f"{_REMOTE}HEAD")
    except GitError:
        usual = (name for place in (_REMOTE, _LOCAL) for name in _USUAL if git.commit(f"{place}{name}"))
        return next(usual, None)
    return head.removeprefix(_REMOTE)


def _is_on(git: Git, default: str, environment: Mapping[str, str]) -> bool:
    """Whether HEAD is the default branch; CI checks out a commit, and names the branch beside."""
    if environment.get("GITHUB_REF_TYPE") == "branch" and environment.get("GITHUB_REF_NAME"):
        return environment["GITHUB_REF_NAME"] == default
    if environment.get("CI_COMMIT_BRANCH"):
        return environment["CI_COMMIT_BRANCH"] == default
    try:
        return git.line("symbolic-ref", "--quiet", "HEAD") == f"{_LOCAL}{default}"
    except GitError:  # detached
        return git.commit("HEAD") in [git.commit(f"{place}{default}") for place in (_REMOTE, _LOCAL)]


def _names(git: Git) -> Iterator[str]:
    """Branches and tags, for what was mistyped."""
    places = ("refs/heads", "refs/tags", "refs/remotes")
    listed = git.ask("for-each-ref", "--count=1000", "--format=%(refname:short)", *places)
    yield from listed.decode(errors="replace").splitlines()
