"""Where the frames of a file packed with Zstandard begin (RFC 8878, section 3.1), without unpacking them."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from checker.load.recordings.ranges import Cut

_HEADER: Final = 18  # bytes, the longest header of a frame
_CHECKSUM: Final = 4
_SKIPPABLE: Final = range(0x184D2A50, 0x184D2A60)
_RLE: Final = 1  # a block that is one byte, many times
_LEAST: Final = 100  # bytes of a frame or block, on average, as where each line is a frame of one block
_FEW: Final = 1000  # frames and blocks, of which nobody asks how large they are


def frames(file: BinaryIO) -> tuple[Cut, ...] | None:
    """
    Each frame's beginning, and behind them the end of the file.

    None where a frame does not say how much it unpacks to, or the file is no whole number of frames: then
    nobody can tell what stands where. None too of one in tiny pieces, which are nothing to unpack, and would
    take minutes to walk through.
    """
    import zstandard  # the extra is there: the file was opened with it

    starts: list[Cut] = []
    at = offset = 0
    size = file.seek(0, 2)
    steps = iter(range(size // _LEAST + _FEW))
    for _ in steps:
        header = _read(file, at, _HEADER)
        if not header:
            return (*starts, Cut(at, offset)) if size == at else None
        starts.append(Cut(at, offset))
        if int.from_bytes(header[:4], "little") in _SKIPPABLE:
            at += 8 + int.from_bytes(header[4:8], "little")
            continue
        try:
            frame = zstandard.get_frame_parameters(header)
            at += zstandard.frame_header_size(header)
        except zstandard.ZstdError:
            return None
        if frame.content_size == zstandard.CONTENTSIZE_UNKNOWN:
            return None
        offset += frame.content_size
        end = _behind_blocks(file, at, steps)
        if end is None:
            return None
        at = end + _CHECKSUM * frame.has_checksum
    return None


def _behind_blocks(file: BinaryIO, at: int, steps: Iterator[int]) -> int | None:
    """Where the blocks of a frame end that begin here; None where they are cut, or are too many."""
    for _ in steps:
        header = int.from_bytes(_read(file, at, 3), "little")
        if header == 0 and not _read(file, at, 1):
            return None
        at += 3 + (1 if header >> 1 & 3 == _RLE else header >> 3)
        if header & 1:  # the last
            return at
    return None


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
