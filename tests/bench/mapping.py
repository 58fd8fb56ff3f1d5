"""The mapping table of the corpus against the same mapping written by hand, which does not check what it is given."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from checker.analysis.follow import Sources
from checker.analysis.mapping import Program, compiled
from checker.load.sets import contract_sets
from tests.bench.corpus import by_hand, order, write_set
from tests.bench.planted import MissedError
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, ratio, rounds

PART = "mapping"
_ORDERS = 500  # of about 1.6 KB, ten lines
_MOST = 1.5


def rows(runs: int) -> Iterator[Row]:
    """
    Raises:
        MissedError: the two make different documents.

    """
    table, chance = program(), random.Random(1)
    orders = [orjson.loads(orjson.dumps(order(number, chance))) for number in range(_ORDERS)]
    if any(table.run(Sources(payload)) != by_hand(payload) for payload in orders):
        raise MissedError("the mapping table and the function written by hand make different documents")
    ways: dict[str, Callable[[Any], Any]] = {
        "by hand": by_hand,
        "table": lambda payload: table.run(Sources(payload)),
        "traced": lambda payload: table.traced(Sources(payload)),
    }
    took = rounds(
        {name: partial(lambda run: inside(lambda: _all(run, orders)), run) for name, run in ways.items()},
        runs,
    )
    seconds = {name: processor(took, name) / _ORDERS for name in ways}
    for what, way, goal in (
        ("run", "table", _MOST),
        ("run with a trace of what came from where", "traced", None),
    ):
        ours = ratio(took, way, "by hand")
        each = {name: seconds[name] for name in ("by hand", way)}
        yield Row(part=PART, what=what, ours=ours, unit="x by hand", at_most=goal, seconds=each)


def program() -> Program:
    """The table of the corpus, compiled."""
    with tempfile.TemporaryDirectory() as folder:
        write_set(Path(folder))
        (contract,) = contract_sets([folder])
    transformation = contract.boundaries["shop-to-erp"].messages["order"].transform
    assert transformation is not None
    return compiled(transformation, contract.reference)


def _all(run: Callable[[Any], Any], orders: Sequence[Any]) -> None:
    for payload in orders:
        run(payload)
