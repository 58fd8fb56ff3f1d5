"""The same work as most would begin it: jsonschema and DeepDiff for every line."""

import json
from itertools import islice
from pathlib import Path

from tests.bench.corpus import ERP, ORDER, by_hand


def naive(recording: Path, lines: int) -> int:
    """How many of the first lines are not as the contract says."""
    from deepdiff import DeepDiff
    from jsonschema import Draft202012Validator

    sends, accepts = Draft202012Validator(ORDER), Draft202012Validator(ERP)
    broken = 0
    with recording.open("rb") as file:
        for line in islice(file, lines):
            event = json.loads(line)
            broken += bool(
                list(sends.iter_errors(event["sent"]))
                or list(accepts.iter_errors(event["received"]))
                or DeepDiff(by_hand(event["sent"]), event["received"])
            )
    return broken
