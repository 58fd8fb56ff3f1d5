"""Recordings that are named beside those of a set: each file counts once, and none is left out."""

from pathlib import Path

import pytest

from checker.pipeline import Options, check
from tests.spread.corpus import exchange, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set with a recording of one case, and three files with one each in `more`."""
    write(tmp_path / "set", {"own.jsonl": exchange("own", 1)})
    for number, name in enumerate(("x.jsonl", ".hidden.jsonl", ".folder/y.jsonl")):
        path = tmp_path / "more" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(exchange(f"c{number}", number))
    (tmp_path / "linked.jsonl").symlink_to("more/x.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _cases(*named: str) -> int:
    return check(["set"], Options(engine="in-place", recordings=named)).checked["cases"]


@pytest.mark.parametrize(
    ("named", "cases"),
    [
        (("more/x.jsonl", "./more/x.jsonl", "linked.jsonl", "more/x*"), 2),
        (("more", "./more", "more/**/*.jsonl"), 4),
        (("set/recordings/own.jsonl", "set/../set/recordings"), 1),
    ],
)
def test_a_file_counts_once_whatever_it_is_called(folder: Path, named: tuple[str, ...], cases: int) -> None:
    assert folder.is_dir()
    assert _cases(*named) == cases


def test_a_hidden_file_is_taken_like_any_other(folder: Path) -> None:
    assert _cases(str(folder / "more")) == 4


@pytest.mark.needs("fsspec")
def test_a_file_counts_once_also_where_it_is_named_by_a_url(folder: Path) -> None:
    assert _cases("more/x.jsonl", f"file://{folder}/more/x.jsonl") == 2
    assert _cases(f"file://{folder}/linked.jsonl", "more/x.jsonl") == 2
    assert _cases(f"file://{folder}/set/recordings/own.jsonl") == 1
