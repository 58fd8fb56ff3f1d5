"""Processes of this machine as workers."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from checker.spread.engine import Engine


def processes(workers: int, *, preloaded: str) -> Engine:
    """
    So many processes, each with a module loaded before it gets any work.

    They are forks of a process that has done nothing but load it: a fork of this one could inherit a lock
    that nobody will ever open.
    """
    return Engine(start=partial(_started, workers, preloaded), workers=workers, broken=(BrokenProcessPool,))


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _started(workers: int, preloaded: str) -> Executor:
    how = get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        how.set_forkserver_preload([preloaded])
    pool = ProcessPoolExecutor(workers, mp_context=how, initializer=_ignore_interrupts)
    with _interrupts_held():
        pool.submit(_ignore_interrupts).result()
    return pool


def _ignore_interrupts() -> None:
    """Ctrl-C is meant for whoever gave the work out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds Ctrl-C back from the process that workers are forks of, which inherit that."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
