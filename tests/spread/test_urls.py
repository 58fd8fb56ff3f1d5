"""Recordings that lie at URLs, or anywhere that is no folder of a set."""

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli.exits import Exit
from checker.load.recordings import content, part, recording
from checker.load.recordings.ranges import Range
from checker.load.recordings.seen import PartNames
from checker.model.recordings import Header
from checker.pipeline import Options, check
from checker.report import rendered
from tests.bench.corpus import write_recording, write_set
from tests.conftest import Ran
from tests.spread.clusters import Cluster
from tests.spread.conftest import BUCKET, Store

pytestmark = [pytest.mark.needs("distributed"), pytest.mark.needs("moto"), pytest.mark.needs("s3fs")]

URL = f"s3://{BUCKET}"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A set without recordings."""
    folder = tmp_path / "set"
    write_set(folder)
    return folder


@pytest.fixture
def lines(tmp_path: Path) -> bytes:
    write_recording(tmp_path / "orders.jsonl", 900, altered_every=100)
    return (tmp_path / "orders.jsonl").read_bytes()


def _replayed(folder: Path, engine: str, *recordings: str) -> str:
    report = check([str(folder)], Options(engine=engine, recordings=recordings))
    return rendered(report, "json", width=100, in_colour=False)


def test_recordings_of_a_store_are_replayed_in_place_and_by_a_cluster(
    empty: Path, lines: bytes, store: Store, dask: Cluster, tmp_path: Path
) -> None:
    store.put("day/1/orders.jsonl", lines)
    store.put("day/2/orders.jsonl.gz", gzip.compress(lines.replace(b'{"case":"', b'{"case":"2-')))
    beside = tmp_path / "day"
    for key in ("1/orders.jsonl", "2/orders.jsonl.gz"):
        (beside / key).parent.mkdir(parents=True)
        (beside / key).write_bytes(store.files().cat_file(f"{BUCKET}/day/{key}"))
    expected = _replayed(empty, "in-place", str(beside))
    assert '"cases": 1800' in expected
    found = _replayed(empty, "in-place", f"{URL}/day/")
    assert found.replace(URL, str(tmp_path)) == expected
    assert _replayed(empty, dask.engine, f"{URL}/day/*/*.jsonl*") == found
    assert _replayed(empty, dask.engine, str(beside)) == expected
    assert _replayed(empty, dask.engine, f"file://{beside}").replace("file://", "") == expected


def test_a_share_is_fetched_in_one_request_and_a_border_in_another(lines: bytes, store: Store) -> None:
    store.put("counted/orders.jsonl", lines)
    url = f"{URL}/counted/orders.jsonl"
    store.requests.clear()
    ranges = list(recording(url).ranges(1_000_000))
    borders = len(ranges) - 1
    assert borders >= 2
    asked = f"/{BUCKET}/counted/orders.jsonl"
    # what its first line says, and how long it is
    assert sorted(store.requests) == sorted([f"HEAD {asked}"] * 2 + [f"GET {asked}"] * (1 + borders))
    store.requests.clear()
    for within in ranges[:-1]:
        _cases(url, within)
    assert store.requests == [f"GET {asked}"] * borders
    store.requests.clear()
    _cases(url, ranges[-1])  # to the end, wherever that is
    assert sorted(store.requests) == [f"GET {asked}", f"HEAD {asked}"]


def _cases(path: str, within: Range) -> list[str]:
    read = part(path, within, header=Header(), first_line=1, known=PartNames())
    return [case.name for case in read.cases()]


def test_a_recording_that_is_written_to_while_it_is_read_is_said(lines: bytes, store: Store) -> None:
    store.put("changing/orders.jsonl", lines)
    opened = recording(f"{URL}/changing/orders.jsonl")
    cases = opened.cases()
    next(cases)
    store.put("changing/orders.jsonl", lines.replace(b"autumn", b"winter"))
    list(cases)
    assert [one.message for one in opened.mistakes] == ["this file changed while it was read"]


def test_a_recording_is_held_against_the_set_that_its_first_line_names(
    tmp_path: Path, lines: bytes, seamproof: Callable[..., Ran]
) -> None:
    for name in ("bench", "other"):
        write_set(tmp_path / "sets" / name)
    contract = tmp_path / "sets/other/contract.yaml"
    contract.write_text(contract.read_text().replace("contract: bench", "contract: other"))
    named = tmp_path / "named.jsonl"
    named.write_bytes(b'{"recording":1,"set":"other"}\n' + lines)
    report = check([str(tmp_path / "sets")], Options(engine="in-place", recordings=(str(named),)))
    assert [(one.kind.value, one.set) for one in report.subjects if one.name == str(named)] == [
        ("recording", "other")
    ]
    ran = seamproof("check", tmp_path / "sets", "--recordings", tmp_path / "orders.jsonl")
    assert ran.code == Exit.CANNOT_CHECK
    assert "does not say which of them it is held against" in " ".join(ran.err.split())
    named.write_bytes(b'{"recording":1,"set":"othr"}\n' + lines)
    ran = seamproof("check", tmp_path / "sets", "--recordings", named)
    assert "did you mean other?" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("s3://traffic/nothing/", "there is nothing at s3://traffic/nothing/"),
        ("nowhere/*.jsonl", "there is nothing at nowhere/*.jsonl"),
        ("s3://traffic/odd/", "s3://traffic/odd/notes.txt has none of the endings of a recording"),
        (
            "s3://somebody:secret@traffic/day/",
            "a URL with a password or a query in it would stand in every report",
        ),
        ("https://127.0.0.1/day.jsonl?signature=secret", "a URL with a password or a query in it"),
        ("nothing://day/", "nothing:// can't be read: Protocol not known: nothing"),
        ("gs://day/", "what reads gs:// is not installed"),
    ],
)
def test_a_url_of_which_nothing_can_be_had_is_said_without_what_is_secret(
    named: str, said: str, empty: Path, store: Store, seamproof: Callable[..., Ran]
) -> None:
    store.put("odd/notes.txt", b"-")
    ran = seamproof("check", empty, "--recordings", named)
    assert (ran.code, ran.out) == (Exit.CANNOT_CHECK, "")
    assert said in " ".join(ran.err.split())
    assert "secret" not in ran.err


def test_a_missing_extra_is_said_first_and_alone(
    empty: Path, seamproof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    ran = seamproof("check", empty, "--recordings", f"{URL}/day/")
    assert (ran.code, ran.out) == (Exit.CANNOT_CHECK, "")
    assert "pip install 'seamproof[fsspec]'" in ran.err


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.zst", "jsonl.gz"])
def test_what_is_sent_of_a_part_is_all_that_reading_it_needs(
    ending: str, lines: bytes, tmp_path: Path
) -> None:
    import zstandard

    from checker.load.memory import Memory

    rows = lines.splitlines(keepends=True)
    frames = [b"".join(rows[start : start + 90]) for start in range(0, len(rows), 90)]
    packed = {
        "jsonl": lines,
        "jsonl.gz": gzip.compress(lines),
        "jsonl.zst": b"".join(map(zstandard.ZstdCompressor().compress, frames)),
    }[ending]
    path = str(tmp_path / f"packed.{ending}")
    Path(path).write_bytes(packed)
    ranges = list(recording(path).ranges(500_000))
    assert (len(ranges) > 3) == (ending != "jsonl.gz")
    sizes = 0
    for within in ranges:
        sent = content(path, within)
        assert sent is not None
        sizes += len(sent)
        there = Range(start=within.start._replace(at=0), stop=within.stop)
        read = part(path, there, header=Header(), first_line=1, known=PartNames(), files=Memory({path: sent}))
        assert [case.name for case in read.cases()] == _cases(path, within)
    assert sizes < 1.5 * len(packed)
