"""How much text a host takes: a summary of GitHub that is longer than 1,024 KiB is lost whole."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

WHOLE: Final = 900 * 1024  # bytes, of 1,024 KiB that a step may write
_LEAST: Final = 1024  # with less room than that nothing more is tried

T = TypeVar("T")


def size(text: str) -> int:
    """In bytes of UTF-8."""
    return len(text.encode("utf-8", "backslashreplace"))


def fitting(things: Iterable[T], told: Callable[[T], str], room: int) -> tuple[Sequence[str], Sequence[T]]:
    """
    The texts of the things that fit into so many bytes, two newlines between them, and what does not fit.

    What is too long by itself is left out alone: what follows it may fit.
    """
    texts: list[str] = []
    left: list[T] = []
    for thing in things:
        text = told(thing) if room >= _LEAST else None
        if text is None or size(text) + 2 > room:
            left.append(thing)
        else:
            texts.append(text)
            room -= size(text) + 2
    return texts, left
