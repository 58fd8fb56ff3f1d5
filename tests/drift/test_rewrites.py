"""Rewrites of a story that keep its meaning: the drift of each is empty, or notes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from checker.model.findings import Level
from checker.pipeline import Options, check

ROOT = Path(__file__).parents[2]
STORIES = sorted(path.parent.name for path in (ROOT / "contracts").glob("*/contract.yaml"))


def drifted(before: Path, after: Path) -> list[tuple[str, str, str]]:
    report = check([str(after)], Options(against=str(before), only=frozenset({"drift"})))
    assert [skipped for skipped in report.skipped if skipped.was_asked] == []
    return [(str(one.level), one.rule, one.subject) for one in report.findings if one.level > Level.NOTE]


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """A story twice: as it was, and to be changed."""

    def copy(story: str) -> tuple[Path, Path]:
        for side in ("before", "after"):
            shutil.copytree(ROOT / "contracts" / story, tmp_path / side / story)
        return tmp_path / "before" / story, tmp_path / "after" / story

    return copy


@pytest.mark.parametrize("story", STORIES)
def test_a_story_has_not_drifted_from_itself(story: str, copied: Callable[[str], tuple[Path, Path]]) -> None:
    before, after = copied(story)
    report = check([str(after)], Options(against=str(before), only=frozenset({"drift"})))
    assert (report.findings, report.verdict) == ((), "kept")


REWRITES = yaml.safe_load((Path(__file__).parent / "rewrites.yaml").read_text("utf-8"))


def test_there_are_twenty_rewrites_at_least() -> None:
    assert len(REWRITES) >= 20


@pytest.mark.exhaustive
@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite["idea"])
def test_a_rewrite_that_keeps_the_meaning_breaks_nobody(
    rewrite: dict[str, object], copied: Callable[[str], tuple[Path, Path]]
) -> None:
    before, after = copied(str(rewrite["story"]))
    _apply(rewrite, after)
    assert drifted(before, after) == []
    if rewrite.get("only") != "forth":
        assert drifted(after, before) == []


def _apply(rewrite: dict[str, object], folder: Path) -> None:
    for name, changes in dict(rewrite.get("edits") or {}).items():  # type: ignore[call-overload]
        path = folder / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} does not stand in {name}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    for old, new in dict(rewrite.get("moves") or {}).items():  # type: ignore[call-overload]
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / old).rename(folder / new)
    for name, text in dict(rewrite.get("files") or {}).items():  # type: ignore[call-overload]
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    if rewrite.get("dumped"):
        path = folder / "contract.yaml"
        content = yaml.safe_load(path.read_text("utf-8"))
        path.write_text(yaml.safe_dump(content, sort_keys=bool(rewrite["dumped"] == "sorted")), "utf-8")
