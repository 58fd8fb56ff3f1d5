"""What a commit has."""

from pathlib import Path

from checker.load.baseline import Blob, Git, Snapshot
from tests.load.baseline.conftest import commit, git

MOST = 1_000  # bytes, of files that are read whole


def contents(seen: Snapshot) -> dict[str, bytes | None]:
    return {path: seen.content(blob, most=MOST) for path, blob in seen.files.items()}


def test_the_files_are_those_of_the_commit(repository: Path) -> None:
    folder = repository / "contracts" / "orders"
    folder.mkdir(parents=True)
    (folder / "contract.yaml").write_text("contract: orders\n")
    (folder / "größe mit\nZeile.json").write_text("{}")
    first = commit(repository)
    (folder / "contract.yaml").write_text("contract: other\n")
    commit(repository)
    (folder / "contract.yaml").unlink()
    assert contents(Snapshot(Git(str(folder)), first)) == {
        "a.txt": b"two",
        "contracts/orders/contract.yaml": b"contract: orders\n",
        "contracts/orders/größe mit\nZeile.json": b"{}",
    }


def test_the_folder_that_git_was_asked_in_is_known(repository: Path) -> None:
    (repository / "a" / "b").mkdir(parents=True)
    assert Git(str(repository / "a" / "b")).prefix == "a/b/"
    assert Git(str(repository)).prefix == ""


def test_a_link_is_one_and_a_submodule_is_another_repository(repository: Path) -> None:
    (repository / "link").symlink_to("/etc/passwd")
    head = git(repository, "rev-parse", "HEAD")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    git(repository, "add", "link")
    git(repository, "commit", "--quiet", "--message", "link")
    seen = Snapshot(Git(str(repository)), "HEAD")
    assert (sorted(seen.files), seen.submodules) == (["a.txt", "link"], {"module"})
    assert seen.files["link"] == Blob(id=seen.files["link"].id, is_link=True)
    assert seen.content(seen.files["link"], most=MOST) == b"/etc/passwd"


def test_contents_are_whatever_they_are(repository: Path) -> None:
    (repository / "lines").write_bytes(b"\0\n" * 100)
    (repository / "empty").write_bytes(b"")
    commit(repository)
    seen = Snapshot(Git(str(repository)), "HEAD")
    assert contents(seen) == {"a.txt": b"two", "lines": b"\0\n" * 100, "empty": b""}
    assert seen.content(seen.files["lines"], most=200) == b"\0\n" * 100


def test_what_is_longer_than_it_may_be_is_not_read(repository: Path) -> None:
    (repository / "lines").write_bytes(b"\0\n" * 1_000_000)
    commit(repository)
    seen = Snapshot(Git(str(repository)), "HEAD")
    assert seen.content(seen.files["lines"], most=1_999_999) is None
    assert seen.content(seen.files["a.txt"], most=3) == b"two"
    assert seen.content(seen.files["a.txt"], most=2) is None


def test_neither_the_repository_nor_the_files_are_touched(repository: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        paths = [path for path in repository.rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    (repository / "a.txt").write_text("changed")
    before = state()
    assert contents(Snapshot(Git(str(repository)), "HEAD")) == {"a.txt": b"two"}
    assert state() == before
