"""Contracts and recordings in, one report out."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from checker.analysis.replay import Replay
from checker.analysis.replay import compiled as ready_for_replay
from checker.errors import ContractError, Mistake, UsageError
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Report
from checker.model.limits import Limits
from checker.pipeline.contracts import judge_contract, judge_declarations
from checker.pipeline.coverage import judge_coverage
from checker.pipeline.engines import refuse
from checker.pipeline.judged import Judged
from checker.pipeline.options import Options, Watch, nobody
from checker.pipeline.recordings import judge_recordings
from checker.pipeline.summary import summary
from checker.rules import exploring, status
from checker.rules import replay as of_recordings

if TYPE_CHECKING:
    from checker.pipeline.found import Every, Listener


def check(
    paths: Sequence[str],
    options: Options | None = None,
    *,
    progress: Watch = nobody,
    every: "Every | None" = None,
) -> Report:
    """
    Everything that can be known of these contract sets. `progress` is told what is being done, and `every`
    gets each finding, where the options ask for that.

    The report of a run that was interrupted has what was found until then, and says so.

    Raises:
        CannotCheckError: a contract has mistakes, or an extra is missing: nothing was checked.

    """
    paths, options = _asked(paths, options or Options())
    sets: list[Judged] = []
    is_interrupted = not _is_judged_to_the_end(paths, options, progress, sets, every=every)
    return summary(sets, options, paths, is_interrupted=is_interrupted)


def judged(
    paths: Sequence[str],
    options: Options,
    *,
    progress: Watch = nobody,
    listener: "Listener | None" = None,
) -> tuple[Report, tuple[Judged, ...]]:
    """The same, with all that is known of each set; `listener` is told each thing. Raises as `check`."""
    paths, options = _asked(paths, options)
    sets: list[Judged] = []
    is_interrupted = not _is_judged_to_the_end(paths, options, progress, sets, listener)
    return summary(sets, options, paths, is_interrupted=is_interrupted), tuple(sets)


def _asked(paths: Sequence[str], options: Options) -> tuple[Sequence[str], Options]:
    """What is asked for, and beyond it what was asked for before the change."""
    if options.against is None:
        return paths, options
    from checker.pipeline.stricter import stricter

    return stricter(paths, options)


def _is_judged_to_the_end(
    paths: Sequence[str],
    options: Options,
    progress: Watch,
    sets: list[Judged],
    listener: "Listener | None" = None,
    every: "Every | None" = None,
) -> bool:
    """Judges each set and adds it to `sets`; false where somebody stopped it."""
    try:
        progress("contracts")
        refuse(options)
        contracts = _sets(paths, options)
        if options.recordings:
            from checker.pipeline.elsewhere import with_recordings

            contracts = with_recordings(contracts, options.recordings, options.limits)
        hold = _against(paths, contracts, options, progress)
        ready = _ready(contracts, options.limits) if options.wants("replay") else {}
        for one in contracts:
            is_first = not sets
            sets.append(
                Judged(contracts=one, options=options, is_first=is_first, listener=listener, every=every)
            )
            _judge(sets[-1], ready.get(one.folder), progress)
            hold(sets[-1])
    except KeyboardInterrupt:
        return False
    return True


def _against(
    paths: Sequence[str], contracts: Sequence[ContractSet], options: Options, progress: Watch
) -> Callable[[Judged], None]:
    """What holds a set against what it was; nothing where no baseline is asked for."""
    if options.against is None or not options.wants("drift"):
        return lambda _judged: None
    from checker.pipeline.drifting import comparison

    return comparison(paths, contracts, options, progress)


def _sets(paths: Sequence[str], options: Options) -> tuple[ContractSet, ...]:
    """The sets at the paths; with leave to find nothing, folders may be empty."""
    try:
        return contract_sets(paths, limits=options.limits)
    except UsageError:
        if options.allow_empty and all(map(os.path.isdir, paths)):
            return ()
        raise


def _judge(judged: Judged, ready: Replay | None, progress: Watch) -> None:
    progress(judged.contracts.folder)
    if judged.options.wants("static"):
        judge_contract(judged)
    if ready is not None:
        judge_recordings(judged, ready, progress)
        judge_coverage(judged)
    if judged.options.wants("static"):
        judge_declarations(judged)
    judged.rules -= _half_judged(judged, ready)


def _half_judged(judged: Judged, ready: Replay | None) -> set[str]:
    """The rules that look at contracts and at recordings, where one of the two was not looked at."""
    of_contracts = {rule.id for rule in status.RULES} | {rule.id for rule in exploring.RULES}
    both = of_contracts & {rule.id for rule in of_recordings.RULES}
    is_whole = judged.options.wants("static") and ready is not None and judged.is_read
    return set() if is_whole else both


def _ready(sets: Sequence[ContractSet], limits: Limits) -> dict[str, Replay]:
    """Every set made ready for replay, by its folder; what is wrong in any of them is said in one go."""
    ready: dict[str, Replay] = {}
    mistakes: list[Mistake] = []
    for contracts in sets:
        try:
            ready[contracts.folder] = ready_for_replay(contracts, limits=limits)
        except ContractError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContractError(mistakes)
    return ready
