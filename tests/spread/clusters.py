"""Schedulers and workers of Dask in processes of their own, which can be killed."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKERS = 2
QUIET = ("--no-dashboard",)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster at an address, HOST:PORT, whose scheduler can be killed."""

    address: str
    scheduler: "subprocess.Popen[str]"

    @property
    def engine(self) -> str:
        return f"dask://{self.address}"


@contextmanager
def scheduler(environment: Mapping[str, str]) -> Iterator[Cluster]:
    """A scheduler without workers, which gives nothing up for lost that died once."""
    command = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", *QUIET)
    started = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={**environment, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"},
    )
    try:
        assert started.stderr is not None
        for line in started.stderr:
            if found := re.search(r"tcp://(127\.0\.0\.1:\d+)", line):
                yield Cluster(found[1], started)
                return
        raise AssertionError("the scheduler says no address")
    finally:
        started.kill()
        started.communicate()


@contextmanager
def cluster(environment: Mapping[str, str], *, seamproof: bool = True) -> Iterator[Cluster]:
    """With workers of one thread, each in a process that is started again when it dies."""
    with scheduler(environment) as found:
        options = ("--nworkers", str(WORKERS), "--nthreads", "1", "--nanny", "--death-timeout", "60", *QUIET)
        faults = ("--preload", str(Path(__file__).parent / "faults.py")) if seamproof else ()
        workers = subprocess.Popen(
            _dask("worker", f"tcp://{found.address}", *options, *faults),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",  # nothing of what the tests replay is to be found from there
            env=environment,
        )
        try:
            yield found
        finally:
            workers.terminate()
            try:
                workers.wait(10)
            except subprocess.TimeoutExpired:
                workers.kill()
                workers.wait()


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def _dask(*words: str) -> list[str]:
    return [sys.executable, "-m", "dask", *words]
