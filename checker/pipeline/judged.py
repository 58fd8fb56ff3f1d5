"""What is known of one contract set while it is checked."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from checker.analysis import expectations, waivers
from checker.analysis.coverage import Inventory
from checker.analysis.expectations import Expectation
from checker.analysis.replay import Tally
from checker.errors import Mistake
from checker.model.contracts import ContractSet
from checker.model.coverage import Coverage
from checker.model.findings import Accepted, Finding, Skipped
from checker.model.overview import Overview
from checker.model.places import Place
from checker.model.recordings import Case
from checker.pipeline.options import Options
from checker.rules import causes

if TYPE_CHECKING:
    from checker.analysis.drift import Drift
    from checker.pipeline.apart import Shares

_REASONS: Final = 200  # for not looking at something; what a recording says may be in them
_MANY: Final = 1_000  # findings kept apart before those of one rule and subject are joined


@dataclass(slots=True, kw_only=True)
class Judged:
    """
    Grows as the set is checked, so that what was found is not lost when the run is stopped.

    `made` are all findings, whether they stand or not, where there are waivers to hold against them.
    `reasons` maps each thing that could not be looked at to its first time and how often that was.
    `mistakes` are what could not be read of the recordings. `inventory` is what these can exercise, None
    where there are none or nobody looks at them. `rules` names the rules that have looked at everything they
    can look at.
    """

    contracts: ContractSet
    options: Options
    made: list[Finding] = field(default_factory=list)
    standing: list[Finding] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    expected: list[Finding] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    reasons: dict[tuple[str, str, bool], tuple[Skipped, int]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    inventory: Inventory | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)  # the recordings that were opened, or could not be
    recordings: int = 0  # read to their end
    unknown: dict[str, str] = field(default_factory=dict)  # facts of which nothing is proved, and why
    overview: Overview | None = None  # None until its contract was looked at
    states: int = 0  # explored
    rules: set[str] = field(default_factory=set)
    is_first: bool = False  # of the sets of the run
    shares: "Shares | None" = None  # what was found, thing by thing, where somebody wants to know it so
    compared: str | None = None  # with what it was held against, None where drift was not judged
    baseline: str | None = None  # how it is called, where one was asked for
    version_before: str | None = None  # of the contract in the baseline
    drift: "Drift | None" = None  # None where nothing changed at all
    drifted: list[Finding] = field(default_factory=list)  # all findings about drift, accepted or not
    earlier: dict[str, str] = field(default_factory=dict)  # the texts of the baseline, by their paths

    def take(
        self,
        findings: Iterable[Finding],
        *,
        order: Sequence[str],
        cause: Callable[[Finding], Hashable],
        expects: Sequence[str] | None = None,
        case: Case | None = None,
    ) -> frozenset[str]:
        """
        Sorts findings, of one case or of the contract, into those that stand, that are accepted, and that a
        recording expects.

        Only then is one shown for each cause: a waiver lets pass what it names, not what stands behind it.
        Where they are all findings of one recorded case, that case is counted. Gives the rules that fired.
        """
        found = tuple(findings)
        surprising, expected = expectations.parted(found, expects)
        standing, accepted = waivers.parted(surprising, self.contracts, self.options.today)
        shown = causes.one_per_cause(standing, order, cause)
        self.expected += expected if case is None else causes.of_one_case(expected)
        self.accepted += accepted
        self.standing += shown if case is None else causes.of_one_case(shown)
        if self.contracts.accept:
            self.made += surprising
        if self.shares is not None:
            self.shares.take(case, standing=shown, accepted=accepted, expected=expected)
        self._join_many()
        return frozenset(finding.rule for finding in found)

    @property
    def coverage(self) -> Coverage | None:
        """How much of it was exercised; None where nothing was recorded."""
        if self.inventory is None or not self.tally.cases:
            return None
        return self.inventory.coverage(self.tally.exercised, self.tally.statuses)

    def skip(self, skipped: Skipped) -> None:
        """Something that was not checked; the same reason is told once."""
        name = (skipped.check, skipped.why, skipped.was_asked)
        if name not in self.reasons and len(self.reasons) >= _REASONS:
            why = "more reasons than can be listed"
            skipped = Skipped(check=skipped.check, why=why, was_asked=skipped.was_asked)
            name = (skipped.check, skipped.why, skipped.was_asked)
        first, times = self.reasons.get(name, (skipped, 0))
        self.reasons[name] = (first, times + 1)

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

    def _join_many(self) -> None:
        """Keeps memory flat where every record of a million has the same fault."""
        for kept in (self.made, self.standing, self.expected):
            if len(kept) > _MANY:
                kept[:] = causes.merged(kept)
        if len(self.accepted) > _MANY:
            self.accepted[:] = joined(self.accepted)


def joined(accepted: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """Accepted findings of one rule and subject as one, by what accepts them."""
    waivers: dict[tuple[str, str | None, Place | None], list[Finding]] = {}
    for one in accepted:
        waivers.setdefault((one.because, one.until, one.place), []).append(one.finding)
    return tuple(
        Accepted(finding=finding, because=because, until=until, place=place)
        for (because, until, place), findings in waivers.items()
        for finding in causes.merged(findings)
    )
