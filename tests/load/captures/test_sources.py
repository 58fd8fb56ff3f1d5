"""Tests of captures as bytes: unpacked by what they begin with, whatever their names say."""

import gzip
from pathlib import Path

import pytest
import zstandard

from checker.errors import RecordingError
from checker.load.captures.sources import HEAD, Source
from checker.load.recordings.blocks import DamagedError
from checker.model.limits import Limits

TEXT = b'{"a": 1}\n'
BOM = b"\xef\xbb\xbf"


def read(source: Source) -> bytes:
    return b"".join(source.blocks())


@pytest.mark.parametrize("name", ["a.json", "a.har", "a.gz", "a.zst", "a"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_a_file_is_unpacked_by_its_first_bytes_and_not_by_its_name(
    tmp_path: Path, name: str, pack: object
) -> None:
    assert callable(pack)
    path = tmp_path / name
    path.write_bytes(pack(TEXT))
    assert read(Source(str(path))) == TEXT
    assert Source(str(path)).head == TEXT


def test_content_from_elsewhere_needs_no_file() -> None:
    assert read(Source("-", gzip.compress(TEXT, mtime=0))) == TEXT
    assert Source("-", b"").head == b""


def test_a_byte_order_mark_is_left_out_and_only_the_first() -> None:
    assert read(Source("-", BOM + TEXT)) == TEXT
    assert read(Source("-", BOM + BOM + TEXT)) == BOM + TEXT
    assert read(Source("-", TEXT + BOM)) == TEXT + BOM
    assert read(Source("-", gzip.compress(BOM + TEXT, mtime=0))) == TEXT
    assert read(Source("-", BOM)) == b""
    assert read(Source("-", BOM[:2])) == BOM[:2]


def test_a_byte_order_mark_over_several_blocks_is_left_out_too() -> None:
    packed = b"".join(gzip.compress(piece, mtime=0) for piece in (b"", BOM[:1], BOM[1:2], BOM[2:] + TEXT))
    assert read(Source("-", packed)) == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_cut_file_gives_what_is_good_and_then_says_so(pack: object) -> None:
    assert callable(pack)
    packed = pack(TEXT * 10)
    for position in range(5, len(packed)):
        source = Source("-", packed[:position])
        blocks = []
        with pytest.raises(DamagedError):
            blocks.extend(source.blocks())
        assert (TEXT * 10).startswith(source.head)  # a look does not mind


def test_a_bomb_is_not_unpacked() -> None:
    source = Source("-", gzip.compress(b"[" * 50_000_000, mtime=0), Limits(decompressed_size=2_000_000))
    with pytest.raises(DamagedError):
        read(source)
    assert len(source.head) == HEAD


def test_the_head_ends_soon() -> None:
    assert len(Source("-", b"x" * 10_000_000).head) == HEAD


def test_the_outline_is_that_of_the_head() -> None:
    source = Source("-", BOM + b'{"a": {"b": 1}}')
    assert source.outline.has_all("/a", "/a/b")
    assert source.outline.is_whole


def test_a_file_that_is_not_there_is_said_with_its_name(tmp_path: Path) -> None:
    for path in (tmp_path / "none.har", tmp_path):
        with pytest.raises(RecordingError, match=str(path)):
            read(Source(str(path)))
