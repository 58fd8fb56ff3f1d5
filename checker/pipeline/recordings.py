"""What the recordings of a set show: every case held against what is declared, share by share."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from checker.analysis.replay import Replay
from checker.errors import RecordingError
from checker.load.recordings.ranges import WHOLE, Range
from checker.model.coverage import Kind
from checker.model.findings import Skipped
from checker.pipeline.engines import engine_for
from checker.pipeline.judged import Judged
from checker.pipeline.options import Watch
from checker.pipeline.pace import Pace, size_of
from checker.pipeline.shares import Outcome, Share, Standard, begun, judge, standard_of
from checker.pipeline.whole import LARGE, Whole, has_groups, opened
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
    if not judged.mistakes:
        judged.rules.update(rule.id for rule in replay.RULES)


def _remembered(judged: Judged, standard: Standard) -> "Remembered | None":
    """What is known from earlier runs; None where nothing is kept, or nothing is large enough for that."""
    folder = judged.options.cache
    if folder is None or not has_groups(judged):
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
    share = whole.share(within)
    here = _Here(whole, judged, standard, remembered, pace)
    try:
        here.judge(share)
        again = whole.otherwise(share, here.outcome)
        if again is not None:
            here.judge(again)
    finally:
        whole.add(here.outcome)
        judged.merge(here.outcome.found)
        pace.done(share.path, within, whole.size, here.outcome.cases)


@dataclass(slots=True)
class _Here:
    """Judges a share in this process. `outcome` is as far as it got."""

    whole: Whole
    judged: Judged
    standard: Standard
    remembered: "Remembered | None"
    pace: Pace
    outcome: Outcome = field(init=False)

    def judge(self, share: Share) -> None:
        """Judges what is not remembered of it."""
        line = self.whole.lines + 1
        self.outcome = begun(self.standard, self.judged.tally.still, self.judged.listener)
        recalled = None if self.remembered is None else self.remembered.recall(share)
        if self.remembered is None or recalled is None:
            progress = partial(self.pace.say, share.path)
            judge(share, self.standard, self.outcome, first_line=line, progress=progress)
            return
        from checker.pipeline.outcomes import read

        left = recalled.left
        answer = (
            recalled.known
            if left is None
            else self.remembered.completed(recalled, self._answer(left), self._answer)
        )
        try:
            self.outcome = read(answer or [], self.standard, share, line)
        except ValueError:  # what somebody else put where outcomes are kept
            self.outcome = read(self._answer(share), self.standard, share, line)

    def _answer(self, share: Share) -> "Answer":
        from checker.pipeline.outcomes import read, written

        begins = begun(self.standard, None)
        try:
            judge(share, self.standard, begins, progress=partial(self.pace.say, share.path))
        except BaseException:
            self.outcome = read(written(begins, share), self.standard, share, self.whole.lines + 1)
            raise
        return written(begins, share)
