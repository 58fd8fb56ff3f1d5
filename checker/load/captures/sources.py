"""The bytes of a capture, unpacked, and a first look at how they begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import BinaryIO, Final

from checker.load.captures.outline import Outline, outline
from checker.load.recordings.blocks import DamagedError, Packing, blocks, packing
from checker.load.recordings.opened import opened
from checker.model.limits import DEFAULT, Limits

HEAD: Final = 256 * 1024  # bytes that are enough to see what a file is
_MAGIC: Final = ((b"\x1f\x8b", ".gz"), (b"\x28\xb5\x2f\xfd", ".zst"))
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Source:
    """
    A capture to be read: a file, or what came on standard input. Packed ones are known by their first bytes.

    Raises, when read:
        RecordingError: there is no such file, or it is none.
        MissingExtraError: what unpacks it is not installed.

    """

    file: str
    content: bytes | None = None
    limits: Limits = DEFAULT

    def blocks(self) -> Iterator[bytes]:
        """
        Everything in it, without a byte order mark.

        Raises:
            DamagedError: after all that could be read.

        """
        with self._opened() as file:
            start: bytes | None = b""  # until it is long enough to have the mark
            for block in blocks(file, self._packing, self.limits):
                if start is None:
                    yield block
                elif len(start := start + block) >= len(_BOM):
                    yield start.removeprefix(_BOM)
                    start = None
            if start:
                yield start

    @cached_property
    def head(self) -> bytes:
        """The first bytes, as many as there are up to HEAD."""
        found = b""
        try:
            for block in self.blocks():
                found += block
                if len(found) >= HEAD:
                    break
        except DamagedError:
            pass  # whoever reads it whole will say so
        return found[:HEAD]  # a block that was packed well is far longer

    @cached_property
    def outline(self) -> Outline:
        """Which members the first JSON document of it has, as far as the head shows."""
        return outline(self.head)

    @cached_property
    def _packing(self) -> Packing | None:
        with self._opened() as file:
            start = file.read(4)
        return next((packing(ending) for magic, ending in _MAGIC if start.startswith(magic)), None)

    def _opened(self) -> BinaryIO:
        return BytesIO(self.content) if self.content is not None else opened(self.file)
