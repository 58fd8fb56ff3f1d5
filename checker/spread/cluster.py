"""The workers of a Dask cluster, wherever they are."""

import logging
import pickle
import socket
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Any, Final, TypeVar

from distributed import Client, KilledWorker

from checker.errors import CannotCheckError
from checker.spread.engine import Engine

R = TypeVar("R")

_CONNECT: Final = 10  # seconds for a scheduler to answer
_CLOSE: Final = 3  # seconds for it to hear that we go
_LOOK: Final = 2  # seconds between two looks at how many workers there are
_PATIENCE: Final = 60.0  # seconds for a first worker to come, or another one where all have gone
_LOUD: Final = ("distributed", "tornado", "asyncio")  # loggers that print what we say in a sentence
_OURS: Final = __name__.partition(".")[0]


class ClusterLostError(Exception):
    """Nobody answers, or nobody is left to work."""


def cluster(address: str, *, patience: float = _PATIENCE) -> Engine:
    """
    The workers of the scheduler at HOST:PORT, as many as there are at any moment.

    They need this package and nothing else. Where there is none for `patience` seconds, they are lost.
    """
    engine = Engine(
        start=lambda: _Workers(address, engine, patience),
        workers=1,
        died=(KilledWorker,),
        lost=(ClusterLostError,),
        sees_disk=False,
    )
    return engine


def call_at(address: str) -> None:
    """
    Finds out whether a scheduler answers.

    Raises:
        ClusterLostError: none does.

    """
    with _quiet():
        _connected(address).close(timeout=_CLOSE)


class _Call:
    """
    A pickle that is the call itself: who loads it makes the call, and has its result.

    So a scheduler holds bytes that it need not understand, and can be without this package.
    """

    def __init__(self, work: Callable[..., object], *pieces: object) -> None:
        self._call = work, pieces

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call


class _Workers(Executor):
    """An executor whose pieces all come to an end, whatever becomes of the cluster."""

    def __init__(self, address: str, engine: Engine, patience: float) -> None:
        self._address = address
        self._engine = engine
        self._patience = patience
        self._why = f"the scheduler at {address} has gone away"
        self._is_shut = Event()
        with ExitStack() as closing:
            closing.enter_context(_quiet())
            self._client = _connected(address)
            self._closing = closing.pop_all()
        self._executor = self._client.get_executor(pure=False)
        self._threads = self._count()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, work: Callable[..., R], /, *pieces: Any, **named: Any) -> "Future[R]":
        if self._client.status != "running":  # it would wait for a scheduler to come back
            raise ClusterLostError(self._why)
        call = pickle.dumps(_Call(partial(work, **named), *pieces))
        came: Future[R] = Future()
        self._executor.submit(pickle.loads, call).add_done_callback(partial(self._pass_on, came))
        return came

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Leaves the cluster, in bounded time: what is under way there is of no use to anybody else."""
        self._is_shut.set()
        with self._closing, suppress(Exception):
            self._client.close(timeout=_CLOSE)

    def _pass_on(self, came: "Future[R]", future: "Future[R]") -> None:
        try:
            came.set_result(future.result())
        except CancelledError:
            came.set_exception(ClusterLostError(self._why))
        except (ImportError, AttributeError) as error:
            came.set_exception(self._lacking(error))
        except BaseException as error:
            came.set_exception(error)

    def _lacking(self, error: ImportError | AttributeError) -> Exception:
        """What is to be said where a worker does not find what it is to call."""
        if _OURS not in str(error):
            return error
        return CannotCheckError(
            f"a worker of the cluster at {self._address} lacks what it is to do: {error}",
            fix="install seamproof where the workers are, in the version that is here",
        )

    def _count(self) -> int:
        threads = sum(map(int, self._client.nthreads().values()))
        self._engine.workers = max(1, threads)
        return threads

    def _watch(self) -> None:
        """Follows how many workers there are, and gives up where there are none for long."""
        last = monotonic()
        while not self._is_shut.wait(_LOOK if self._threads else min(_LOOK, self._patience / 4)):
            try:
                self._threads = self._count()
            except Exception:  # the scheduler is away, and whoever waits for results will hear of it
                return
            if self._threads:
                last = monotonic()
            elif monotonic() - last > self._patience:
                self._why = f"the scheduler at {self._address} has had no worker for {self._patience:.0f} s"
                with suppress(Exception):
                    self._executor.shutdown(wait=False)  # which cancels what nobody will do
                return


def _connected(address: str) -> Client:
    host, _, port = address.rpartition(":")
    try:
        # Who refuses is known at once; a client would go on asking.
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT).close()
        return Client(f"tcp://{address}", timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise ClusterLostError(f"no scheduler answers at {address}: {why}") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """What happens to a cluster is said once, by us."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOUD]
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, was in zip(loggers, before, strict=True):
            logger.disabled = was
