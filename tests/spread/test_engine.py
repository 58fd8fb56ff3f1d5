"""Pieces of work over any executor."""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any

import pytest

from checker.spread import Died, Engine, EngineLostError, in_order


class Failing(Executor):
    """Does pieces at once; breaks for good at one that `breaks`, and then takes no other."""

    def __init__(self, breaks: Callable[[int], bool]) -> None:
        self._breaks = breaks
        self._is_broken = False

    def submit(self, work: Any, /, *given: Any, **_: Any) -> "Future[Any]":
        if self._is_broken:
            raise BrokenExecutor
        done: Future[Any] = Future()
        if self._breaks(given[0]):
            self._is_broken = True
            done.set_exception(BrokenExecutor())
        else:
            done.set_result(work(*given))
        return done


def doubled(number: int) -> int:
    return 2 * number


def test_what_is_done_by_threads_comes_in_order() -> None:
    gate = Event()

    def slow_first(number: int) -> int:
        if number == 0:
            assert gate.wait(10)
        elif number == 5:
            gate.set()
        return number

    engine = Engine(start=partial(ThreadPoolExecutor, 3), workers=3)
    assert [piece for piece, _ in in_order(engine, slow_first, range(20))] == list(range(20))
    engine.close(is_done=True)


def test_no_more_is_taken_than_the_workers_need() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    engine = Engine(start=partial(Failing, lambda _: False), workers=2)
    done = in_order(engine, doubled, pieces())
    assert next(done) == (0, 0)
    assert len(taken) == 6
    assert [result for _, result in done] == [2 * number for number in range(1, 100)]


def test_the_piece_that_kills_is_told_from_those_beside_it() -> None:
    engine = Engine(
        start=partial(Failing, lambda number: number in (3, 4, 11)), workers=4, broken=(BrokenExecutor,)
    )
    done = dict(in_order(engine, doubled, range(20)))
    assert [number for number, result in done.items() if result == Died(number)] == [3, 4, 11]
    assert all(result == 2 * number for number, result in done.items() if number not in (3, 4, 11))


def test_a_piece_that_an_executor_gave_up_has_died() -> None:
    def work(number: int) -> int:
        if number == 1:
            raise MemoryError
        return number

    engine = Engine(start=partial(ThreadPoolExecutor, 1), workers=1, died=(MemoryError,))
    assert list(in_order(engine, work, range(3))) == [(0, 0), (1, Died(1)), (2, 2)]


def test_what_was_done_in_front_is_delivered_before_it_is_said_that_the_workers_are_lost() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise ConnectionError("the scheduler went away")
        return number

    engine = Engine(start=partial(ThreadPoolExecutor, 1), workers=1, lost=(ConnectionError,))
    done = in_order(engine, work, range(5))
    assert [next(done), next(done)] == [(0, 0), (1, 1)]
    with pytest.raises(EngineLostError, match="the scheduler went away"):
        next(done)


def test_where_no_executor_can_be_had_that_is_said() -> None:
    def start() -> Executor:
        raise ConnectionError("nobody answers")

    engine = Engine(start=start, workers=1, lost=(ConnectionError,))
    with pytest.raises(EngineLostError, match="nobody answers"):
        next(in_order(engine, doubled, [1]))
    engine.close()


def _nothing() -> Executor:
    raise OSError(38, "Function not implemented")


def test_a_machine_that_starts_no_workers_is_said() -> None:
    engine = Engine(start=_nothing, workers=1)
    with pytest.raises(EngineLostError, match="no worker can be started: Function not implemented"):
        next(in_order(engine, doubled, [1]))
    engine.close()


def test_where_no_worker_can_be_started_this_process_may_do_the_work() -> None:
    engine = Engine(start=_nothing, workers=2, or_here=True)
    assert list(in_order(engine, doubled, range(9))) == [(number, 2 * number) for number in range(9)]

    def defect(_number: int) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        next(in_order(engine, defect, [1]))
    engine.close()


def test_what_may_have_killed_workers_is_never_done_by_this_process() -> None:
    executors = iter([Failing(lambda number: number == 1)])

    def start() -> Executor:
        for executor in executors:
            return executor
        raise OSError(11, "Resource temporarily unavailable")

    engine = Engine(start=start, workers=1, broken=(BrokenExecutor,), or_here=True)
    done = in_order(engine, doubled, range(5))
    assert next(done) == (0, 0)
    with pytest.raises(EngineLostError, match="Resource temporarily unavailable"):
        list(done)


def test_a_defect_of_the_work_is_no_loss_of_workers() -> None:
    def work(_number: int) -> int:
        raise ZeroDivisionError

    engine = Engine(start=partial(ThreadPoolExecutor, 1), workers=1, lost=(ConnectionError,))
    with pytest.raises(ZeroDivisionError):
        next(in_order(engine, work, [1]))
