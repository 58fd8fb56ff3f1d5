"""What the recordings of a set show: every case held against what is declared, share by share."""

from dataclasses import replace
from functools import partial

from checker.analysis.replay import Replay
from checker.errors import RecordingError
from checker.load.recordings.ranges import WHOLE, Range
from checker.model.coverage import Kind
from checker.model.findings import Skipped
from checker.pipeline.engines import engine_for
from checker.pipeline.judged import Judged
from checker.pipeline.options import Watch
from checker.pipeline.pace import Pace, size_of
from checker.pipeline.shares import Standard, begun, judge, standard_of
from checker.pipeline.whole import Whole, opened
from checker.rules import replay


def judge_recordings(judged: Judged, ready: Replay, progress: Watch) -> None:
    """Replays every recording of the set."""
    contracts, options = judged.contracts, judged.options
    blamed = judged.standing
    standard = standard_of(
        ready,
        options,
        tuple(finding.place for finding in blamed if finding.place is not None),
        tuple(finding.subject for finding in blamed),
    )
    if not contracts.recordings:
        judged.skip(Skipped(check=f"replay of {contracts.name}", why="it has no recordings"))
    else:
        judged.inventory = standard.inventory
        judged.tally.still = standard.still()
        for left in judged.inventory.skipped:
            judged.skip(replace(left, was_asked=Kind.FIELDS in options.min_coverage))
    pace = Pace(progress, size_of(contracts.recordings))
    engine = engine_for(options, pace.total) if judged.listener is None else None
    if engine is None:
        _here(judged, standard, pace)
    else:
        from checker.pipeline.spreading import spread

        spread(judged, standard, engine, pace)
    if not judged.mistakes:
        judged.rules.update(rule.id for rule in replay.RULES)


def _here(judged: Judged, standard: Standard, pace: Pace) -> None:
    """Judges one share after the other in this process. Of one that is stopped, what is done counts."""
    for path in judged.contracts.recordings:
        pace.say(path, 0)
        judged.begun.append(path)
        try:
            whole = opened(path, judged.options.limits)
        except RecordingError as error:
            judged.mistakes += error.mistakes
            continue
        try:
            for within in whole.ranges() if judged.listener is None else (WHOLE,):
                _judge_here(whole, within, judged, standard, pace)
        except BaseException:
            judged.mistakes += whole.mistakes.all()
            raise
        whole.close(judged)


def _judge_here(whole: Whole, within: Range, judged: Judged, standard: Standard, pace: Pace) -> None:
    share = whole.share(within)
    outcome = begun(standard, judged.tally.still, judged.listener)
    try:
        judge(share, standard, outcome, first_line=whole.lines + 1, progress=partial(pace.say, share.path))
        again = whole.otherwise(share, outcome)
        if again is not None:
            outcome = begun(standard, judged.tally.still, judged.listener)
            judge(
                again, standard, outcome, first_line=whole.lines + 1, progress=partial(pace.say, share.path)
            )
    finally:
        whole.add(outcome)
        judged.merge(outcome.found)
        pace.done(share.path, within, whole.size, outcome.cases)
