"""The bytes of a file, unpacked, up to the first spot that is damaged or beyond the limits."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from checker.errors import MissingExtraError
from checker.model.limits import Limits

BLOCK = 256 * 1024  # bytes that are read at a time
_RATIO_COUNTS_FROM = 1_000_000  # below that, equal lines that pack well do no harm


class DamagedError(Exception):
    """The file can't be read on. All that was good before has been delivered."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class _Unpacker(Protocol):
    """What the decompressors of zlib and zstandard have in common, one for each member of a file."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """
    A way of packing files. `piece` bytes are unpacked at a time: a bomb fills no more than 32 MB so.

    `has_frames` where a file may be of parts that tell their size, so that reading can begin in each.
    """

    name: str
    piece: int
    start: Callable[[], _Unpacker]
    error: type[Exception]
    has_frames: bool = False


def packing(file: str) -> Packing | None:
    """
    How a file is packed, by the ending of its name; None for plain bytes.

    Raises:
        MissingExtraError: what unpacks it is not installed.

    """
    if file.endswith(".gz"):
        return Packing(name="gzip", piece=16 * 1024, start=_gzip_member, error=zlib.error)
    if file.endswith(".zst"):
        try:
            import zstandard  # an extra
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"{file} is packed with Zstandard, and the extra zstd is not installed",
                fix="pip install 'seamproof[zstd]'",
            ) from error
        frame = zstandard.ZstdDecompressor().decompressobj
        return Packing(name="Zstandard", piece=1024, start=frame, error=zstandard.ZstdError, has_frames=True)
    return None


def _gzip_member() -> _Unpacker:
    return zlib.decompressobj(wbits=31)


def blocks(file: BinaryIO, how: Packing | None, limits: Limits, before: int | None = None) -> Iterator[bytes]:
    """
    The content of an open file from where it stands.

    `before` unpacked bytes stand in front where it is read in parts; None where it is read as one. Only what
    as a whole is no bomb is read in parts: how dense one of them is tells nothing of the file.

    Raises:
        DamagedError: after everything that could be read.

    """
    try:
        yield from _plain(file) if how is None else _within_limits(file, how, limits, before)
    except OSError as error:
        raise DamagedError(
            f"the file can't be read on: {error.strerror}", "see to the disk it lies on"
        ) from error


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _within_limits(file: BinaryIO, how: Packing, limits: Limits, before: int | None) -> Iterator[bytes]:
    size = before or 0
    at = file.tell()
    packed_size = file.seek(0, 2)  # of all: what is dense may stand in front of much that is not
    file.seek(at)
    for block in _unpacked(file, how):
        size += len(block)
        yield block
        if _is_large(size, limits):
            raise DamagedError(
                f"this unpacks to more than {limits.decompressed_size:,} bytes, the most that is read",
                f"split it, or raise the limit with --limit decompressed_size={2 * limits.decompressed_size}",
            )
        if before is None and _is_dense(size, packed_size, limits):
            raise DamagedError(
                f"this unpacks to more than {limits.decompressed_ratio} times its size, the limit",
                "see who made it, or raise the limit with --limit decompressed_ratio=2000",
            )


def is_bomb(size: int, packed_size: int, limits: Limits) -> bool:
    """Whether a file unpacks to more than is read."""
    return _is_large(size, limits) or _is_dense(size, packed_size, limits)


def _is_large(size: int, limits: Limits) -> bool:
    return size > limits.decompressed_size


def _is_dense(size: int, packed_size: int, limits: Limits) -> bool:
    return size > _RATIO_COUNTS_FROM and size > packed_size * limits.decompressed_ratio


def _unpacked(file: BinaryIO, how: Packing) -> Iterator[bytes]:
    """Blocks; members follow one another. How much one is said to unpack to is taken from nobody."""
    first = file.tell()
    read = 0
    begin: int | None = None  # where the member began that is open
    unpacker = how.start()
    while piece := file.read(how.piece):
        read += len(piece)
        while piece:
            at = read - len(piece)
            begin = at if begin is None else begin
            try:
                block = unpacker.decompress(piece)
            except how.error as error:
                yield from _good_part(file, how, first + begin, first + at, piece)
                raise DamagedError(
                    f"the {how.name} data is damaged: {error}",
                    "get the file again; nothing after this was read",
                ) from error
            yield block
            if not unpacker.eof:
                break
            piece = unpacker.unused_data.lstrip(b"\0")
            begin, unpacker = None, how.start()
    if begin is not None:
        raise DamagedError(
            f"the file ends in the middle of its {how.name} data", "get the file again; it was cut"
        )


def _good_part(file: BinaryIO, how: Packing, begin: int, at: int, piece: bytes) -> Iterator[bytes]:
    """
    What the piece at `at` unpacks to before its damage.

    A decompressor that fails keeps what it had unpacked of the piece to itself. So the member is read once
    more from where it began, and the damaged piece byte by byte.
    """
    file.seek(begin)
    unpacker = how.start()
    while (rest := at - file.tell()) > 0:
        unpacker.decompress(file.read(min(rest, how.piece)))
    for position in range(len(piece)):
        try:
            yield unpacker.decompress(piece[position : position + 1])
        except how.error:
            return
