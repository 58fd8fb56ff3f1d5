"""Reading a contract of 2,000 lines, beside what libyaml takes for the same text."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from checker.load.sets import contract_sets
from checker.load.yaml import parse
from tests.bench.exploring import chain
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, ratio, rounds

PART = "reading contracts"
_SYSTEMS = 88  # a line or two more than 2,000 lines


def rows(runs: int) -> Iterator[Row]:
    text = chain(_SYSTEMS)
    data, many = text.encode(), text.count("\n")
    with TemporaryDirectory() as folder:
        (Path(folder) / "contract.yaml").write_bytes(data)
        took = rounds(
            {
                "CSafeLoader": lambda: inside(lambda: yaml.load(data, yaml.CSafeLoader)),
                "with places": lambda: inside(lambda: parse(data, file="contract.yaml")),
                "whole": lambda: inside(lambda: contract_sets([folder])),
            },
            max(runs, 5),
        )
    for what, way, goal in (
        (f"{many:,} lines, values with their places", "with places", 1.5),
        (f"{many:,} lines, understood as a contract", "whole", None),
    ):
        seconds = {name: processor(took, name) for name in ("CSafeLoader", way)}
        ours = ratio(took, way, "CSafeLoader")
        yield Row(part=PART, what=what, ours=ours, unit="x CSafeLoader", at_most=goal, seconds=seconds)
