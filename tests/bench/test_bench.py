"""The benchmark fails when something planted is missed, and when something is found that nobody planted."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from tests.bench.__main__ import main
from tests.bench.corpora import Corpora
from tests.bench.planted import MissedError, Planted, missed
from tests.bench.replay import prove
from tests.bench.rows import Row, lines

FOUND = ("transformation-differs", "shop-to-erp/order#/lines/*/amount")
SMALL = ["--lines", "100", "--runs", "1"]


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], str]:
    """Writes a program that does as the command does, with these arguments added."""

    def write(added: str) -> str:
        path = tmp_path / "program"
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@" {added}\n')
        path.chmod(0o755)
        return str(path)

    return write


def test_a_command_that_misses_what_was_planted_fails_the_benchmark(
    program: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--only", "processes", "--command", program("--only static"), *SMALL]) == 1
    assert capsys.readouterr().err.endswith(
        "the benchmark fails: 1 in 1,000 altered, as it comes: 1 line was altered, and found was nothing\n"
    )


def test_a_command_that_finds_what_nobody_planted_fails_the_benchmark(
    program: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--only", "processes", "--command", program("--min-coverage 100"), *SMALL]) == 1
    told = capsys.readouterr().err.splitlines()[-1]
    assert "1 line was altered, and found was" in told
    assert "coverage" in told


def test_a_command_that_checks_nothing_fails_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "processes", "--command", "/bin/echo", *SMALL]) == 1
    assert "the command printed no result" in capsys.readouterr().err


def test_a_check_in_one_process_is_held_against_what_was_planted_too(tmp_path: Path) -> None:
    corpora = Corpora(tmp_path, 20, 20)
    prove(corpora)
    copyfile(corpora.clean.recording, corpora.few.recording)
    with pytest.raises(MissedError, match="1 line was altered, and found was nothing"):
        prove(corpora)
    copyfile(corpora.every.recording, corpora.few.recording)
    with pytest.raises(MissedError, match="found was 2 x transformation-differs"):
        prove(corpora)


@pytest.mark.parametrize(
    ("planted", "found", "is_right"),
    [
        (0, {}, True),
        (3, {FOUND: 3}, True),
        (3, {FOUND: 2}, False),
        (0, {FOUND: 1}, False),
        (3, {FOUND: 3, ("payload-rejected", "shop-to-erp/order"): 1}, False),
        (3, {("transformation-differs", "shop-to-erp/order#/header/note"): 3}, False),
        (3, "the command ended with exit code 3", False),
    ],
)
def test_only_what_was_planted_is_to_be_found(planted: int, found: object, is_right: bool) -> None:
    assert (missed(Planted(planted), found) is None) is is_right  # type: ignore[arg-type]


def test_a_goal_is_reached_only_by_a_figure_within_it() -> None:
    def row(ours: float | None, **goal: float) -> Row:
        return Row(part="a", what="b", ours=ours, unit="x", **goal)  # type: ignore[arg-type]

    assert [
        row(3.5, at_most=3.5).verdict,
        row(7, at_most=3.5).verdict,
        row(None, at_most=3.5).verdict,
        row(50, at_least=100).verdict,
        row(7).verdict,
    ] == [
        "reached",
        "not reached: 2.00 x the goal",
        "not reached: not there",
        "not reached: 0.50 of the goal",
        "",
    ]


def test_each_row_has_its_goal_for_people_and_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "lists", "--json", "--runs", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"machine", "versions", "sizes", "rows"} == told.keys()
    for row in told["rows"]:
        assert row["at_most"] == 10
        assert row["reached"] is (row["ours"] <= 10)
    rows = [Row(part="a", what="b", ours=0.25, unit="x", at_most=1, seconds={"c": 0.5}, note="d")]
    assert [line.split() for line in lines(rows)[1:]] == [
        [],
        ["a"],
        ["b", "0.25", "x", "≤", "1", "reached"],
        ["d"],
        ["c", "0.5", "s"],
    ]
