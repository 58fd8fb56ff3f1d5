"""Which names were seen at which line, for a million names in a few megabytes."""

from array import array
from dataclasses import dataclass, field
from hashlib import blake2b


def word(name: str) -> int:
    """64 bits that stand for a name, the same in every process; never 0."""
    return int.from_bytes(blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest(), "big") or 1


@dataclass(slots=True)
class PartNames:
    """
    The names in a part of a file: the line of each by its word, and the first and last name.

    `is_sorted` says that each name comes behind the one before it: then none can stand twice.
    """

    lines: dict[int, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    is_sorted: bool = True

    def first_line(self, name: str, line: int) -> int | None:
        """The line at which the name was seen before; None if it is new, which it then no longer is."""
        if self.last is None:
            self.first = name
        elif name <= self.last:
            self.is_sorted = False
        self.last = name
        known = self.lines.setdefault(word(name), line)
        return None if known == line else known


class SeenNames:
    """
    Names with the line of their first sight, kept as 64-bit words in a table of open addresses.

    16 bytes a slot, at most two thirds of the slots used. That two of a million names have one word happens
    once in 30 million files.
    """

    def __init__(self) -> None:
        self._words = array("Q", bytes(8 * 1024))
        self._lines = array("Q", bytes(8 * 1024))
        self._used = 0
        self._pending: list[tuple[array[int], array[int]]] = []  # of parts in order, not in the table
        self._is_sorted = True
        self._last: str | None = None  # name, as long as all came in order

    def first_line(self, name: str, line: int) -> int | None:
        """The line at which the name was seen before; None if it is new, which it then no longer is."""
        return self.first_line_of(word(name), line)

    def first_line_of(self, word: int, line: int) -> int | None:
        """The same for the word of a name."""
        slot = self._slot(word)
        if self._words[slot]:
            return self._lines[slot]
        self._words[slot] = word
        self._lines[slot] = line
        self._used += 1
        if 3 * self._used > 2 * len(self._words):
            self._grow()
        return None

    def line_of(self, word: int) -> int | None:
        """The line at which the name of a word was seen; None if it was not."""
        slot = self._slot(word)
        return self._lines[slot] if self._words[slot] else None

    def extend(self, part: PartNames) -> None:
        """The names of a part that comes behind all that were seen."""
        if self._is_behind(part):
            self._pending.append((array("Q", part.lines.keys()), array("Q", part.lines.values())))
            self._last = part.last if part.last is not None else self._last
            return
        self._settle()
        self._is_sorted = False
        for word, line in part.lines.items():
            self.first_line_of(word, line)

    def repeated(self, part: PartNames) -> dict[int, int]:
        """The words of names in a part that were seen before, each with the line of its first sight."""
        if self._is_behind(part):
            return {}
        self._settle()
        return {word: line for word in part.lines if (line := self.line_of(word)) is not None}

    def _is_behind(self, part: PartNames) -> bool:
        """Whether order alone tells that none of its names was seen."""
        if not (self._is_sorted and part.is_sorted):
            return False
        return part.first is None or self._last is None or part.first > self._last

    def _settle(self) -> None:
        """Puts into the table what nobody has had to look for yet."""
        for words, lines in self._pending:
            for word, line in zip(words, lines, strict=True):
                self.first_line_of(word, line)
        self._pending.clear()

    def _slot(self, word: int) -> int:
        mask = len(self._words) - 1
        slot = word & mask
        while self._words[slot] not in (0, word):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        words, lines = self._words, self._lines
        self._words = array("Q", bytes(16 * len(words)))
        self._lines = array("Q", bytes(16 * len(words)))
        for word, line in zip(words, lines, strict=True):
            if word:
                slot = self._slot(word)
                self._words[slot] = word
                self._lines[slot] = line
