"""Who judges the shares of recordings: this process, processes of this machine, or a cluster."""

from typing import Final

from checker.pipeline.options import Options
from checker.spread import Engine

AUTO: Final = "auto"
IN_PLACE: Final = "in-place"
PROCESSES: Final = "processes"
DASK: Final = "dask://"
_MANY: Final = 64 * 1024 * 1024  # bytes from which starting processes pays: they take half a second


def engine_for(options: Options, size: int) -> Engine | None:
    """The engine that is asked for, or that pays for recordings of so many bytes; None is this process."""
    name, _, workers = options.engine.partition(":")
    if name == AUTO:
        from checker.spread.processes import processors

        if processors() == 1 or size < _MANY:
            return None
        name = PROCESSES
    if name == PROCESSES:
        from checker.spread.processes import processes, processors

        return processes(int(workers or processors()), preloaded="checker.pipeline.answering")
    return None
