"""What is in the wheel and the sdist, and that they come out the same wherever they are built."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.uv import BIN, ROOT, uv
from tests.repositories import git

DEMO, EXAMPLE = "checker/demo", "contracts/order-to-cash"  # the first is a link to the second


def sources() -> set[str]:
    """Every file of the repository, those not yet committed too; the link to the example as its files."""
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    there = {name for name in listed if (ROOT / name).exists()}
    demo = {name.replace(EXAMPLE, DEMO) for name in there if name.startswith(f"{EXAMPLE}/")}
    return there - {DEMO} | demo


def test_the_wheel_has_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert inside == {name for name in sources() if name.startswith("checker/")}


def test_the_sdist_has_every_file_of_the_repository_and_no_other(sdist: Path) -> None:
    with tarfile.open(sdist) as packed:
        members = packed.getmembers()
    assert {member.type for member in members} == {tarfile.REGTYPE}
    assert {member.name.partition("/")[2] for member in members} == sources() | {"PKG-INFO"}


def test_the_same_bytes_come_of_a_copy_of_another_time_and_another_user(
    built: Path, wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    for name in sorted(
        git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines(), reverse=True
    ):
        (target := copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, target, follow_symlinks=False)
            if not target.is_symlink():
                os.utime(target, (1_000_000_000, 1_000_000_000))
                target.chmod(target.stat().st_mode & 0o700)
    git(copy, "init", "--quiet")  # an sdist has what git does not ignore
    uv("build", "--quiet", "--out-dir", tmp_path / "again", "--sdist", "--wheel", copy, TZ="Asia/Tokyo")
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()
    assert (tmp_path / "again" / sdist.name).read_bytes() == sdist.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ["twine", "check", "--strict"],
        ["check-wheel-contents"],
        ["validate-pyproject"],
    ],
    ids=lambda command: command[0],
)
def test_who_knows_how_packages_should_be_finds_nothing(command: list[str], wheel: Path, sdist: Path) -> None:
    what = {
        "twine": [wheel, sdist],
        "check-wheel-contents": [wheel],
        "validate-pyproject": [ROOT / "pyproject.toml"],
    }
    done = subprocess.run(
        [BIN / command[0], *command[1:], *what[command[0]]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
