"""
The same schema, the same enum, the same word: only what it stands for has changed.

Write the golden file anew, and read the difference in review, with

    cd tests/drift/goods-delivered
    COLUMNS=80 seamproof drift after --against ./before --color never > golden.txt
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker import contain

STORY = Path(__file__).parent / "goods-delivered"


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STORY)
    monkeypatch.setenv("COLUMNS", "80")


def test_a_word_that_means_less_breaks_the_build_and_names_who_reads_it(
    seamproof: Callable[..., Any],
) -> None:
    ran = seamproof("drift", "after", "--against", "./before", "--color", "never")
    assert (ran.code, ran.out) == (1, Path("golden.txt").read_text("utf-8"))


def test_to_whoever_compares_schemas_nothing_has_changed() -> None:
    old, new = (
        json.loads(Path(side, "schemas/news.json").read_text("utf-8")) for side in ("before", "after")
    )
    assert contain(old, new).verdict.value == contain(new, old).verdict.value == "proved"


@pytest.mark.parametrize("side", ["before", "after"])
def test_neither_side_has_drifted_from_itself(side: str, seamproof: Callable[..., Any]) -> None:
    ran = seamproof("drift", side, "--against", f"../{STORY.name}/{side}")
    assert ran.code == 0, ran.out + ran.err


def test_before_the_change_all_was_well(seamproof: Callable[..., Any]) -> None:
    assert seamproof("check", "before", "--fail-on", "note").code == 0
