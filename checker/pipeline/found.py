"""What is found in a contract set, or in some recorded cases of it: it adds up, share by share."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from checker.analysis import expectations, waivers
from checker.analysis.tally import Tally
from checker.model.contracts import ContractSet
from checker.model.findings import Accepted, Finding, Skipped, Told
from checker.model.places import Place
from checker.model.recordings import Case
from checker.pipeline.options import Options
from checker.pipeline.records import Records
from checker.rules import causes

_REASONS: Final = 200  # for not looking at something; what a recording says may be in them


class Listener(Protocol):
    """Is told of each case by itself."""

    def look(self, case: Case, skipped: Sequence[Skipped]) -> None:
        """A case was looked at, but for what was skipped."""
        ...

    def take(
        self,
        case: Case | None,
        *,
        standing: Sequence[Finding],
        accepted: Sequence[Accepted],
        expected: Sequence[Finding],
    ) -> None:
        """What was found in a case, or else in the contract."""
        ...


class Every(Protocol):
    """Takes each finding as it was found; a list does, and so does a file that grows."""

    def extend(self, told: Iterable[Told], /) -> None: ...


@dataclass(slots=True, kw_only=True)
class Found:
    """
    Grows as a set is checked, so that what was found is not lost when the run is stopped.

    `standing` and `accepted` are about the contract, `made` is all of that, whether it stands or not; what
    was found in recorded cases is in `records`. `reasons` maps each thing that could not be looked at to its
    first time and how often that was.
    """

    contracts: ContractSet
    options: Options
    made: list[Finding] = field(default_factory=list)
    standing: list[Finding] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    records: Records = field(default_factory=Records)
    reasons: dict[tuple[str, str, bool], tuple[Skipped, int]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    every: Every | None = None  # where somebody wants each of them
    listener: Listener | None = None  # where somebody wants to know it thing by thing

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
        if case is None:
            self.standing += shown
            self.accepted += accepted
            self.made += surprising
        else:
            self.records.standing.add(causes.of_one_case(shown))
            self.records.expected.add(causes.of_one_case(expected))
            self.records.accept(accepted)
            self.records.name(surprising, self.contracts.accept)
        if self.every is not None:
            self.every.extend(("finding", finding) for finding in shown)
            self.every.extend(("accepted", one) for one in accepted)
            self.every.extend(("expected", finding) for finding in expected)
        if self.listener is not None:
            self.listener.take(case, standing=shown, accepted=accepted, expected=expected)
        return frozenset(finding.rule for finding in found)

    def skip(self, skipped: Skipped) -> None:
        """Something that was not checked; the same reason is told once."""
        self._skip(skipped, 1)

    def merge(self, other: "Found") -> None:
        """What was found in cases that come behind these."""
        self.made += other.made
        self.standing += other.standing
        self.accepted += other.accepted
        self.records.join(other.records)
        for first, times in other.reasons.values():
            self._skip(first, times)
        self.tally.merge(other.tally)
        if self.every is not None and isinstance(other.every, list):
            self.every.extend(other.every)

    def _skip(self, skipped: Skipped, more: int) -> None:
        name = (skipped.check, skipped.why, skipped.was_asked)
        if name not in self.reasons and len(self.reasons) >= _REASONS:
            why = "more reasons than can be listed"
            skipped = Skipped(check=skipped.check, why=why, was_asked=skipped.was_asked)
            name = (skipped.check, skipped.why, skipped.was_asked)
        first, times = self.reasons.get(name, (skipped, 0))
        if first.place and skipped.place and first.place.file == skipped.place.file:  # groups are no order
            first = skipped if skipped.place < first.place else first
        self.reasons[name] = (first, times + more)


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
