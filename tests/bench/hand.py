"""What the contract of the corpus asks for, written by hand as one loop."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from checker.analysis.validity import compiled
from checker.load.sets import contract_sets
from tests.bench.corpus import by_hand

Judge = Callable[[Any], bool]


def hand(folder: Path, recording: Path) -> int:
    """How many lines are not as the contract says: proof that nothing was lost, verdicts, mapping, comparison."""
    (contracts,) = contract_sets([str(folder)])
    message = contracts.boundaries["shop-to-erp"].messages["order"]
    assert message.sends is not None
    assert message.accepts is not None
    sends, accepts = compiled(message.sends).is_valid, compiled(message.accepts).is_valid
    with recording.open("rb") as file:
        return sum(not _is_kept(line.rstrip(b"\n"), sends, accepts) for line in file)


def _is_kept(line: bytes, sends: Judge, accepts: Judge) -> bool:
    event = orjson.loads(line)
    made = orjson.dumps(by_hand(event["sent"]), option=orjson.OPT_SORT_KEYS)
    return (
        orjson.dumps(event) == line
        and sends(event["sent"])
        and accepts(event["received"])
        and made == orjson.dumps(event["received"], option=orjson.OPT_SORT_KEYS)
    )
