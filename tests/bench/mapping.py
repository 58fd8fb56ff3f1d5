"""
The mapping table of the corpus against the same mapping written by hand, in one process, interleaved.

    python -m tests.bench.mapping [--runs N]

Prints the median of the ratios and the times of one order (about 1.6 KB, ten lines, 30 rows). The function
written by hand does not check what it is given. Fails when the two make different documents.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from checker.analysis.follow import Sources
from checker.analysis.mapping import Program, compiled
from checker.load.sets import contract_sets
from tests.bench.corpus import by_hand, order, write_set

ORDERS = 500


def program() -> Program:
    """The table of the corpus, compiled."""
    with tempfile.TemporaryDirectory() as folder:
        write_set(Path(folder))
        (contract,) = contract_sets([folder])
    transformation = contract.boundaries["shop-to-erp"].messages["order"].transform
    assert transformation is not None
    return compiled(transformation, contract.reference)


def microseconds(run: Callable[[Any], Any], orders: Sequence[Any]) -> float:
    """What one order takes, in time of this process, so that others on the machine count less."""
    start = time.process_time()
    for payload in orders:
        run(payload)
    return (time.process_time() - start) / len(orders) * 1e6


def main() -> None:
    """Prints the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    table = program()
    chance = random.Random(1)
    orders = [orjson.loads(orjson.dumps(order(number, chance))) for number in range(ORDERS)]
    if any(table.run(Sources(payload)) != by_hand(payload) for payload in orders):
        sys.exit("the table and the function written by hand make different documents")
    ways: dict[str, Callable[[Any], Any]] = {
        "by hand": by_hand,
        "run": lambda payload: table.run(Sources(payload)),
    }
    times = [{name: microseconds(run, orders) for name, run in ways.items()} for _ in range(runs)]
    traced = microseconds(lambda payload: table.traced(Sources(payload)), orders)
    for name in ways:
        print(f"{name:8} {median(time[name] for time in times):7.1f} µs an order")
    print(f"traced   {traced:7.1f} µs an order")
    print(f"run / by hand: {median(time['run'] / time['by hand'] for time in times):.2f} (goal: 1.50)")


if __name__ == "__main__":
    main()
