"""Processor time in tests: what hangs or grows too fast is found, however slow or busy the machine is."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """
    Fails if what is done within takes more processor time of this process.

    The limit is wide, at least ten times what it takes while branches are counted: one that is near would say
    how fast the machine is. It is there for what hangs, or grows with the square of its input, and then takes
    hundreds of times as long.
    """
    began = process_time()
    yield
    took = process_time() - began
    assert took < seconds, f"it took {took:.1f} s of processor time, of {seconds}"


def growth(act: Callable[[int], object], small: int, large: int) -> float:
    """
    The power of the size with which the time of `act` grows: 1 where it is linear, 2 where it is quadratic.

    Each size takes its best of three runs. With sizes 16 apart, 1.5 is four times from either.
    """
    act(small)
    brief, long = (min(_seconds(act, size) for _ in range(3)) for size in (small, large))
    return math.log(long / brief, large / small)


def _seconds(act: Callable[[int], object], size: int) -> float:
    began = process_time()
    act(size)
    return process_time() - began
