"""
The state that is in production, which may be another revision for each system that is deployed on its own.

Of the tags that a pattern fits, in the history of what a change is held against (it could tag itself), the
newest is the one that no other has in its own history. So a name need not be a version (`prod-7f3a`), and
`v2.0.0` is newer than `v2.0.0-rc1`, though git sorts that behind it. Where two lines have come together,
`v2.0.0` and a later `v1.9.1`, the one counts whose name git sorts last as a version; `git describe` counts
the commits in between, and may well say `v1.9.1`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from checker.errors import UsageError
from checker.load.baseline.git import Git, GitError
from checker.load.baseline.places import Before, at
from checker.load.baseline.revisions import Baseline, commit_of, refuse_option, shallow
from checker.model.releases import Releases
from checker.model.text import plain

_TAGS: Final = "refs/tags/"
_REMOTE: Final = "refs/remotes/origin/"
_SORTED: Final = ("--no-column", "--sort=-version:refname", "--format=%(refname)")
_PATTERN: Final = re.compile(r"[*?\[]")
_NAME: Final = 200  # characters of one that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A revision that is in production, and for which systems; empty for all that no other one names."""

    before: Before
    systems: tuple[str, ...]


def released(
    git: Git, releases: Releases, paths: Sequence[str], *, history: str = "HEAD"
) -> tuple[Released, ...]:
    """
    What lay at these paths of the work tree in each revision that is deployed, each revision once.

    The one for all systems that are not named is the last. A system whose revision is that one too needs no
    word of its own. Take `releases` from before the change: it could say that it is released itself.

    Raises:
        UsageError: there is no such revision, no tag fits, or a path is not in the repository: with the
            remedy.
        ContractError: a folder of it can't be read.

    """
    usual = None if releases.tag is None else _newest(git, releases.tag, history)
    own: dict[str, list[str]] = {}
    found: dict[str, Baseline] = {}
    for system, named in sorted(releases.systems.items()):
        baseline = _newest(git, named, history) if _PATTERN.search(named) else _revision(git, named)
        if usual is None or baseline.commit != usual.commit:
            found.setdefault(baseline.commit, baseline)
            own.setdefault(baseline.commit, []).append(system)
    each = [(found[commit], tuple(systems)) for commit, systems in own.items()]
    if usual is not None:
        each.append((usual, ()))
    return tuple(Released(before=at(git, baseline, paths), systems=systems) for baseline, systems in each)


def deployed(states: Sequence[Released], system: str) -> Released | None:
    """The revision that a system is deployed in; None where nothing says which."""
    own = next((state for state in states if system in state.systems), None)
    return own or next((state for state in states if not state.systems), None)


def _newest(git: Git, pattern: str, history: str) -> Baseline:
    """The tag that fits; one that has no wildcard is the tag itself, wherever that was moved to."""
    refuse_option(pattern)
    shown = plain(pattern, longest=_NAME)
    if not _PATTERN.search(pattern):
        commit = git.commit(f"{_TAGS}{pattern}")
        if commit is not None:
            return Baseline(commit=commit, said=shown)
    if git.is_shallow:  # with part of the history, an older tag may seem to be the newest
        raise shallow(f"the history is too short to see which tag {shown} is the newest")
    try:
        listed = (
            git.ask("tag", "--list", f"--merged={history}", *_SORTED, pattern)
            .decode(errors="surrogateescape")
            .splitlines()
        )
        commits = git.ask("rev-parse", *(f"{tag}^{{commit}}" for tag in listed)).decode().split()
        newest = git.ask("merge-base", "--independent", *commits).decode().split() if commits else []
    except GitError as error:  # no commit yet
        raise _no_tag(shown) from error
    found = ((tag, commit) for tag, commit in zip(listed, commits, strict=True) if commit in newest)
    for tag, commit in found:
        return Baseline(commit=commit, said=plain(tag.removeprefix(_TAGS), longest=_NAME))
    raise _no_tag(shown)


def _no_tag(shown: str) -> UsageError:
    fix = "git fetch --tags, or tag what is in production: git tag NAME COMMIT"
    return UsageError(f"no tag in the history of the baseline is named like {shown}", fix=fix)


def _revision(git: Git, named: str) -> Baseline:
    """A tag, a branch as the remote has it, since a local one may be old, or what else git knows."""
    refuse_option(named)
    known = (git.commit(f"{place}{named}") for place in (_TAGS, _REMOTE))
    commit = next(filter(None, known), None) or commit_of(git, named)
    return Baseline(commit=commit, said=plain(named))
