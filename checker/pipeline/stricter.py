"""A change is checked as it was to be checked before it: it may bring a configuration that asks for less."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.load.baseline import before
from checker.pipeline.options import Options


def stricter(paths: Sequence[str], options: Options) -> tuple[Sequence[str], Options]:
    """
    The paths and options with whatever the configuration of the baseline asks beyond them; what somebody said
    on the command line stands. Paths that are there no more are left out: what lay there is told to be gone.

    Raises:
        UsageError: there is no such baseline, or its configuration can't be read.

    """
    if options.against is None or options.settings is None or not options.configured:
        return paths, options
    found = before(paths, options.against, options.environment)
    was = options.settings(found.files, found.here)
    if "paths" in options.configured:
        paths = (*paths, *(path for path in was.paths if path not in paths and Path(path).exists()))
    if "fail-on" in options.configured:
        options = replace(options, fail_on=min(options.fail_on, was.fail_on))
    if "only" in options.configured and options.only is not None:
        options = replace(options, only=None if was.only is None else options.only | was.only)
    if "min-coverage" in options.configured:
        least = dict(options.min_coverage)
        for kind, percent in was.min_coverage.items():
            least[kind] = max(percent, least.get(kind, percent))
        options = replace(options, min_coverage=least)
    return paths, options
