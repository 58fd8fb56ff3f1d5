"""What is known of one contract set while it is checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checker.analysis.coverage import Inventory
from checker.analysis.expectations import Expectation
from checker.errors import Mistake
from checker.model.coverage import Coverage
from checker.model.findings import Finding, Skipped
from checker.model.overview import Overview
from checker.pipeline.found import Found

if TYPE_CHECKING:
    from checker.analysis.drift import Drift


@dataclass(slots=True, kw_only=True)
class Judged(Found):
    """
    What was found in it, and beside that:

    `mistakes` are what could not be read of the recordings. `inventory` is what these can exercise, None
    where there are none or nobody looks at them. `rules` names the rules that have looked at everything they
    can look at.
    """

    expectations: list[Expectation] = field(default_factory=list)
    inventory: Inventory | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)  # the recordings that were opened, or could not be
    recordings: int = 0  # read to their end
    is_lost: bool = False  # whoever judged the recordings got lost on the way
    unknown: dict[str, str] = field(default_factory=dict)  # facts of which nothing is proved, and why
    overview: Overview | None = None  # None until its contract was looked at
    states: int = 0  # explored
    rules: set[str] = field(default_factory=set)
    is_first: bool = False  # of the sets of the run
    compared: str | None = None  # with what it was held against, None where drift was not judged
    baseline: str | None = None  # how it is called, where one was asked for
    version_before: str | None = None  # of the contract in the baseline
    drift: "Drift | None" = None  # None where nothing changed at all
    drifted: list[Finding] = field(default_factory=list)  # all findings about drift, accepted or not
    earlier: dict[str, str] = field(default_factory=dict)  # the texts of the baseline, by their paths

    @property
    def is_read(self) -> bool:
        """Whether all that was recorded could be read and judged; then only it tells what is never seen."""
        return not self.mistakes and not self.is_lost

    @property
    def coverage(self) -> Coverage | None:
        """How much of it was exercised; None where nothing was recorded."""
        if self.inventory is None or not self.tally.cases:
            return None
        return self.inventory.coverage(self.tally.exercised, self.tally.statuses)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was not checked, each reason at its first place with the number of the others."""
        return tuple(
            replace(first, why=f"{first.why} (and {times - 1:,} more times)") if times > 1 else first
            for first, times in self.reasons.values()
        )

    def note(self, mistakes: Iterable[Mistake]) -> None:
        """What could not be read of recordings, each thing once."""
        self.mistakes += [mistake for mistake in mistakes if mistake not in self.mistakes]
