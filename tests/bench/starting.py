"""What a process takes before it does anything, and the shipped example from a cold start."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.rows import Row
from tests.bench.timing import clock, process, processor, ratio, rounds

PART = "starting"
_SCRIPT = str(Path(sys.executable).with_name("seamproof"))
_EXAMPLE = "contracts/order-to-cash"
_IMPORT = """\
import contextlib, importlib, sys
for name in sys.argv[1:]:
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
"""
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
    nothing = set(_modules("-c", "pass"))
    loaded = [name for name in _modules("-m", "checker", "check", _EXAMPLE) if name not in nothing]
    again = {
        "bare Python": lambda: process(_WAYS["bare Python"]).spent,
        "imports": lambda: process((sys.executable, "-c", _IMPORT, *loaded)).spent,
    }
    took = rounds(again, runs)
    ours = processor(took, "imports") - processor(took, "bare Python")
    own = sum(name.startswith("checker") for name in loaded)
    note = f"{len(loaded)} modules beyond those of bare Python, {own} of them our own"
    yield Row(part=PART, what="of which imports", ours=ours, unit="s", at_most=0.15, note=note)


def _modules(*arguments: str) -> list[str]:
    """What Python imports for these arguments, in its order."""
    lines = process([sys.executable, "-X", "importtime", *arguments]).err.splitlines()
    return [line.split("|")[2].strip() for line in lines if line.startswith("import time:")][1:]
