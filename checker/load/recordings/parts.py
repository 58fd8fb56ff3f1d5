"""A part of a recording, read by itself: its cases, and what whoever puts the parts together has to know."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from checker.load.recordings.cases import Cases, Record
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import Cut, Range
from checker.load.recordings.seen import PartNames, SeenNames
from checker.model.recordings import Case, Header


class Source(Protocol):
    """Where records come from."""

    lines: int  # that `records` has read
    is_damaged: bool  # `records` has not come to the end of its range

    def header(self) -> Header:
        """What the first record says of the recording, without what is wrong in it."""
        ...

    def records(self, mistakes: Mistakes, within: Range, first_line: int) -> Iterator[Record]:
        """Every record of a range; about what is none, `mistakes` is told."""
        ...

    def cuts(self, size: int) -> Sequence[Cut]:
        """Where reading can begin, about so many bytes apart."""
        ...

    def border(self, cut: Cut, most: int | None = None) -> Cut | None:
        """Where the first case begins behind a cut, in `most` bytes or in all; None where none does."""
        ...


class Part:
    """
    The cases of a range, which stands where cases begin, below a header.

    `first_line` is the number of its first line, and `known` has names that stand in front of it: another
    case of such a name is none. Once all cases are out, the rest is complete.
    """

    def __init__(
        self,
        path: str,
        source: Source,
        within: Range,
        *,
        header: Header,
        first_line: int,
        known: SeenNames | PartNames,
        most: int,
    ) -> None:
        self.mistakes = Mistakes(most)
        self.names = known
        self._source = source
        self._within = within
        self._first_line = first_line
        self._cases = Cases(path, self.mistakes, header, known)

    def cases(self) -> Iterator[Case]:
        """Every case as far as it can be read, one in memory at a time."""
        return self._cases.of(self._source.records(self.mistakes, self._within, self._first_line))

    @property
    def headers(self) -> list[Header]:
        """Those that stand in it."""
        return self._cases.headers

    @property
    def events(self) -> int:
        """How many could be read."""
        return self._cases.count

    @property
    def lines(self) -> int:
        return self._source.lines

    @property
    def is_damaged(self) -> bool:
        """Whether it can't be read to its end: then nobody knows the lines behind it, nor is to read them."""
        return self._source.is_damaged
