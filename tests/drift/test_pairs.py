"""
Pairs of contract sets that differ in one idea, with all that is to be said of it, forth and back.

A file of pairs has `files`, a contract set, and `pairs`: each with its `idea`, with `edits` of some files (a text
that stands there once, and what stands there instead; null for a file that is gone), with what is found going
`forth` from the set to the edited one, and with what is found going `back`. Both map "RULE SUBJECT" to a level.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from checker.pipeline import Options, check

HERE = Path(__file__).parent / "pairs"


def pairs() -> Iterator[object]:
    for file in sorted(HERE.glob("*.yaml")):
        written = yaml.safe_load(file.read_text("utf-8"))
        for pair in written["pairs"]:
            yield pytest.param(written["files"], pair, id=f"{file.stem}: {pair['idea']}")


def edited(files: Mapping[str, str], edits: Mapping[str, list[list[str]] | str | None]) -> dict[str, str]:
    """The files with their edits; a text in place of a list of edits is a whole new file."""
    found = dict(files)
    for name, changes in edits.items():
        if changes is None:
            del found[name]
        elif isinstance(changes, str):
            found[name] = changes
        else:
            for old, new in changes:
                assert found[name].count(old) == 1, f"{old!r} stands {found[name].count(old)} times in {name}"
                found[name] = found[name].replace(old, new)
    return found


def written(files: Mapping[str, str], folder: Path) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return str(folder)


def drift(before: str, after: str) -> dict[str, str]:
    report = check([after], Options(against=before, only=frozenset({"drift"})))
    assert [skipped for skipped in report.skipped if skipped.was_asked] == []
    return {f"{one.rule} {one.subject}": str(one.level) for one in report.findings}


@pytest.mark.parametrize(("files", "pair"), list(pairs()))
def test_all_of_a_change_is_found_and_nothing_else(
    files: Mapping[str, str], pair: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    one = written(files, tmp_path / "one")
    other = written(edited(files, pair["edits"]), tmp_path / "other")
    assert drift(one, other) == (pair["forth"] or {})


@pytest.mark.exhaustive
@pytest.mark.parametrize(("files", "pair"), list(pairs()))
def test_so_it_is_when_the_change_is_taken_back(
    files: Mapping[str, str], pair: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    one = written(files, tmp_path / "one")
    other = written(edited(files, pair["edits"]), tmp_path / "other")
    assert drift(other, one) == (pair["back"] or {})


@pytest.mark.parametrize("file", sorted(HERE.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_set_has_not_drifted_from_itself(file: Path, tmp_path: Path) -> None:
    files = yaml.safe_load(file.read_text("utf-8"))["files"]
    assert drift(written(files, tmp_path / "one"), written(files, tmp_path / "other")) == {}
