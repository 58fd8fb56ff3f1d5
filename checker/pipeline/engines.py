"""Who judges the shares of recordings: this process, processes of this machine, or a cluster."""

from typing import TYPE_CHECKING, Final

from checker.errors import MissingExtraError, UsageError
from checker.pipeline.options import Options

if TYPE_CHECKING:
    from checker.spread import Engine

AUTO: Final = "auto"
PROCESSES: Final = "processes"
DASK: Final = "dask://"
_MANY: Final = 64 * 1024 * 1024  # bytes from which starting processes pays: they take most of a second


def refuse(options: Options) -> None:
    """
    Says what keeps the engine from working, before anything is done.

    Raises:
        MissingExtraError: what speaks to a cluster is not installed.
        UsageError: no cluster answers.

    """
    if not options.engine.startswith(DASK) or not options.wants("replay"):
        return
    try:
        from checker.spread.cluster import ClusterLostError, call_at
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "a cluster was asked for, and the extra dask is not installed",
            fix="pip install 'seamproof[dask]'",
        ) from error
    address = options.engine.removeprefix(DASK)
    try:
        call_at(address)
    except ClusterLostError as error:
        fix = "start one with `dask scheduler`, or replay on this machine: leave out --engine"
        raise UsageError(str(error), fix=fix) from error


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
        return processes(
            int(workers or processors()),
            preloaded="checker.pipeline.answering",
            or_here=options.engine == AUTO,
        )
    if options.engine.startswith(DASK):
        from checker.spread.cluster import cluster

        return cluster(options.engine.removeprefix(DASK))
    return None
