"""What was found in recorded cases, in memory that does not grow with them; it adds up, share by share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from checker.analysis import waivers
from checker.model.contracts import Accept
from checker.model.findings import Accepted, Finding
from checker.model.places import Place
from checker.rules.groups import Groups

_SUBJECTS: Final = 1_000  # of a rule, among which the one is sought that a waiver may have meant

By: TypeAlias = tuple[str, str | None, Place | None]  # because, until, place of a waiver


@dataclass(slots=True)
class Named:
    """What one waiver names, waived or not, and the subjects of other findings of its rule."""

    matched: Groups = field(default_factory=Groups)
    others: dict[str, None] = field(default_factory=dict)

    def join(self, other: "Named") -> None:
        self.matched.join(other.matched)
        for subject in other.others:
            self.note(subject)

    def note(self, subject: str) -> None:
        if len(self.others) < _SUBJECTS:
            self.others[subject] = None


@dataclass(slots=True)
class Records:
    """Findings by what became of them. `named` has an entry for each waiver of the contract, in its order."""

    standing: Groups = field(default_factory=Groups)
    expected: Groups = field(default_factory=Groups)
    accepted: dict[By, Groups] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)

    def accept(self, accepted: Iterable[Accepted]) -> None:
        for one in accepted:
            by = (one.because, one.until, one.place)
            self.accepted.setdefault(by, Groups()).add((one.finding,))

    def name(self, findings: Iterable[Finding], entries: Sequence[Accept]) -> None:
        """Holds what was found against the waivers."""
        for finding in findings:
            for named, entry in zip(self._named(len(entries)), entries, strict=True):
                if entry.rule != finding.rule:
                    continue
                if waivers.names(entry, finding):
                    named.matched.add((finding,))
                else:
                    named.note(finding.subject)

    def join(self, other: "Records") -> None:
        """Those of cases that come behind these."""
        self.standing.join(other.standing)
        self.expected.join(other.expected)
        for by, groups in other.accepted.items():
            self.accepted.setdefault(by, Groups()).join(groups)
        if other.named:
            for mine, theirs in zip(self._named(len(other.named)), other.named, strict=True):
                mine.join(theirs)

    def all_accepted(self) -> Iterator[Accepted]:
        for (because, until, place), groups in self.accepted.items():
            for finding in groups:
                yield Accepted(finding=finding, because=because, until=until, place=place)

    def parts(self) -> tuple[Any, ...]:
        """All of it as tuples and lists of values of the model, of which `of` makes it again."""
        return (
            self.standing.parts(),
            self.expected.parts(),
            [(by, groups.parts()) for by, groups in self.accepted.items()],
            [(one.matched.parts(), [*one.others]) for one in self.named],
        )

    @classmethod
    def of(cls, parts: tuple[Any, ...]) -> "Records":
        standing, expected, accepted, named = parts
        return cls(
            standing=Groups.of(standing),
            expected=Groups.of(expected),
            accepted={by: Groups.of(groups) for by, groups in accepted},
            named=[Named(Groups.of(matched), dict.fromkeys(others)) for matched, others in named],
        )

    def _named(self, waivers: int) -> list[Named]:
        if not self.named:
            self.named = [Named() for _ in range(waivers)]
        return self.named

    def __bool__(self) -> bool:
        return bool(self.standing or self.expected or self.accepted or self.named)
