"""The shares of a set judged by workers, and put together in their order."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from checker import __version__
from checker.errors import RecordingError
from checker.load.recordings import content
from checker.load.recordings.ranges import SIZE, Range
from checker.model.findings import Skipped
from checker.model.text import plain
from checker.pipeline.answering import Work, answers, packed
from checker.pipeline.deadly import without_deadly
from checker.pipeline.judged import Judged
from checker.pipeline.outcomes import Answer, lost, read
from checker.pipeline.pace import Pace
from checker.pipeline.remembered import Recalled, Remembered, answered
from checker.pipeline.shares import Share, Standard
from checker.pipeline.whole import Whole, opened
from checker.spread import Died, Engine, EngineLostError, alone, in_order

_MOST: Final = 500  # small recordings that are given out together
_HELD: Final = 64  # shares that nobody has to judge, behind one that somebody does


@dataclass(frozen=True, slots=True)
class _Next:
    """
    What comes next: a share, the last of its recording or not, or a recording that can't be opened.

    `recalled` is what is remembered of the share, None where nothing ever is.
    """

    path: str
    whole: Whole | None = None
    share: Share | None = None
    is_last: bool = True
    recalled: Recalled | None = None
    error: RecordingError | None = None


def spread(
    judged: Judged, standard: Standard, engine: Engine, remembered: Remembered | None, pace: Pace
) -> None:
    """Has every recording judged. Where the workers get lost, what is missing is said."""
    spreading = _Spreading(judged, standard, engine, remembered, pace)
    is_done = False
    try:
        for work, done in in_order(engine, answers, spreading.works()):
            spreading.take(work, done)
        spreading.take_known()
        is_done = True
    except EngineLostError as error:
        why = f"the workers were lost after {judged.tally.cases:,} cases: {plain(str(error))}"
        judged.is_lost = True
        fix = "see what became of them, or replay on this machine: leave out --engine"
        judged.skip(Skipped(check=f"replay of {judged.contracts.name}", why=why, was_asked=True, fix=fix))
    finally:
        spreading.stop()
        engine.close(is_done=is_done)


class _Spreading:
    """The shares of a set on their way to workers and back."""

    def __init__(
        self,
        judged: Judged,
        standard: Standard,
        engine: Engine,
        remembered: Remembered | None,
        pace: Pace,
    ) -> None:
        self._judged = judged
        self._standard = standard
        self._engine = engine
        self._remembered = remembered
        self._pace = pace
        self._order: deque[_Next] = deque()  # that were given out, and are not put together yet
        self._open: Whole | None = None  # of which some shares were put together

    def works(self) -> Iterator[Work]:
        """
        The shares as they are given out: several of small recordings together.

        Where there is much that nobody has to judge, work without a share stands for it: so that no more of
        it is held than of what is judged.
        """
        shares: list[Share] = []
        size = 0
        for one in self._planned():
            self._order.append(one)
            left = _left(one)
            if left is None or one.share is None or one.whole is None:
                self.take_known()
            else:
                shares.append(left)
                size += one.share.within.size or one.whole.size - one.share.within.start.at
            if size >= SIZE or len(shares) >= _MOST or len(self._order) >= _HELD:
                yield self._work(shares)
                shares, size = [], 0
        if shares:
            yield self._work(shares)

    def take(self, work: Work, done: "list[Answer] | Died[Work]") -> None:
        """Puts together what came of a piece of work."""
        for number in range(len(work.shares)):
            self.take_known()
            one = self._order.popleft()
            assert one.share is not None, "a recording that was opened"
            if not isinstance(done, list):
                self._put_together(one, *self._again(one.share, is_deadly=len(work.shares) == 1))
            elif one.recalled is None or self._remembered is None:
                self._put_together(one, one.share, done[number])
            else:
                answer = self._remembered.completed(one.recalled, done[number], self._judged_again)
                self._put_together(one, one.share, answer)
        self.take_known()

    def take_known(self) -> None:
        """Puts together what comes next as far as nobody has to judge it."""
        while self._order and _left(self._order[0]) is None:
            one = self._order.popleft()
            if one.error is not None:
                self._judged.begun.append(one.path)
                self._judged.mistakes += one.error.mistakes
            elif one.share is not None and one.recalled is not None and one.recalled.known is not None:
                self._put_together(one, one.share, one.recalled.known)

    def stop(self) -> None:
        """Says what could not be read of a recording that will not be read to its end."""
        if self._open is not None:
            self._judged.mistakes += self._open.mistakes.all()

    def _planned(self) -> Iterator[_Next]:
        for path in self._judged.contracts.recordings:
            try:
                whole = opened(path, self._judged)
                ranges = iter(whole.ranges())
                within = next(ranges)
            except RecordingError as error:
                yield _Next(path, error=error)
                continue
            for following in ranges:
                yield self._next(whole, within, is_last=False)
                within = following
            yield self._next(whole, within, is_last=True)

    def _next(self, whole: Whole, within: Range, *, is_last: bool) -> _Next:
        share = whole.share(within)
        recalled = None if self._remembered is None else self._remembered.recall(share)
        return _Next(whole.opened.path, whole, share, is_last, recalled=recalled)

    def _work(self, shares: Sequence[Share]) -> Work:
        limits = self._judged.options.limits
        contents = (
            ()
            if self._engine.sees_disk
            else tuple(content(one.path, one.within, limits=limits) for one in shares)
        )
        return Work(version=__version__, parcel=self._parcel, shares=tuple(shares), contents=contents)

    @cached_property
    def _parcel(self) -> bytes:
        return packed(self._standard)

    def _put_together(self, one: _Next, share: Share, answer: Answer) -> None:
        whole = one.whole
        assert whole is not None, "a recording that was opened"
        if self._open is not whole:
            self._open = whole
            self._judged.begun.append(one.path)
        try:
            outcome = read(answer, self._standard, share, whole.lines + 1)
        except ValueError:  # what somebody else put where outcomes are kept
            share, answer = self._again(share)
            outcome = read(answer, self._standard, share, whole.lines + 1)
        again = whole.otherwise(share, outcome)
        if again is not None:
            answer = answered(again, self._remembered, self._judged_again)
            outcome = read(answer, self._standard, again, whole.lines + 1)
        whole.add(outcome, self._judged)
        self._pace.done(share.path, share.within, whole.size, outcome.cases)
        if one.is_last:
            whole.close(self._judged)
            self._open = None

    def _judged_again(self, share: Share) -> Answer:
        return self._again(share)[1]

    def _again(self, share: Share, *, is_deadly: bool = False) -> tuple[Share, Answer]:
        """
        A share and what it came to by a worker that does nothing else: perhaps without lines that kill.

        `is_deadly` says that it is known to kill.
        """
        answer = None if is_deadly else self._alone(share)
        if answer is not None:
            return share, answer
        left = without_deadly(share, self._alone, self._standard.options.limits)
        return left or (share, lost(share, self._standard))

    def _alone(self, share: Share) -> Answer | None:
        """None where its worker dies."""
        done = alone(self._engine, answers, self._work([share]))
        return None if isinstance(done, Died) else done[0]


def _left(one: _Next) -> Share | None:
    """What has to be judged of what comes next."""
    return one.share if one.recalled is None else one.recalled.left
