"""Which names were seen at which line, for a million names in a few megabytes."""

from array import array
from dataclasses import dataclass, field
from hashlib import blake2b


def word(name: str) -> int:
    """
    64 bits that stand for a name, the same in every process and run; never 0.

    Whoever makes the names can make two have one word on purpose. The second is then said to be a repeated
    case, which is a mistake: never is it passed over silently.
    """
    return int.from_bytes(blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest(), "big") or 1


def counted(name: str) -> tuple[int, str]:
    """What sorts names as numbers without leading zeros are counted."""
    return len(name), name


@dataclass(slots=True)
class PartNames:
    """
    The names in a part of a file: the line of each by its word, and the first and last name.

    `is_sorted` says that each name comes behind the one before it: then none can stand twice; `is_counted`
    the same where a shorter name comes first, as of numbers without zeros in front. `packed` are the same
    words and lines where nobody has looked for one yet, the lines without what is `by` to be added to each.
    """

    lines: dict[int, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    is_sorted: bool = True
    is_counted: bool = True
    packed: "tuple[array[int], array[int]] | None" = None
    by: int = 0

    def first_line(self, name: str, line: int) -> int | None:
        """The line at which the name was seen before; None if it is new, which it then no longer is."""
        if self.last is None:
            self.first = name
        else:
            self.is_sorted = self.is_sorted and name > self.last
            self.is_counted = self.is_counted and counted(name) > counted(self.last)
        self.last = name
        known = self.lines.get(of_name := word(name))
        if known is None:  # in YAML it may be the line of a case before it, too
            self.lines[of_name] = line
        return known

    def arrays(self) -> "tuple[array[int], array[int]]":
        """The words and the lines, without what is to be added to these."""
        return self.packed or (array("Q", self.lines.keys()), array("Q", self.lines.values()))


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
        self._pending: list[tuple[array[int], array[int], int]] = []  # of parts in order, not in the table
        self._is_sorted = self._is_counted = True
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

    def extend(self, part: PartNames) -> None:
        """The names of a part that comes behind all that were seen."""
        is_sorted, is_counted = self._behind(part)
        by = part.by if part.packed is not None else 0
        if is_sorted or is_counted:
            self._pending.append((*part.arrays(), by))
            self._last = part.last if part.last is not None else self._last
        else:
            self._settle()
            self._add(*part.arrays(), by)
        self._is_sorted, self._is_counted = is_sorted, is_counted

    def repeated(self, part: PartNames) -> dict[int, int]:
        """The words of names in a part that were seen before, each with the line of its first sight."""
        if any(self._behind(part)):
            return {}
        self._settle()
        words, lines = self._words, self._lines
        mask = len(words) - 1
        found: dict[int, int] = {}
        for word in part.arrays()[0]:
            slot = word & mask  # as in `_slot`, which would be called a million times
            while held := words[slot]:
                if held == word:
                    found[word] = lines[slot]
                    break
                slot = (slot + 1) & mask
        return found

    def _behind(self, part: PartNames) -> tuple[bool, bool]:
        """Whether one of two orders alone tells that none of its names was seen."""
        if part.first is None or self._last is None:
            return self._is_sorted and part.is_sorted, self._is_counted and part.is_counted
        return (
            self._is_sorted and part.is_sorted and part.first > self._last,
            self._is_counted and part.is_counted and counted(part.first) > counted(self._last),
        )

    def _settle(self) -> None:
        """Puts into the table what nobody has had to look for yet."""
        for words, lines, by in self._pending:
            self._add(words, lines, by)
        self._pending.clear()

    def _add(self, words: "array[int]", lines: "array[int]", by: int) -> None:
        """New names, and those that were seen before, whose line stays."""
        while 3 * (self._used + len(words)) > 2 * len(self._words):
            self._grow()
        table, at = self._words, self._lines
        mask = len(table) - 1
        for word, line in zip(words, lines, strict=True):
            slot = word & mask  # as in `_slot`, which would be called a million times
            held = table[slot]
            while held and held != word:
                slot = (slot + 1) & mask
                held = table[slot]
            if not held:
                table[slot] = word
                at[slot] = line + by
                self._used += 1

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
