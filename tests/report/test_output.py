"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.report.output import refuse_unwritable, write


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_text("old")

    write(str(file), "new\n")

    assert file.read_text() == "new\n"
    assert list(tmp_path.iterdir()) == [file]


def test_the_old_file_stays_whole_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "result.json"
    file.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"result\.json can't be written: No space left on device"):
        write(str(file), "new")

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "file").write_text("old")

    write(str(tmp_path / "link"), "new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a folder"):
        refuse_unwritable(str(tmp_path))


def test_a_device_is_not_replaced_by_a_report() -> None:
    with pytest.raises(UsageError, match="it is not an ordinary file"):
        refuse_unwritable("/dev/null")

    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        refuse_unwritable(str(tmp_path / "no" / "result.json"))


def test_trying_whether_a_file_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    refuse_unwritable(str(tmp_path / "result.json"))

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_refuses_files_is_said_before_the_work() -> None:
    with pytest.raises(UsageError, match="can't be written"):
        refuse_unwritable("/proc/result.json")


def test_half_a_pair_of_surrogates_is_spelled_out(tmp_path: Path) -> None:
    write(str(tmp_path / "a"), "\ud800")

    assert (tmp_path / "a").read_bytes() == b"\\ud800"
