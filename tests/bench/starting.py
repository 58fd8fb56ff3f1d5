"""What a process takes before it does anything, and the shipped example from a cold start."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.rows import Row
from tests.bench.timing import clock, process, processor, ratio, rounds

PART = "starting"
_SCRIPT = str(Path(sys.executable).with_name("seamproof"))
_EXAMPLE = "contracts/order-to-cash"
_WAYS = {
    "bare Python": (sys.executable, "-c", "pass"),
    "--help": (_SCRIPT, "--help"),
    "--version": (_SCRIPT, "--version"),
    "check": (_SCRIPT, "check", _EXAMPLE),
}


def rows(runs: int) -> Iterator[Row]:
    ways = {name: partial(lambda command: process(command).spent, command) for name, command in _WAYS.items()}
    took = rounds(ways, runs)
    bare = processor(took, "bare Python")
    for flag in ("--help", "--version"):
        seconds = {"bare Python": bare, flag: processor(took, flag)}
        ours = ratio(took, flag, "bare Python")
        yield Row(part=PART, what=flag, ours=ours, unit="x bare Python", at_most=4, seconds=seconds)
    seconds = {"processor": processor(took, "check"), "clock": clock(took, "check")}
    what = "check of the shipped example, cold"
    yield Row(part=PART, what=what, ours=seconds["processor"], unit="s", at_most=0.5, seconds=seconds)
    check = [sys.executable, "-X", "importtime", "-m", "checker", "check", _EXAMPLE]
    nothing = [sys.executable, "-X", "importtime", "-c", "pass"]
    imports = [_imports(check) - _imports(nothing) for _ in range(runs)]
    note = "modules of all packages, beyond those of bare Python"
    yield Row(part=PART, what="of which imports", ours=median(imports), unit="s", at_most=0.15, note=note)
    own = median(_imports(check, "checker") for _ in range(runs))
    yield Row(part=PART, what="of which imports of its own modules", ours=own, unit="s")


def _imports(command: Sequence[str], package: str = "") -> float:
    """Seconds that all modules take, or those of a package, each without those that it imports."""
    lines = (line.split("|") for line in process(command).err.splitlines() if line.startswith("import time:"))
    taken = (cells[0].removeprefix("import time:") for cells in lines if cells[2].strip().startswith(package))
    return sum(int(text) for text in taken if text.strip().isdigit()) / 1e6
