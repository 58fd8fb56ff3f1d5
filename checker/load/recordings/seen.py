"""Which names were seen at which line, for a million names in a few megabytes."""

from array import array

_WORD = 2**64 - 1


class SeenNames:
    """
    Names with the line of their first sight, kept as 64-bit hashes in a table of open addresses.

    16 bytes a slot, at most two thirds of the slots used. That two of a million names have one hash happens
    once in 30 million files.
    """

    def __init__(self) -> None:
        self._hashes = array("Q", bytes(8 * 1024))
        self._lines = array("Q", bytes(8 * 1024))
        self._used = 0

    def first_line(self, name: str, line: int) -> int | None:
        """The line at which the name was seen before; None if it is new, which it then no longer is."""
        word = (hash(name) & _WORD) or 1  # 0 marks a free slot
        slot = self._slot(word)
        if self._hashes[slot]:
            return self._lines[slot]
        self._hashes[slot] = word
        self._lines[slot] = line
        self._used += 1
        if 3 * self._used > 2 * len(self._hashes):
            self._grow()
        return None

    def _slot(self, word: int) -> int:
        mask = len(self._hashes) - 1
        slot = word & mask
        while self._hashes[slot] not in (0, word):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        hashes, lines = self._hashes, self._lines
        self._hashes = array("Q", bytes(16 * len(hashes)))
        self._lines = array("Q", bytes(16 * len(hashes)))
        for word, line in zip(hashes, lines, strict=True):
            if word:
                slot = self._slot(word)
                self._hashes[slot] = word
                self._lines[slot] = line
