"""What was done before, in a folder that may be full, damaged, shared, or of somebody else."""

import os
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from checker.cli.cache import home
from checker.errors import UsageError
from checker.spread.kept import Kept

pytestmark = pytest.mark.exhaustive

KEY = sha256(b"key").digest()
DATA = b"what came of it"
ONLY_ROOT = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts, and only root is let by rights"
)
NOT_ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="rights hold nobody back here"
)


def _file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_what_is_put_is_there_in_another_run(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path / "of" / "me"))
    assert kept.get(KEY) is None
    kept.put(KEY, DATA)
    assert kept.get(KEY) == DATA == Kept(str(tmp_path / "of" / "me")).get(KEY)
    assert kept.get(sha256(b"another").digest()) is None
    kept.put(KEY, b"")
    assert kept.get(KEY) == b""


def test_every_flipped_byte_and_every_cut_is_a_miss(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    kept.put(KEY, DATA)
    path = _file(tmp_path)
    whole = path.read_bytes()
    for number in range(len(whole)):
        for bit in (1, 128):
            path.write_bytes(whole[:number] + bytes([whole[number] ^ bit]) + whole[number + 1 :])
            assert kept.get(KEY) is None
        path.write_bytes(whole[:number])
        assert kept.get(KEY) is None
    path.write_bytes(whole + b"\0")
    assert kept.get(KEY) is None
    path.write_bytes(whole)
    assert kept.get(KEY) == DATA


def test_an_entry_in_the_place_of_another_is_a_miss(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    other = KEY[:-1] + b"\0"
    kept.put(KEY, DATA)
    path = _file(tmp_path)
    path.rename(path.parent / other.hex())
    assert kept.get(other) is None


def test_whatever_stands_in_the_place_of_an_entry_is_a_miss(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path / "cache"))
    kept.put(KEY, DATA)
    path = _file(tmp_path)
    path.rename(tmp_path / "entry")
    path.mkdir()
    assert kept.get(KEY) is None
    kept.put(KEY, DATA)
    assert kept.get(KEY) is None
    other = sha256(b"another").digest()
    kept.put(other, DATA)
    assert kept.get(other) == DATA, "others are kept all the same"
    path.rmdir()
    if sys.platform != "win32":
        path.symlink_to(tmp_path / "entry")
        assert kept.get(KEY) is None
        path.unlink()
        os.mkfifo(path)
        assert kept.get(KEY) is None, "and nobody waits"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Kept(str(tmp_path / "cache")).put(KEY, DATA)
    finally:
        os.umask(before)
    for path in (tmp_path / "cache", *(tmp_path / "cache").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_where_others_may_write_nothing_is_believed_and_nothing_kept(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Kept(str(folder)).put(KEY, DATA)
    folder.chmod(0o777)
    kept = Kept(str(folder))
    assert kept.get(KEY) is None
    kept.put(sha256(b"another").digest(), DATA)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_file_where_the_folder_should_be_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    kept = Kept(str(tmp_path / "cache"))
    kept.put(KEY, DATA)
    assert kept.get(KEY) is None


@NOT_ROOT
def test_a_folder_that_can_only_be_read_fails_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    kept = Kept(str(tmp_path / "cache"))
    kept.put(KEY, DATA)
    assert kept.get(KEY) is None
    tmp_path.chmod(0o700)


@NOT_ROOT
def test_an_entry_that_cannot_be_read_is_a_miss(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    kept.put(KEY, DATA)
    _file(tmp_path).chmod(0)
    assert kept.get(KEY) is None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    options = "size=64k,mode=0700"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], check=False).returncode:
        pytest.skip("nobody may mount anything here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@ONLY_ROOT
def test_a_full_disk_fails_nothing(small_disk: Path) -> None:
    kept = Kept(str(small_disk))
    kept.put(KEY, DATA)
    for number in range(5):
        kept.put(sha256(bytes([number])).digest(), bytes(30_000))
    assert kept.get(KEY) == DATA
    assert not list(small_disk.rglob(".*")), "what was begun is gone"
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    Kept(str(small_disk)).put(sha256(b"another").digest(), DATA)
    assert Kept(str(small_disk)).get(KEY) == DATA


def test_what_nobody_asks_for_goes_and_the_total_is_bounded(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path), most=32 * 10 * 4096)
    old = bytes([0, 1, 0]) + KEY[3:]
    kept.put(old, DATA)
    os.utime(_file(tmp_path), (1, 1))
    (tmp_path / "00" / ".killed").write_bytes(b"half")
    os.utime(tmp_path / "00" / ".killed", (1, 1))
    keys = [bytes([0, 0, number]) + KEY[3:] for number in range(40)]
    for number, key in enumerate(keys):
        kept.put(key, DATA)
        path = tmp_path / "00" / key.hex()
        if path.exists():
            os.utime(path, (time.time() - 1000 + number,) * 2)
    assert kept.get(old) is None
    assert not (tmp_path / "00" / ".killed").exists()
    assert [key for key in keys if kept.get(key) is not None] == keys[-10:]


def test_what_is_asked_for_stays(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    kept.put(KEY, DATA)
    os.utime(_file(tmp_path), (1, 1))
    kept.get(KEY)
    assert time.time() - _file(tmp_path).stat().st_mtime < 60


def test_what_is_very_long_is_not_kept(tmp_path: Path) -> None:
    Kept(str(tmp_path)).put(KEY, bytes(16_000_001))
    assert not [*tmp_path.iterdir()]


def test_many_at_once_share_it(tmp_path: Path) -> None:
    program = (
        "import sys; from hashlib import sha256; from checker.spread.kept import Kept\n"
        "sys.stdin.readline()\n"
        f"kept = Kept({str(tmp_path / 'cache')!r}, most=32 * 40 * 4096)\n"
        "for number in range(300):\n"
        "    key = sha256(b'%d' % (number % 50)).digest(); data = key * (number % 50 + 1)\n"
        "    found = kept.get(key); assert found in (None, data), number\n"
        "    kept.put(key, data)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.communicate()[1] for one in running] == [b""] * 4
    assert not list(tmp_path.rglob(".*"))
    shutil.rmtree(tmp_path / "cache")


@pytest.mark.parametrize(
    ("environment", "platform", "place"),
    [
        ({"SEAMPROOF_CACHE": "/here", "XDG_CACHE_HOME": "/x"}, "linux", "/here"),
        ({"XDG_CACHE_HOME": "/x"}, "linux", "/x/seamproof"),
        ({"XDG_CACHE_HOME": "x"}, "linux", "/home/me/.cache/seamproof"),
        ({"SEAMPROOF_CACHE": ""}, "linux", "/home/me/.cache/seamproof"),
        ({"XDG_CACHE_HOME": "/x"}, "darwin", "/home/me/Library/Caches/seamproof"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/seamproof/cache"),
        ({}, "win32", None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths are written otherwise")
def test_it_lies_where_such_things_lie(
    environment: dict[str, str], platform: str, place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert home(environment, ["/work/contracts"], platform) == place


@pytest.mark.parametrize("checked", ["contracts", "contracts/a/contract.yaml", "linked", "contracts/gone"])
@pytest.mark.parametrize("place", ["contracts/a/cache", ".cache", "elsewhere/../.cache/x"])
def test_a_folder_where_a_change_may_be_proposed_is_not_believed(
    tmp_path: Path, checked: str, place: str
) -> None:
    project = tmp_path / "project"
    (project / "contracts/a").mkdir(parents=True)
    (project / "contracts/a/contract.yaml").touch()
    (project / "linked").symlink_to("contracts")
    (project / ".git").touch()  # as in a further work tree
    paths = [str(tmp_path / "other"), str(project / checked)]
    with pytest.raises(UsageError, match=f"which lies in {re.escape(str(project))}:"):
        home({"SEAMPROOF_CACHE": str(project / place)}, paths)
    assert home({"XDG_CACHE_HOME": str(project / place)}, paths, "linux") is None
    outside = str(tmp_path / "cache")
    assert home({"SEAMPROOF_CACHE": outside}, paths) == outside


def test_without_a_work_tree_the_folder_that_is_checked_is_not_believed(tmp_path: Path) -> None:
    inside, beside = str(tmp_path / "contracts/cache"), str(tmp_path / "cache")
    with pytest.raises(UsageError):
        home({"SEAMPROOF_CACHE": inside}, [str(tmp_path / "contracts")])
    assert home({"SEAMPROOF_CACHE": beside}, [str(tmp_path / "contracts")]) == beside
