"""Who judges the shares of recordings: this process, processes of this machine, or a cluster."""

from typing import TYPE_CHECKING, Final

from checker.pipeline.options import Options

if TYPE_CHECKING:
    from checker.spread import Engine

AUTO: Final = "auto"
IN_PLACE: Final = "in-place"
PROCESSES: Final = "processes"
DASK: Final = "dask://"
_MANY: Final = 64 * 1024 * 1024  # bytes from which starting processes pays: they take half a second


def engine_for(options: Options, size: int) -> "Engine | None":
    """The engine that is asked for, or that pays for recordings of so many bytes; None is this process."""
    name, _, workers = options.engine.partition(":")
    if name == AUTO:
        if size < _MANY:
            return None
        name = PROCESSES
    if name == PROCESSES:
        from checker.spread.processes import processes, processors

        if options.engine == AUTO and processors() == 1:
            return None
        return processes(int(workers or processors()), preloaded="checker.pipeline.answering")
    return None
