"""The limit: parsing every line of a recording, and nothing else."""

import time
from itertools import islice
from pathlib import Path

import orjson

from tests.bench.timing import Spent

_AT_ONCE = 2_000  # lines in memory, so that a recording of any length can be taken


def limit(recording: Path) -> Spent:
    """What `orjson.loads` of all lines takes; reading the file is not counted."""
    clock = processor = 0.0
    with recording.open("rb") as file:
        while lines := list(islice(file, _AT_ONCE)):
            begin, began = time.perf_counter(), time.process_time()
            for line in lines:
                orjson.loads(line)
            clock += time.perf_counter() - begin
            processor += time.process_time() - began
    return Spent(clock, processor)
