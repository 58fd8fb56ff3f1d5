"""Blocks of bytes cut into lines."""

from collections.abc import Iterator

from checker.load.recordings.blocks import DamagedError


def numbered(blocks: Iterator[bytes], longest: int, first: int = 1) -> Iterator[tuple[int, bytes, bool]]:
    """
    Each line with its number, counted from `first`, without its newline; and whether it had one.

    Of a line longer than `longest` only one byte more is delivered, enough to see that it is too long.

    Raises:
        DamagedError: as `blocks` does, after the part of a line that was good.

    """
    number = first
    for line, _, is_ended in measured(blocks, longest):
        yield number, line, is_ended
        number += 1


def measured(blocks: Iterator[bytes], longest: int) -> Iterator[tuple[bytes, int, bool]]:
    """The same without numbers, and with how many bytes each line has, its newline among them."""
    parts: list[bytes] = []  # of the line that no newline has ended yet
    kept = size = 0
    damage: DamagedError | None = None
    while True:
        try:
            block = next(blocks, None)
        except DamagedError as error:
            damage, block = error, None
        if block is None:
            break
        begun, *others = block.split(b"\n")
        if kept <= longest:
            parts.append(begun)
            kept += len(begun)
        size += len(begun)
        if others:
            yield b"".join(parts)[: longest + 1], size + 1, True
            *whole, last = others
            for line in whole:
                yield line[: longest + 1], len(line) + 1, True
            parts, kept, size = [last], len(last), len(last)
    if kept:
        yield b"".join(parts)[: longest + 1], size, False
    if damage is not None:
        raise damage
