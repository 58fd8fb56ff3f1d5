"""Who judges the shares of recordings: this process, processes of this machine, or a cluster."""

import os
from collections.abc import Sequence
from typing import Final

from checker.pipeline.options import Options
from checker.spread import Engine

AUTO: Final = "auto"
IN_PLACE: Final = "in-place"
PROCESSES: Final = "processes"
DASK: Final = "dask://"
_MANY: Final = 64 * 1024 * 1024  # bytes from which starting processes pays: they take half a second


def engine_for(options: Options, recordings: Sequence[str]) -> Engine | None:
    """The engine that is asked for, or that pays for these recordings; None is this process."""
    name, _, workers = options.engine.partition(":")
    if name == AUTO:
        from checker.spread.processes import processors

        if processors() == 1 or not _is_large(recordings):
            return None
        name = PROCESSES
    if name == PROCESSES:
        from checker.spread.processes import processes, processors

        return processes(int(workers or processors()), preloaded="checker.pipeline.answering")
    return None


def _is_large(recordings: Sequence[str]) -> bool:
    size = 0
    for path in recordings:
        try:
            size += os.stat(path).st_size  # noqa: PTH116  # a string is what we have
        except OSError:
            continue
        if size >= _MANY:
            return True
    return False
