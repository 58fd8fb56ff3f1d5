"""How fast recordings are judged, and how long it will take: for whoever watches."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.load.recordings.opened import state
from checker.load.recordings.ranges import Range
from checker.load.remote import ahead, is_url
from checker.pipeline.options import Watch

_ENOUGH: Final = 1.0  # seconds before a rate means anything


@dataclass(slots=True)
class Pace:
    """Tells `watch` what was done of recordings of `total` bytes, as they lie on the disk."""

    watch: Watch
    total: int
    clock: Callable[[], float] = time.monotonic
    _cases: int = field(default=0, init=False)
    _done: int = field(default=0, init=False)
    _began: float | None = field(default=None, init=False)

    def say(self, path: str, cases: int) -> None:
        """So many cases of a share of a recording are judged, behind all shares that are done."""
        now = self.clock()
        if self._began is None:
            self._began = now
        spent, cases = now - self._began, self._cases + cases
        words = [f"{path}: {cases:,} cases so far" if cases else path]
        if spent >= _ENOUGH:
            words.append(f"{cases / spent:,.0f}/s")
            if 0 < self._done < self.total:
                words.append(f"{_time(spent * (self.total - self._done) / self._done)} left")
        self.watch(", ".join(words))

    def done(self, path: str, within: Range, size: int, cases: int) -> None:
        """A share is done, of a recording of so many bytes."""
        self._cases += cases
        self._done += (within.stop.at if within.stop else size) - within.start.at
        self.say(path, 0)


def size_of(paths: Sequence[str]) -> int:
    """Bytes that these files have as they lie there, as far as they do."""
    urls = [path for path in paths if is_url(path)]
    seen = (*(state(path) for path in paths if not is_url(path)), *(ahead(state, urls) if urls else ()))
    return sum(one[0] for one in seen if one is not None)


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
