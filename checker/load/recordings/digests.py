"""What stands for the bytes of a part of a recording, without reading what they say."""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Final

from checker.load.recordings.blocks import packing
from checker.load.recordings.json_lines import JsonLines
from checker.load.recordings.ranges import Cut, Range
from checker.model.limits import Limits

_BLOCK: Final = 256 * 1024


def digest(file: BinaryIO, path: str, within: Range, limits: Limits) -> bytes:
    """
    Of a packed file the packed bytes, which tell what they unpack to, and the few unpacked ones that stand
    behind the beginning of its last frame.

    Raises:
        DamagedError: these can't be read.

    """
    start, stop = within.start, within.stop
    is_packed = packing(path) is not None
    # with the help of processors half as dear as blake2b, and in the standard library
    found = sha256(f"{start.skipped if is_packed else 0} {within.size} ".encode())
    first = start.at if is_packed else start.offset
    last = None if stop is None else stop.at if is_packed else stop.offset
    file.seek(first)
    for block in _read(file, None if last is None else last - first):
        found.update(block)
    if is_packed and stop is not None:
        behind = Range(start=Cut(stop.at, stop.offset - stop.skipped), stop=stop)
        for unpacked in JsonLines(path, limits).content(behind):
            found.update(unpacked)
    return found.digest()


def _read(file: BinaryIO, size: int | None) -> Iterator[memoryview]:
    """So many bytes, None for all that are left, each block in the place of the one before."""
    view = memoryview(bytearray(_BLOCK))
    left = size
    while left is None or left > 0:
        read: int = file.readinto(view if left is None else view[:left])  # type: ignore[attr-defined]
        if not read:
            return
        yield view[:read]
        left = None if left is None else left - read
