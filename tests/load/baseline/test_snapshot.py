"""What a commit has below a folder."""

from pathlib import Path

from checker.load.baseline import Blob, Git, snapshot
from tests.load.baseline.conftest import commit, git


def test_the_files_below_a_folder_are_those_of_the_commit(repository: Path) -> None:
    folder = repository / "contracts" / "orders"
    folder.mkdir(parents=True)
    (folder / "contract.yaml").write_text("contract: orders\n")
    (folder / "größe mit\nZeile.json").write_text("{}")
    (repository / "contracts-of-others").write_text("no")
    first = commit(repository)
    (folder / "contract.yaml").write_text("contract: other\n")
    commit(repository)
    (folder / "contract.yaml").unlink()
    seen = snapshot(Git(str(folder)), first, ["contracts"])
    assert sorted(seen.files) == ["contracts/orders/contract.yaml", "contracts/orders/größe mit\nZeile.json"]
    assert seen.read(seen.files, most=100) == {
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
    seen = snapshot(Git(str(repository)), "HEAD", [""])
    assert sorted(seen.files) == ["a.txt", "link"]
    assert seen.files["link"] == Blob(id=seen.files["link"].id, size=len("/etc/passwd"), is_link=True)
    assert seen.read(["link"], most=100) == {"link": b"/etc/passwd"}


def test_what_is_too_long_is_left_out_and_what_is_there_twice_is_read_once(repository: Path) -> None:
    (repository / "b.txt").write_text("two")
    (repository / "long").write_bytes(b"\0\n" * 100)
    commit(repository)
    seen = snapshot(Git(str(repository)), "HEAD", [""])
    assert seen.read(seen.files, most=100) == {"a.txt": b"two", "b.txt": b"two"}
    assert seen.read(["long"], most=200) == {"long": b"\0\n" * 100}


def test_a_folder_that_was_not_there_has_nothing(repository: Path) -> None:
    seen = snapshot(Git(str(repository)), "HEAD", ["contracts"])
    assert seen.files == {}
    assert seen.read([], most=1) == {}


def test_neither_the_repository_nor_the_files_are_touched(repository: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        paths = [path for path in repository.rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    (repository / "a.txt").write_text("changed")
    before = state()
    seen = snapshot(Git(str(repository)), "HEAD", [""])
    assert seen.read(["a.txt"], most=100) == {"a.txt": b"two"}
    assert state() == before
