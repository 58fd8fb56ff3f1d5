"""
Replay against the limit, `orjson.loads` of the same lines, and against the same work written by hand.

    python -m tests.bench.replay [--lines N] [--runs N]

All in one process, interleaved; prints medians and ratios. Fails when a planted finding is missed or an unplanted one appears.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import orjson

from checker.analysis.validity import compiled
from checker.load.sets import contract_sets
from checker.pipeline import Options, check
from tests.bench.corpus import by_hand, write_recording, write_set


def limit(recording: Path) -> float:
    """Seconds to parse every line and nothing else."""
    lines = recording.read_bytes().splitlines()
    start = time.perf_counter()
    for line in lines:
        orjson.loads(line)
    return time.perf_counter() - start


def hand(folder: Path, recording: Path) -> float:
    """Seconds of what the contract asks for, written as one loop: proof, verdicts, mapping, comparison."""
    (contracts,) = contract_sets([str(folder)])
    message = contracts.boundaries["shop-to-erp"].messages["order"]
    assert message.sends is not None
    assert message.accepts is not None
    sends, accepts = compiled(message.sends).is_valid, compiled(message.accepts).is_valid
    lines, differing, sort = recording.read_bytes().splitlines(), 0, orjson.OPT_SORT_KEYS
    start = time.perf_counter()
    for line in lines:
        event = orjson.loads(line)
        made = orjson.dumps(by_hand(event["sent"]), option=sort)
        differing += not (
            orjson.dumps(event) == line
            and sends(event["sent"])
            and accepts(event["received"])
            and made == orjson.dumps(event["received"], option=sort)
        )
    return time.perf_counter() - start


def tool(folder: Path, *, planted: int) -> float:
    """Seconds of a whole check of the set, contracts included."""
    start = time.perf_counter()
    report = check([str(folder)], Options(only=frozenset({"replay"})))
    spent = time.perf_counter() - start
    found = sum(finding.count for finding in report.findings if finding.rule == "transformation-differs")
    if found != planted or any(finding.rule != "transformation-differs" for finding in report.findings):
        sys.exit(f"planted {planted}, found {found}: {[f.rule for f in report.findings]}")
    return spent


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    asked.add_argument("--lines", type=int, default=20_000)
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()
    for what, altered_every in (("clean", None), ("1 in 1,000 altered", 1000)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_set(folder)
            recording = folder / "recordings/corpus.jsonl"
            planted = write_recording(recording, given.lines, altered_every=altered_every)
            rounds = [
                (limit(recording), hand(folder, recording), tool(folder, planted=planted))
                for _ in range(given.runs)
            ]
        bare, loop, whole = (median(times) for times in zip(*rounds, strict=True))
        print(f"{what}, {given.lines} lines, medians of {given.runs}:")
        for name, spent in (("parse alone", bare), ("written by hand", loop), ("seamproof", whole)):
            rate = given.lines / spent
            print(f"  {name:15} {spent:7.3f} s {rate:9,.0f}/s  {spent / bare:5.2f} x the parse")


if __name__ == "__main__":
    main()
