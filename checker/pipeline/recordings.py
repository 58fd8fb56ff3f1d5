"""What the recordings of a set show: every case held against what is declared, share by share."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from checker.analysis.replay import Replay
from checker.errors import RecordingError
from checker.load.recordings.ranges import WHOLE, Range
from checker.model.coverage import Kind
from checker.model.findings import Skipped
from checker.pipeline.engines import engine_for
from checker.pipeline.judged import Judged
from checker.pipeline.judging import judge
from checker.pipeline.options import Watch
from checker.pipeline.pace import Pace, size_of
from checker.pipeline.shares import Outcome, Share, Standard, begun, standard_of
from checker.pipeline.whole import LARGE, Whole, opened
from checker.rules import replay

if TYPE_CHECKING:
    from checker.pipeline.outcomes import Answer
    from checker.pipeline.remembered import Remembered


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
    remembered = _remembered(judged, standard)
    if engine is None:
        _here(judged, standard, remembered, pace)
    else:
        from checker.pipeline.spreading import spread

        spread(judged, standard, engine, remembered, pace)
    if judged.is_read:
        judged.rules.update(rule.id for rule in replay.RULES)


def _remembered(judged: Judged, standard: Standard) -> "Remembered | None":
    """What is known from earlier runs; None where nothing is kept, or nothing is large enough for that."""
    folder = judged.options.cache
    if folder is None or judged.listener is not None or judged.options.all_findings:
        return None
    if not any(size_of([path]) >= LARGE for path in judged.contracts.recordings):
        return None
    from checker.pipeline.remembered import Remembered
    from checker.spread.kept import Kept

    return Remembered(Kept(folder), standard)


def _here(judged: Judged, standard: Standard, remembered: "Remembered | None", pace: Pace) -> None:
    """Judges one share after the other in this process. Of one that is stopped, what is done counts."""
    for path in judged.contracts.recordings:
        pace.say(path, 0)
        judged.begun.append(path)
        try:
            whole = opened(path, judged)
        except RecordingError as error:
            judged.mistakes += error.mistakes
            continue
        try:
            for within in whole.ranges() if judged.listener is None else (WHOLE,):
                if not whole.is_damaged:
                    _judge_here(whole, within, judged, standard, remembered, pace)
        except BaseException:
            judged.mistakes += whole.mistakes.all()
            raise
        whole.close(judged)


def _judge_here(
    whole: Whole,
    within: Range,
    judged: Judged,
    standard: Standard,
    remembered: "Remembered | None",
    pace: Pace,
) -> None:
    here = _Here(whole, judged, standard, remembered, pace)
    share = whole.share(within)
    try:
        here.judge(share)
        again = whole.otherwise(share, here.outcome)
        if again is not None:
            here.judge(again)
    finally:
        whole.add(here.outcome, judged)
        pace.done(share.path, within, whole.size, here.outcome.cases)


class _Here:
    """Judges a share in this process. `outcome` is as far as it got."""

    def __init__(
        self, whole: Whole, judged: Judged, standard: Standard, remembered: "Remembered | None", pace: Pace
    ) -> None:
        self.outcome = begun(standard, None)
        self._whole = whole
        self._judged = judged
        self._standard = standard
        self._remembered = remembered
        self._pace = pace

    def judge(self, share: Share) -> None:
        """Judges what is not remembered of it."""
        if self._remembered is None:
            # what comes next of a recording may have to be judged again, and then exercises all that it does
            still = self._judged.tally.still if share.within.is_whole else self._standard.still()
            self.outcome = begun(self._standard, still, self._judged.listener)
            self._judge(share, self.outcome, self._whole.lines + 1)
            return
        from checker.pipeline.outcomes import read
        from checker.pipeline.remembered import answered

        try:
            answer = answered(share, self._remembered, self._answer)
            self.outcome = read(answer, self._standard, share, self._whole.lines + 1)
        except ValueError:  # what somebody else put where outcomes are kept
            self.outcome = read(self._answer(share), self._standard, share, self._whole.lines + 1)

    def _answer(self, share: Share) -> "Answer":
        from checker.pipeline.outcomes import read, written

        outcome = begun(self._standard, None if share.has_strands else self._standard.still())
        try:
            self._judge(share, outcome)
        except BaseException:
            self.outcome = read(written(outcome, share), self._standard, share, self._whole.lines + 1)
            raise
        return written(outcome, share)

    def _judge(self, share: Share, outcome: Outcome, first_line: int | None = None) -> None:
        progress = partial(self._pace.say, share.path)
        judge(share, self._standard, outcome, first_line=first_line, progress=progress)
