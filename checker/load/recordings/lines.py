"""Blocks of bytes cut into numbered lines."""

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
    parts: list[bytes] = []  # of the line that no newline has ended yet
    size = 0
    damage: DamagedError | None = None
    while True:
        try:
            block = next(blocks, None)
        except DamagedError as error:
            damage, block = error, None
        if block is None:
            break
        begun, *others = block.split(b"\n")
        if size <= longest:
            parts.append(begun)
            size += len(begun)
        if others:
            yield number, b"".join(parts)[: longest + 1], True
            *whole, last = others
            for line in whole:
                number += 1
                yield number, line[: longest + 1], True
            number += 1
            parts, size = [last], len(last)
    if size:
        yield number, b"".join(parts)[: longest + 1], False
    if damage is not None:
        raise damage
