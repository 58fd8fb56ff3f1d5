"""A repository is asked and never touched, whatever it and the environment say."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.load.baseline import Git, Snapshot, against
from checker.load.baseline.git import GitError
from tests.load.baseline.conftest import commit, git


def refused(folder: Path) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as raised:
        Git(str(folder))
    (mistake,) = raised.value.mistakes
    return mistake.message, mistake.fix


def test_where_there_is_no_repository_a_folder_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert refused(tmp_path) == (
        f"{tmp_path} lies in no git repository",
        "name a folder that has the baseline: --against ./DIR",
    )
    assert refused(tmp_path / "nowhere")[0] == f"there is no folder {tmp_path / 'nowhere'}"


def test_a_bare_repository_has_no_files(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare")
    assert refused(tmp_path / "bare")[1] == "run this where the files are checked out"


def test_where_there_is_no_git_it_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert refused(repository) == (
        "git is not there, and the baseline is a revision of it",
        "install git, or name a folder that has the baseline: --against ./DIR",
    )


def test_a_git_that_can_not_be_run_is_none(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "git").write_text("")
    monkeypatch.setenv("PATH", str(repository))
    assert refused(repository)[0] == "git is not there, and the baseline is a revision of it"


def test_a_bare_repository_among_the_files_is_not_taken(repository: Path, tmp_path: Path) -> None:
    """A change could bring one, with whatever it calls main."""
    trap = repository / "service"
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), str(trap))
    (trap / "config").write_text("[core]\n\tbare = false\n\tworktree = .\n\trepositoryformatversion = 0\n")
    with pytest.raises(UsageError):
        Git(str(trap))


def test_an_object_that_is_gone_is_said(repository: Path) -> None:
    seen = Git(str(repository))
    before = Snapshot(seen, "HEAD")
    blob = before.files["a.txt"]
    (repository / ".git" / "objects" / blob.id[:2] / blob.id[2:]).unlink()
    with pytest.raises(UsageError, match=f"object {blob.id} is missing"):
        before.content(blob, most=1_000_000)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_somebody_else_is_trusted_by_a_command_only(repository: Path) -> None:
    for path in (repository, *repository.rglob("*")):
        os.chown(path, 12345, 12345)
    message, fix = refused(repository)
    assert message == "git does not trust this repository: it belongs to another user"
    assert fix == f"if you trust it: git config --global --add safe.directory {repository}"


def test_what_git_says_of_a_damaged_one_is_passed_on(repository: Path) -> None:
    (repository / ".git" / "config").write_text("[core\n")
    message, _ = refused(repository)
    assert message.startswith("git can't read the repository: ")


def test_nothing_runs_that_the_repository_names(repository: Path, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    script.chmod(0o755)
    (repository / ".gitattributes").write_text("* filter=x diff=x\n")
    commit(repository)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.smudge",
        "filter.x.process",
        "gpg.program",
        "credential.helper",
        "uploadpack.packObjectsHook",
    ):
        git(repository, "config", name, str(script))
    for command in ("rev-parse", "ls-tree", "cat-file", "merge-base", "describe", "for-each-ref"):
        git(repository, "config", f"alias.{command}", f"!{script}")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        shutil.copy(script, repository / ".git" / "hooks" / hook)
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD~1")
    marker.unlink(missing_ok=True)
    seen = Git(str(repository))
    before = Snapshot(seen, against(seen, "auto", {}).commit)
    with pytest.raises(UsageError, match="nowhere"):
        against(seen, "nowhere", {})
    assert before.content(before.files["a.txt"], most=1_000_000) == b"two"
    assert not marker.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "ext::sh -c touch% '{marker}'"),
        ("vcs", "ext"),
        ("uploadpack", "{script}"),
    ],
)
def test_what_is_missing_is_fetched_from_nowhere(
    repository: Path, tmp_path: Path, name: str, value: str
) -> None:
    """As of a partial clone, whose configuration says where the rest is, and by which program it comes."""
    marker = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    script.chmod(0o755)
    seen = Git(str(repository))
    blob = Snapshot(seen, "HEAD").files["a.txt"]
    (repository / ".git" / "objects" / blob.id[:2] / blob.id[2:]).unlink()
    git(repository, "config", "remote.origin.url", str(repository))
    git(repository, "config", "protocol.ext.allow", "always")
    git(repository, "config", f"remote.origin.{name}", value.format(marker=marker, script=script))
    git(repository, "config", "core.repositoryFormatVersion", "1")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.promisor", "true")
    with pytest.raises(UsageError, match=f"object {blob.id} is missing"):
        Snapshot(seen, "HEAD~1").content(blob, most=1_000_000)
    assert not marker.exists()


def test_objects_and_histories_that_were_replaced_are_what_they_were(repository: Path) -> None:
    first, head = git(repository, "rev-parse", "HEAD~1"), git(repository, "rev-parse", "HEAD")
    git(repository, "replace", head, first)
    git(repository, "replace", f"{head}:a.txt", f"{first}:a.txt")
    (repository / ".git" / "info" / "grafts").write_text(f"{head}\n")  # as if it had no parent
    seen = Git(str(repository))
    before = Snapshot(seen, head)
    assert before.content(before.files["a.txt"], most=1_000_000) == b"two"
    assert against(seen, "auto", {}).commit == first


def test_a_damaged_object_is_never_taken_for_a_short_one(repository: Path) -> None:
    content = "".join(f"{number * number % 9973}\n" for number in range(20_000))
    commit(repository, long_txt=content)
    seen = Git(str(repository))
    before = Snapshot(seen, "HEAD")
    blob = before.files["long.txt"]
    path = repository / ".git" / "objects" / blob.id[:2] / blob.id[2:]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.chmod(0o600)
    path.write_bytes(data)
    with pytest.raises(UsageError) as raised:
        before.content(blob, most=1_000_000)
    (mistake,) = raised.value.mistakes
    assert mistake.message.startswith("this clone has not got all files of the baseline: object ")
    assert mistake.fix == "if it is a partial clone: git fetch --refetch --no-filter; else: git fsck"


def test_the_environment_leads_to_no_other_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    wanted = git(repository, "rev-parse", "HEAD")
    commit(other, a_txt="other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git" / "objects"))
    assert Git(str(repository)).commit("HEAD") == wanted


def test_what_git_refuses_is_an_error_with_its_words(repository: Path) -> None:
    with pytest.raises(GitError, match="nowhere"):
        Git(str(repository)).ask("ls-tree", "nowhere")


def test_a_partial_clone_fetches_nothing_and_is_told_how_to(
    repository: Path, clone: Callable[..., Path]
) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    folder = clone("--filter=blob:none", "--no-checkout")
    seen = Git(str(folder))
    head = seen.commit("HEAD")
    assert head is not None
    before = Snapshot(seen, head)
    with pytest.raises(UsageError) as raised:
        before.content(before.files["a.txt"], most=1_000)
    (mistake,) = raised.value.mistakes
    assert mistake.message.startswith("this clone has not got all files of the baseline: ")
    assert mistake.fix == "if it is a partial clone: git fetch --refetch --no-filter; else: git fsck"
