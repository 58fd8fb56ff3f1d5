"""Processes of this machine as workers."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context
from multiprocessing.context import BaseContext
from typing import Final

from checker.spread.engine import Engine

_SIGNALS: Final = {signal.SIGINT, signal.SIGTERM}


def processes(workers: int, *, preloaded: str, or_here: bool = False) -> Engine:
    """
    So many processes, each with a module loaded before it gets any work.

    They are forks of a process that has done nothing but load it: a fork of this one could inherit a lock
    that nobody will ever open. With `or_here` this one does the work where it may start none.
    """
    start = partial(_started, workers, preloaded)
    return Engine(start=start, workers=workers, broken=(BrokenProcessPool,), stop=_stop, or_here=or_here)


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Processes(ProcessPoolExecutor):
    """An executor whose workers are there from the beginning, and can be stopped."""

    def __init__(self, workers: int, how: BaseContext) -> None:
        super().__init__(workers, mp_context=how, initializer=_begun)
        others = {*active_children()}
        try:
            with _signals_held():
                for _ in range(workers):
                    self.submit(_begun)
        except BaseException:  # some may have been started
            self._started = {*active_children()} - others
            self.stop()
            self.shutdown(wait=False, cancel_futures=True)
            raise
        self._started = {*active_children()} - others

    def stop(self) -> None:
        for process in self._started:
            process.kill()


def _started(workers: int, preloaded: str) -> Executor:
    how = get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        how.set_forkserver_preload([preloaded])
    return _Processes(workers, how)


def _stop(executor: Executor) -> None:
    if isinstance(executor, _Processes):
        executor.stop()


def _begun() -> None:
    """A worker minds no Ctrl-C, which is meant for whoever gave the work out, but ends when it is told to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


@contextmanager
def _signals_held() -> Iterator[None]:
    """
    Holds back what would stop this process while it starts others: half started, they would complain on the
    terminal. They inherit it.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
