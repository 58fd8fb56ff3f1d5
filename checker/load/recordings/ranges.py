"""
The ranges of bytes that a recording falls into, so that they can be read apart and in any order.

Where a range begins and ends is moved to the next border of two cases, by the bytes behind the cut alone: so
each case is in one range, and whoever reads one need not know of the others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from checker.load.recordings.lines import measured

SIZE: Final = 8 * 1024 * 1024  # bytes between two cuts: a quarter of a second of work is lost with a worker


class Cut(NamedTuple):
    """
    A spot in a recording: `offset` bytes stand before it, unpacked. `at` is where reading can begin for it.

    That is the same spot in a plain file, and where a frame begins, in bytes of the file, in a packed one;
    `skipped` unpacked bytes stand between the two.
    """

    at: int = 0
    offset: int = 0
    skipped: int = 0

    def moved(self, by: int) -> "Cut":
        """The spot so many unpacked bytes behind it."""
        return Cut(self.at, self.offset + by, self.skipped + by)


BEGINNING: Final = Cut()


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """
    What stands between two cuts; `stop` None is the end of the file.

    Of its lines, counted from 0, only the first `lines` are read, None for all, of these `only` some, and not
    those of which it is known that whoever reads them dies: `deadly`.
    """

    start: Cut = BEGINNING
    stop: Cut | None = None
    lines: int | None = None
    only: frozenset[int] | None = None
    deadly: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        return self.start.offset == 0 and self.stop is None

    @property
    def size(self) -> int | None:
        """How many bytes, unpacked; None up to the end of the file."""
        return None if self.stop is None else self.stop.offset - self.start.offset


WHOLE: Final = Range()


def border(blocks: Iterator[bytes], longest: int, case_of: Callable[[bytes], str | None]) -> int | None:
    """
    How many of these bytes, which begin somewhere in a line, stand before the first case that begins.

    It begins with a line that can be read, behind a line of another case that can: what can't be read may
    belong to the cases on both sides of it. None where no case begins. `case_of` gives the name of the case
    that a line belongs to, None where it can't be read or is no event.

    Raises:
        DamagedError: as `blocks` does.

    """
    offset = 0
    before: str | None = None
    for number, (line, size, is_ended) in enumerate(measured(blocks, longest)):
        if (
            number and is_ended and line and not line.isspace()
        ):  # what has no end may go on beyond these bytes
            name = case_of(line)
            if name is not None and before is not None and name != before:
                return offset
            before = name
        offset += size
    return None


def taken(blocks: Iterable[bytes], skipped: int, size: int | None) -> Iterator[bytes]:
    """So many bytes, behind those that are skipped; all where `size` is None."""
    left = size
    for block in blocks:
        piece = block[skipped:] if skipped else block
        skipped = max(0, skipped - len(block))
        if left is not None:
            piece = piece[:left]
            left -= len(piece)
        if piece:
            yield piece
        if left == 0:
            return
