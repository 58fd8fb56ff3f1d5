"""What work takes, in this process and as a whole process, taken in turn so that drift hits all alike."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of processors; the latter is less disturbed by others on the machine."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Ended:
    """How a whole process ended, and what it printed. `peaks` has the most memory of each process, in MB."""

    code: int
    out: str
    err: str
    spent: Spent
    peaks: tuple[float, ...] = ()


Rounds = Sequence[Mapping[str, Spent]]


def rounds(ways: Mapping[str, Callable[[], Spent]], runs: int) -> Rounds:
    """Each way once a round."""
    return [{name: way() for name, way in ways.items()} for _ in range(runs)]


def inside(work: Callable[[], object]) -> Spent:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


def process(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    watch: bool = False,
    folder: str | Path = ROOT,
) -> Ended:
    """
    Runs a command to its end. `watch` looks at the memory of it and of its workers meanwhile, as far as the
    system tells: through /proc, since what a finished process reports of itself counts what started it.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        started = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=err, env={**os.environ, **(environment or {})}
        )
        peaks: dict[int, float] = {}
        while (
            watch
            and started.returncode is None
            and os.waitid(os.P_PID, started.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None
        ):
            _look(started.pid, peaks)
            time.sleep(0.02)
        _, status, used = os.wait4(started.pid, 0)
        clock = time.perf_counter() - start
        started.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ended(
            started.returncode,
            out.read().decode(),
            err.read().decode(),
            Spent(clock, used.ru_utime + used.ru_stime),
            tuple(peaks.values()),
        )


def _look(pid: int, peaks: dict[int, float]) -> None:
    """The most memory so far of a process and all below it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return  # it has just ended, or the system has no /proc
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            peaks[pid] = max(peaks.get(pid, 0.0), int(line.split()[1]) / 1024)
    for child in children.split():
        _look(int(child), peaks)


def processor(of: Rounds, name: str) -> float:
    """The median of what a way took of the processor."""
    return median(one[name].processor for one in of)


def clock(of: Rounds, name: str) -> float:
    return median(one[name].clock for one in of)


def ratio(of: Rounds, name: str, other: str) -> float:
    """The median of the ratios within a round, of processor time."""
    return median(one[name].processor / one[other].processor for one in of)
