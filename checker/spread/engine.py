"""Pieces of work done by the workers of any executor, and delivered in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Generic, TypeVar

P = TypeVar("P")
R = TypeVar("R")

_NOT_STARTED: Final = (OSError, EOFError, NotImplementedError)
_AHEAD: Final = 3  # pieces for each worker that are under way, or done and not delivered: what memory holds


class EngineLostError(Exception):
    """The workers are gone, and no others can be had. The text says why."""


@dataclass(frozen=True, slots=True)
class Died(Generic[P]):
    """What came of a piece whose worker died, also when nothing else was done beside it."""

    piece: P


@dataclass(slots=True, kw_only=True)
class Engine:
    """
    Workers of an executor. `start` gives one, and another one when it broke.

    `broken` are the errors of pieces whose executor broke, whichever of them broke it. `died` are those of
    pieces that an executor of its own accord tried again until their workers had died too often, and `lost`
    those after which there will be no other executor. `stop` ends what an executor's workers are in the
    middle of, where that can be done. `sees_disk` says whether workers can read what lies on the disk of this
    machine. With `or_here` the work is done in this process where nothing can be started from the beginning;
    not later, when it may be the work that killed the workers. What `start` gives may change the number of
    workers.
    """

    start: Callable[[], Executor]
    workers: int
    broken: tuple[type[BaseException], ...] = ()
    died: tuple[type[BaseException], ...] = ()
    lost: tuple[type[BaseException], ...] = ()
    stop: Callable[[Executor], None] = lambda _executor: None
    sees_disk: bool = True
    or_here: bool = False
    _executor: Executor | None = field(default=None, init=False)
    _given: "list[Future[Any]]" = field(default_factory=list, init=False)  # out, as far as they are not done

    def submitted(self, work: Callable[[P], R], piece: P) -> "Future[R]":
        """What will come of a piece; where no executor can be had, or takes none, its error."""
        losses: tuple[type[BaseException], ...] = (EngineLostError, *self.broken, *self.lost)
        try:
            try:
                future = self._submitted(work, piece)
            except self.broken:  # by a piece before it
                self.close()
                future = self._submitted(work, piece)
        except losses as error:
            future = Future()
            future.set_exception(error)
        self._given = [*(one for one in self._given if not one.done()), future]
        return future

    def _submitted(self, work: Callable[[P], R], piece: P) -> "Future[R]":
        if self._executor is None:
            self._executor = self._started()
        return self._executor.submit(work, piece)

    def _started(self) -> Executor:
        try:
            executor = self.start()
        except (*self.broken, *self.lost):
            raise
        except _NOT_STARTED as error:
            if self.or_here:
                return _Here()
            raise EngineLostError(f"no worker can be started: {_why(error)}") from error
        self.or_here = False
        return executor

    def settle(self) -> None:
        """Waits until nothing is under way."""
        wait(self._given)

    def close(self, *, is_done: bool = False) -> None:
        """Lets the workers go. Where not all is done, they are stopped; the next piece starts others."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if not is_done:
            self.stop(executor)
        executor.shutdown(wait=True, cancel_futures=True)


class _Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, work: Callable[..., R], /, *args: Any, **named: Any) -> "Future[R]":  # as the work takes
        done: Future[R] = Future()
        try:
            done.set_result(work(*args, **named))
        except Exception as error:  # whoever asks for the result gets it
            done.set_exception(error)
        return done


def _why(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def in_order(engine: Engine, work: Callable[[P], R], pieces: Iterable[P]) -> Iterator[tuple[P, R | Died[P]]]:
    """
    Each piece with what came of it, in the order of the pieces, whatever order the work is done in.

    Where a worker dies, what was under way and came to nothing is done again, once and one by one: so it
    shows which piece it was. Of `pieces` no more are taken than the workers need.

    Raises:
        EngineLostError: after all that was done in front of the first piece that can't be done.

    """
    waiting = iter(pieces)
    under_way: deque[tuple[P, Future[R]]] = deque()
    while True:
        while len(under_way) < _AHEAD * engine.workers and (pieces := tuple(islice(waiting, 1))):
            under_way.extend((piece, engine.submitted(work, piece)) for piece in pieces)
        if not under_way:
            return
        piece, future = under_way.popleft()
        if not _has_failed(engine, future):
            yield piece, _result(engine, future)
            continue
        suspects, under_way = [(piece, future), *under_way], deque()
        for one, future in suspects:
            if _has_failed(engine, future):
                yield one, alone(engine, work, one)
            else:
                yield one, _result(engine, future)


def alone(engine: Engine, work: Callable[[P], R], piece: P) -> R | Died[P]:
    """
    What comes of a piece beside which nothing else is done.

    Raises:
        EngineLostError: there are no workers any more.

    """
    engine.settle()
    future = engine.submitted(work, piece)
    return Died(piece) if _has_failed(engine, future) else _result(engine, future)


def _has_failed(engine: Engine, future: "Future[R]") -> bool:
    """Whether a worker died, of this piece or of another one. Waits for it."""
    try:
        return isinstance(future.exception(), (*engine.broken, *engine.died))
    except CancelledError:
        return False


def _result(engine: Engine, future: "Future[R]") -> R:
    try:
        return future.result()
    except BaseException as error:
        if isinstance(error, (*engine.lost, CancelledError)):
            raise EngineLostError(str(error) or type(error).__name__) from error
        raise
