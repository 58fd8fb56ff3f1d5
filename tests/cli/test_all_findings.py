"""Every finding by itself, in a file of its own."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spread.corpus import everything, exchange, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "set", {"a.jsonl": "".join(everything(1_000))})


def rows(path: Path) -> list[dict[str, object]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    return [json.loads(line) for line in text.splitlines()]


def run(*arguments: object, blocks: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command, perhaps where no file may have more than so many blocks of 1,024 bytes."""
    line = [sys.executable, "-m", "checker", *map(str, arguments)]
    limited = ["bash", "-c", f'ulimit -f {blocks}; exec "$@"', "bash", *line]
    return subprocess.run(limited if blocks else line, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
def test_each_finding_is_a_line_with_its_own_record(folder: Path, tmp_path: Path, name: str) -> None:
    ran = run("check", folder, "--all-findings", tmp_path / name, "--output-format", "json")
    *found, last = rows(tmp_path / name)
    report = json.loads(ran.stdout)
    assert last == {"type": "end", "findings": len(found), "interrupted": False}
    for kind in ("findings", "expected"):
        told = [row for row in found if row["type"] == kind.removesuffix("s")]
        assert len(told) == sum(finding["count"] for finding in report[kind])
        assert {row["fingerprint"] for row in told} == {finding["fingerprint"] for finding in report[kind]}
    differing = [row for row in found if row["rule"] == "transformation-differs"]
    lines = [row["evidence"]["line"] for row in differing]  # type: ignore[index]
    assert lines == sorted(lines)
    assert len(set(lines)) == 11
    assert all(row["count"] == 1 for row in differing)


def test_a_run_without_findings_says_that_there_are_none(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", {"a.jsonl": exchange("c", 1)})
    run("check", folder, "--all-findings", tmp_path / "all.jsonl")
    assert rows(tmp_path / "all.jsonl") == [{"type": "end", "findings": 0, "interrupted": False}]


def test_a_list_that_finds_no_room_leaves_the_old_one_whole(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("old\n")
    ran = run("check", folder, "--all-findings", path, blocks=1)
    assert (ran.returncode, path.read_text()) == (2, "old\n")
    assert "all.jsonl can't be written: File too large" in " ".join(ran.stderr.split())
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize("where", ["set/recordings/a.jsonl", "nowhere/all.jsonl", "set"])
def test_where_it_can_not_go_is_said_before_any_work(folder: Path, tmp_path: Path, where: str) -> None:
    ran = run("check", folder, "--all-findings", tmp_path / where)
    assert ran.returncode == 2
    assert ran.stdout.endswith("Nothing was checked\n") or "Nothing was checked" in ran.stderr


def test_nothing_is_left_where_the_contract_has_mistakes(folder: Path, tmp_path: Path) -> None:
    contract = folder / "contract.yaml"
    contract.write_text(contract.read_text().replace("initial: sent", "initial: snet"))
    assert run("check", folder, "--all-findings", tmp_path / "all.jsonl").returncode == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["set"]
