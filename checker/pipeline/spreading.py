"""The shares of a set judged by workers, and put together in their order."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker import __version__
from checker.errors import RecordingError
from checker.load.recordings import content
from checker.load.recordings.ranges import SIZE
from checker.model.findings import Skipped
from checker.model.text import plain
from checker.pipeline.answering import Work, answers, packed
from checker.pipeline.deadly import without_deadly
from checker.pipeline.judged import Judged
from checker.pipeline.pace import Pace
from checker.pipeline.shares import Share, Standard, answer, lost, read
from checker.pipeline.whole import Whole, opened
from checker.spread import Died, Engine, EngineLostError, alone, in_order

_MOST: Final = 500  # small recordings that are given out together


@dataclass(frozen=True, slots=True)
class _Next:
    """What comes next: a share, the last of its recording or not, or a recording that can't be opened."""

    path: str
    whole: Whole | None = None
    share: Share | None = None
    is_last: bool = True
    error: RecordingError | None = None


def spread(judged: Judged, standard: Standard, engine: Engine, pace: Pace) -> None:
    """Has every recording judged. Where the workers get lost, what is missing is said."""
    spreading = _Spreading(judged, standard, engine, pace)
    is_done = False
    try:
        for work, done in in_order(engine, answers, spreading.works()):
            spreading.take(work, done)
        spreading.take_unopened()
        is_done = True
    except EngineLostError as error:
        why = f"the workers were lost after {judged.tally.cases:,} cases: {plain(str(error))}"
        fix = "see what became of them, or replay on this machine: leave out --engine"
        judged.skip(Skipped(check=f"replay of {judged.contracts.name}", why=why, was_asked=True, fix=fix))
    finally:
        spreading.stop()
        engine.close(is_done=is_done)


class _Spreading:
    """The shares of a set on their way to workers and back."""

    def __init__(self, judged: Judged, standard: Standard, engine: Engine, pace: Pace) -> None:
        self._judged = judged
        self._standard = standard
        self._engine = engine
        self._pace = pace
        self._parcel = packed(standard)
        self._order: deque[_Next] = deque()  # that were given out, and are not put together yet
        self._open: Whole | None = None  # of which some shares were put together

    def works(self) -> Iterator[Work]:
        """The shares as they are given out: several of small recordings together."""
        shares: list[Share] = []
        size = 0
        for one in self._planned():
            self._order.append(one)
            if one.share is None or one.whole is None:
                continue
            shares.append(one.share)
            size += one.share.within.size or one.whole.size - one.share.within.start.at
            if size >= SIZE or len(shares) >= _MOST:
                yield self._work(shares)
                shares, size = [], 0
        if shares:
            yield self._work(shares)

    def take(self, work: Work, done: "list[bytes] | Died[Work]") -> None:
        """Puts together what came of a piece of work."""
        for number, share in enumerate(work.shares):
            self.take_unopened()
            one = self._order.popleft()
            assert one.whole is not None, "a recording that was opened"
            data = (
                done[number]
                if isinstance(done, list)
                else self._again(share, is_deadly=len(work.shares) == 1)
            )
            self._add(one.whole, share, data)
            if one.is_last:
                one.whole.close(self._judged)
                self._open = None

    def take_unopened(self) -> None:
        """Says of the recordings that come next that they could not be opened."""
        while self._order and (error := self._order[0].error) is not None:
            self._judged.begun.append(self._order.popleft().path)
            self._judged.mistakes += error.mistakes

    def stop(self) -> None:
        """Says what could not be read of a recording that will not be read to its end."""
        if self._open is not None:
            self._judged.mistakes += self._open.mistakes.all()

    def _planned(self) -> Iterator[_Next]:
        for path in self._judged.contracts.recordings:
            try:
                whole = opened(path, self._judged.options.limits)
                ranges = iter(whole.ranges())
                within = next(ranges)
            except RecordingError as error:
                yield _Next(path, error=error)
                continue
            for following in ranges:
                yield _Next(path, whole, whole.share(within), is_last=False)
                within = following
            yield _Next(path, whole, whole.share(within))

    def _work(self, shares: Sequence[Share]) -> Work:
        limits = self._judged.options.limits
        contents = (
            ()
            if self._engine.sees_disk
            else tuple(content(one.path, one.within, limits=limits) for one in shares)
        )
        return Work(version=__version__, parcel=self._parcel, shares=tuple(shares), contents=contents)

    def _add(self, whole: Whole, share: Share, data: bytes) -> None:
        if self._open is not whole:
            self._open = whole
            self._judged.begun.append(share.path)
        outcome = read(data, self._standard, share, whole.lines + 1)
        again = whole.otherwise(share, outcome)
        if again is not None:
            data = answer(again, self._standard, self._standard.still())
            outcome = read(data, self._standard, again, whole.lines + 1)
        whole.add(outcome)
        self._judged.merge(outcome.found)
        self._pace.done(share.path, share.within, whole.size, outcome.cases)

    def _again(self, share: Share, *, is_deadly: bool) -> bytes:
        """The outcome of a share that is among those of which a worker died."""
        data = None if is_deadly else self._alone(share)
        if data is None:
            data = without_deadly(share, self._alone, self._standard.options.limits)
        return lost(share, self._standard) if data is None else data

    def _alone(self, share: Share) -> bytes | None:
        """None where its worker dies."""
        done = alone(self._engine, answers, self._work([share]))
        return None if isinstance(done, Died) else done[0]
