"""Recordings are read out of a revision, and out of memory, as from the disk."""

import gzip
from pathlib import Path

import pytest
import zstandard

from checker.errors import CannotCheckError, RecordingError
from checker.load.baseline import Before, before
from checker.load.files import DISK, Files
from checker.load.memory import Memory
from checker.load.recordings import recording
from checker.load.sets import contract_sets
from checker.model.limits import Limits
from checker.model.recordings import Case, Header
from tests.load.baseline.conftest import commit

CONTRACT = "contract: a\nformat: 1\nversion: 1.0.0\n"
LINES = b"""{"recording":1,"set":"a","expects":["overclaim"]}
{"case":"1","id":"e1","kind":"sent","boundary":"b","payload":{"qty":3}}
{"case":"1","id":"e2","kind":"note"}
{"case":"2","id":"e1","kind":"note"}
"""
YAML = b"recording: 1\nset: a\ncase: '3'\nevents: [{id: e1, kind: note}]\n"
BY_NAME = {
    "a.jsonl": LINES,
    "b.jsonl.gz": gzip.compress(LINES),
    "c.jsonl.zst": zstandard.ZstdCompressor().compress(LINES),
    "d.yaml": YAML,
    "deep/e.jsonl": LINES,
}
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


@pytest.fixture
def work(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`contracts/a` with its recordings, which nobody has committed yet."""
    monkeypatch.chdir(repository)
    folder = repository / "contracts" / "a"
    (folder / "recordings" / "deep").mkdir(parents=True)
    (folder / "contract.yaml").write_text(CONTRACT)
    for name, content in BY_NAME.items():
        (folder / "recordings" / name).write_bytes(content)
    return folder


def read(path: str, files: Files, limits: Limits = Limits()) -> tuple[Header, list[Case], list[str]]:  # noqa: B008
    """What a recording says of itself, its cases, and its mistakes without its name."""
    found = recording(path, limits=limits, files=files)
    cases = list(found.cases())
    assert [case.recording for case in cases] == [path] * len(cases)
    mistakes = [str(mistake).removeprefix(f"{path}:") for mistake in found.mistakes]
    return found.header, cases, mistakes


def told(cases: list[Case]) -> list[tuple[str, tuple[object, ...], bool]]:
    return [(case.name, case.events, case.is_whole) for case in cases]


def refused(path: str, files: Files, limits: Limits = Limits()) -> tuple[str, str | None]:  # noqa: B008
    with pytest.raises(RecordingError) as raised:
        read(path, files, limits)
    (mistake,) = raised.value.mistakes
    assert mistake.place is not None
    assert mistake.place.file == path
    return mistake.message, mistake.fix


def head() -> Before:
    return before(["contracts"], "HEAD", {})


def test_the_recordings_of_a_set_in_a_revision_are_those_on_the_disk(work: Path) -> None:
    (on_disk,) = contract_sets(["contracts"])
    commit(work)
    there = head()
    (now,) = contract_sets(there.paths, files=there.files)
    for path in BY_NAME:
        (work / "recordings" / path).write_bytes(b"changed")
    assert now.recordings == tuple(f"HEAD:{path}" for path in on_disk.recordings)
    for path, name in zip(now.recordings, BY_NAME, strict=True):
        assert path == f"HEAD:contracts/a/recordings/{name}"
        header, cases, mistakes = read(path, there.files)
        (work / "recordings" / name).write_bytes(BY_NAME[name])
        as_written = read(path.removeprefix("HEAD:"), DISK)
        assert (header, told(cases), mistakes) == (as_written[0], told(as_written[1]), as_written[2])
        assert (header.set, mistakes) == ("a", [])


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_recording_may_lie_in_memory(name: str, work: Path) -> None:
    header, cases, mistakes = read(name, Memory(BY_NAME))
    on_disk = read(str(work / "recordings" / name), DISK)
    assert (header, told(cases), mistakes) == (on_disk[0], told(on_disk[1]), [])


@pytest.mark.parametrize("cut", range(1, len(LINES), 37))
def test_what_is_cut_or_damaged_is_said_as_on_the_disk(cut: int, tmp_path: Path) -> None:
    packed = gzip.compress(LINES)
    there = {
        "cut.jsonl": LINES[:cut],
        "cut.jsonl.gz": packed[:cut],
        "bad.jsonl.gz": packed[:cut] + b"\xff" + packed[cut + 1 :],
        "cut.yaml": YAML[:cut],
    }
    for name, content in there.items():
        (tmp_path / name).write_bytes(content)
        header, cases, mistakes = read(name, Memory(there))
        on_disk = read(str(tmp_path / name), DISK)
        assert (header, told(cases), mistakes) == (on_disk[0], told(on_disk[1]), on_disk[2])


def test_what_is_longer_than_the_limit_is_not_read(work: Path) -> None:
    commit(work)
    path = "HEAD:contracts/a/recordings/a.jsonl"
    said = (
        f"{path} has more than 100 bytes, the most that is read of a file that is not on the disk",
        "split it, or raise the limit with --limit decompressed_size=200",
    )
    assert refused(path, head().files, Limits(decompressed_size=100)) == said
    assert read(path, head().files, Limits(decompressed_size=len(LINES)))[2] == []
    bomb = {"a.jsonl.gz": gzip.compress(b" " * 3_000_000)}
    (message,) = read("a.jsonl.gz", Memory(bomb))[2]
    assert "this unpacks to more than 200 times its size" in message
    (message,) = read("a.yaml", Memory({"a.yaml": b"#" * 200}), Limits(contract_size=100))[2]
    assert "the file has more than 100 bytes" in message


def test_a_recording_that_is_not_there_is_said(work: Path) -> None:
    commit(work)
    fix = "put a regular file there that can be read"
    for name, why in (("x.jsonl", "No such file or directory"), ("deep.jsonl", "it is a folder")):
        (work / "recordings" / "deep.jsonl").mkdir(exist_ok=True)
        (work / "recordings" / "deep.jsonl" / "x").write_text("")
        commit(work)
        path = f"HEAD:contracts/a/recordings/{name}"
        assert refused(path, head().files) == (f"this can't be read: {why}", fix)


def test_a_pointer_of_git_lfs_is_no_recording(work: Path) -> None:
    for name in BY_NAME:
        (work / "recordings" / name).write_bytes(POINTER)
    commit(work)
    message = "this is a pointer of Git LFS, and not the file that it stands for"
    fetched = "keep it in git itself, or check the revision out and name its folder: --against ./DIR"
    for name in BY_NAME:
        assert refused(f"HEAD:contracts/a/recordings/{name}", head().files) == (message, fetched)
        assert refused(str(work / "recordings" / name), DISK) == (message, "git lfs pull")
        assert refused(name, Memory({name: POINTER})) == (message, "git lfs pull")


@pytest.mark.parametrize("what", ["schema", "table", "contract"])
def test_nor_is_it_a_schema_or_a_table_or_a_contract(work: Path, what: str) -> None:
    text = """contract: a
format: 1
version: 1.0.0
systems: {x: {statuses: {}}, y: {statuses: {}}}
boundaries: {x-to-y: {from: x, to: y, messages: {m: {sends: schema.json, accepts: schema.json}}}}
reference: {t: {file: table.csv, key: a, value: b}}
"""
    (work / "contract.yaml").write_text(text)
    (work / "schema.json").write_text("{}")
    (work / "table.csv").write_text("a,b\n1,2\n")
    assert len(contract_sets(["contracts"])) == 1
    name = {"schema": "schema.json", "table": "table.csv", "contract": "contract.yaml"}[what]
    (work / name).write_bytes(POINTER)
    commit(work)
    there = head()
    for paths, files, fix in (
        (["contracts"], DISK, "git lfs pull"),
        (there.paths, there.files, "keep it in git itself, or check the revision out"),
    ):
        with pytest.raises(CannotCheckError) as raised:
            contract_sets(paths, files=files)
        (mistake,) = raised.value.mistakes
        assert "this is a pointer of Git LFS" in mistake.message
        assert str(mistake.fix).startswith(fix)
