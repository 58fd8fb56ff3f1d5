"""
Speed and memory as ratios in one run, each row with its goal: `python -m tests.bench`.

Fails when something planted in the corpus is missed, or something is found that nobody planted. A goal that is not
reached is said, and is no failure: how fast a machine is today is no mistake in the program.
"""

import argparse
import json
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import (
    captures,
    containment,
    drift,
    exploring,
    lists,
    mapping,
    payloads,
    processes,
    reading,
    replay,
    reports,
    starting,
)
from tests.bench.corpora import Corpora
from tests.bench.modes import COMMAND, MODES, Command, on_cluster
from tests.bench.peers import beside
from tests.bench.planted import MissedError
from tests.bench.rows import Row, lines

_VERSIONS = ("seamproof", "orjson", "jsonschema-rs", "jsonschema", "deepdiff", "pyyaml")

Part = Callable[[argparse.Namespace, Corpora], Iterator[Row]]


def _processes(asked: argparse.Namespace, corpora: Corpora) -> Iterator[Row]:
    modes = (*MODES, on_cluster(asked.cluster)) if asked.cluster else MODES
    command = Command(program=shlex.split(asked.command) if asked.command else COMMAND)
    return processes.rows(corpora, asked.runs, command, modes)


PARTS: Mapping[str, Part] = {
    "processes": _processes,
    "replay": lambda asked, corpora: replay.rows(corpora, asked.runs),
    "mapping": lambda asked, _: mapping.rows(asked.runs),
    "lists": lambda asked, _: lists.rows(asked.runs),
    "payloads": lambda asked, _: payloads.rows(asked.runs),
    "containment": lambda _, __: containment.rows(),
    "starting": lambda asked, _: starting.rows(asked.runs),
    "reading": lambda asked, _: reading.rows(asked.runs),
    "exploring": lambda asked, _: exploring.rows(asked.runs, full=asked.full),
    "drift": lambda asked, _: drift.rows(asked.runs, full=asked.full),
    "captures": lambda asked, _: captures.rows(asked.runs),
    "reports": lambda asked, _: reports.rows(asked.runs),
    "peers": lambda asked, _: beside.rows(asked.runs),
}
_UNASKED = frozenset({"peers"})  # installs what others made


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    rows: list[Row] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            corpora = Corpora(Path(folder), asked.lines, asked.most)
            for part in asked.only:
                print(f"measuring: {part} ...", file=sys.stderr, flush=True)
                rows += PARTS[part](asked, corpora)
    except MissedError as error:
        print(f"the benchmark fails: {error}", file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps(_for_machines(asked, rows), indent=2))
        return 0
    print(
        f"{asked.lines:,} lines, medians of {asked.runs} runs, in turn; seconds are of the processor unless said"
    )
    print("\n".join(lines(rows)))
    goals = [row for row in rows if row.has_goal]
    print(f"\n{sum(row.is_reached for row in goals)} of {len(goals)} goals reached")
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__.strip().splitlines()[0]
    )
    parser.add_argument("--lines", type=int, help="lines of each corpus (default: 10,000)")
    parser.add_argument("--runs", type=int, default=5, help="how often each way is taken (default: 5)")
    parser.add_argument("--full", action="store_true", help="corpora of 100,000 lines, and one of 1,000,000")
    parser.add_argument("--only", type=_parts, metavar="PART,...", help=", ".join(PARTS))
    parser.add_argument(
        "--peers", action="store_true", help="also install peers into a folder of their own, and measure them"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, for machines")
    parser.add_argument("--command", help="the seamproof to start as a whole process (default: this one)")
    parser.add_argument(
        "--cluster", metavar="HOST:PORT", help="also replay on this cluster, which runs already"
    )
    asked = parser.parse_args(arguments)
    asked.lines = asked.lines or (100_000 if asked.full else 10_000)
    asked.only = asked.only or tuple(name for name in PARTS if asked.peers or name not in _UNASKED)
    asked.most = 1_000_000 if asked.full else asked.lines
    return asked


def _parts(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"no part is called {unknown[0]}: there are {', '.join(PARTS)}")
    return names


def _for_machines(asked: argparse.Namespace, rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "machine": {
            "system": platform.platform(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
        },
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _VERSIONS}},
        "sizes": {"lines": asked.lines, "most": asked.most, "runs": asked.runs},
        "rows": [row.for_machines() for row in rows],
    }


if __name__ == "__main__":
    sys.exit(main())
