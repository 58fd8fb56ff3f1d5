"""Recordings replayed by a cluster, whose workers and scheduler are killed meanwhile."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from checker.cli.exits import Exit, exit_code
from checker.errors import CannotCheckError
from checker.model.findings import Report
from checker.pipeline import Options, check
from checker.report import rendered
from checker.spread import EngineLostError, in_order
from tests.bench.corpus import write_recording, write_set
from tests.conftest import Ran
from tests.spread.clusters import Cluster, cluster, environment, scheduler
from tests.spread.faults import KILLS, WAITS

pytestmark = [pytest.mark.needs("distributed"), pytest.mark.needs("moto"), pytest.mark.needs("s3fs")]


def _report(report: Report) -> str:
    return rendered(report, "json", width=100, in_colour=False)


def _in_place(folder: Path) -> str:
    return _report(check([str(folder)], Options(engine="in-place")))


def _with_fault(folder: Path, fault: str, number: int) -> None:
    """Puts a fault into a line of a recording, counted from 0, where no mapping looks."""
    path = next((folder / "recordings").iterdir())
    lines = path.read_bytes().splitlines(keepends=True)
    before, name, rest = lines[number].partition(b'"text":"')
    lines[number] = before + name + fault.encode() + rest[rest.index(b'"') :]
    path.write_bytes(b"".join(lines))


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """A set whose last share takes a while, so that something happens before it is done."""
    write_set(tmp_path)
    write_recording(tmp_path / "recordings/orders.jsonl", 5_200, altered_every=1_000)
    for number in range(5_195, 5_200):
        _with_fault(tmp_path, WAITS, number)
    return tmp_path


def _once(act: Callable[[], object]) -> Callable[[str], None]:
    """Does something when the first cases are done."""
    left: Iterator[Callable[[], object]] = iter([act])

    def watch(what: str) -> None:
        if " cases so far" in what:
            next(left, lambda: None)()

    return watch


def test_a_killed_worker_changes_nothing_of_what_is_reported(waiting: Path, dask: Cluster) -> None:
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:
        client.wait_for_workers(2)
        victims = list(client.run(os.getpid).values())

    def kill_one() -> None:
        os.kill(victims[0], signal.SIGKILL)

    expected = _in_place(waiting)
    assert "transformation-differs" in expected
    report = check([str(waiting)], Options(engine=dask.engine), progress=_once(kill_one))
    assert _report(report) == expected


def test_the_line_that_kills_every_worker_is_named_and_all_others_are_judged(
    tmp_path: Path, dask: Cluster
) -> None:
    write_set(tmp_path)
    path = tmp_path / "recordings/orders.jsonl"
    write_recording(path, 4, altered_every=4)
    _with_fault(tmp_path, KILLS, 2)
    report = check([str(tmp_path)], Options(engine=dask.engine))
    told = [(str(one.place), one.why) for one in report.skipped if one.was_asked]
    assert told == [(f"{path}:3:1", "the process that judges this line dies of it, so nobody did")]
    assert report.checked["cases"] == 3
    assert exit_code(report) == Exit.CANNOT_CHECK


def test_a_scheduler_that_is_killed_ends_the_run_with_what_was_done(
    waiting: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with cluster(environment()) as found:
        killed: list[float] = []

        def kill() -> None:
            found.scheduler.kill()
            killed.append(time.monotonic())

        report = check([str(waiting)], Options(engine=found.engine), progress=_once(kill))
        assert time.monotonic() - killed[0] < 20
    (lost,) = [one for one in report.skipped if one.was_asked]
    assert lost.why.startswith("the workers were lost after ")
    assert lost.why.endswith(f"the scheduler at {found.address} has gone away")
    assert 0 < report.checked["cases"] < 5_200
    assert exit_code(report) == Exit.CANNOT_CHECK
    assert capfd.readouterr() == ("", "")


def test_an_interruption_leaves_the_cluster_at_once(waiting: Path, dask: Cluster) -> None:
    report = check(
        [str(waiting)],
        Options(engine=dask.engine),
        progress=_once(lambda: signal.raise_signal(signal.SIGINT)),
    )
    assert report.is_interrupted
    assert 0 < report.checked["cases"] < 5_200
    assert exit_code(report) == Exit.INTERRUPTED


def test_workers_that_never_come_are_not_waited_for_for_ever() -> None:
    from checker.spread.cluster import cluster as engine_at

    with scheduler(environment()) as found:
        engine = engine_at(found.address, patience=0.5)
        with pytest.raises(EngineLostError, match="has had no worker for 0 s"):
            list(in_order(engine, abs, [-1]))
        engine.close(is_done=False)


def test_workers_without_seamproof_or_with_another_one_are_told(
    dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.pipeline.answering import Work, answers
    from checker.spread.cluster import cluster as engine_at

    engine = engine_at(dask.address)
    newer = ModuleType("checker.newer")
    monkeypatch.setitem(sys.modules, newer.__name__, newer)
    exec("def work(piece): return piece", newer.__dict__)
    with pytest.raises(CannotCheckError) as lacking:
        list(in_order(engine, newer.__dict__["work"], [1]))
    (mistake,) = lacking.value.mistakes
    assert mistake.message.endswith("lacks what it is to do: No module named 'checker.newer'")
    with pytest.raises(CannotCheckError) as older:
        list(in_order(engine, answers, [Work(version="0", parcel=b"", shares=())]))
    engine.close(is_done=True)
    assert [one.fix for one in older.value.mistakes] == ["install seamproof 0 where the workers are"]


def test_a_cluster_that_does_not_answer_is_said_first_and_alone(
    corpus: Path, seamproof: Callable[..., Ran]
) -> None:
    ran = seamproof("check", corpus, "--engine", "dask://127.0.0.1:1")
    assert (ran.code, ran.out) == (Exit.CANNOT_CHECK, "")
    assert ran.err.startswith("error: no scheduler answers at 127.0.0.1:1: Connection refused\n")


def test_a_missing_extra_is_said_first_and_alone(
    corpus: Path, seamproof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "checker.spread.cluster", raising=False)
    ran = seamproof("check", corpus, "--engine", "dask://127.0.0.1:1")
    assert (ran.code, ran.out) == (Exit.CANNOT_CHECK, "")
    assert "the extra dask is not installed" in ran.err
    assert "pip install 'seamproof[dask]'" in ran.err
