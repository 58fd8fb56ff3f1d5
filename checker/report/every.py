"""Each finding as it was found, a JSON document a line: what a report makes one of is told one by one."""

from collections.abc import Callable, Iterable

from checker.model.findings import Accepted, Told
from checker.report import machine


class EveryFinding:
    """Writes each by `put`, with the same keys as the lines of a `jsonl` report."""

    def __init__(self, put: Callable[[str], object]) -> None:
        self._put = put
        self._count = 0

    def extend(self, told: Iterable[Told]) -> None:
        for kind, one in told:
            self._count += 1
            row = machine.accepted(one) if isinstance(one, Accepted) else machine.finding(one)
            self._put(f"{machine.text({'type': kind, **row})}\n")

    def end(self, *, is_interrupted: bool) -> None:
        """The last line, by which a reader knows that the file is whole, and of a whole run."""
        last = {"type": "end", "findings": self._count, "interrupted": is_interrupted}
        self._put(f"{machine.text(last)}\n")
