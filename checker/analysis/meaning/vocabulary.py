"""What every status of a contract set says, and where it can still go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.meaning.literals import NOTHING, Implications, Literals
from checker.analysis.meaning.ownership import is_external, owned, owns, system_of
from checker.analysis.meaning.readings import Word
from checker.analysis.meaning.ways import ways
from checker.model.contracts import ContractSet
from checker.model.systems import SILENT, Status, StatusRef

Further: TypeAlias = Mapping[tuple[str, str], tuple[Word, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Statuses and facts of a contract set, with all that follows from their declarations alone."""

    contracts: ContractSet
    implications: Implications
    words: Mapping[tuple[str, str], Word]
    further: Further  # where a status can still go: by moves, and by rows as far as runs were explored

    def word(self, system: str, code: str) -> Word:
        """The word for a status that is shown; `no_answer` and `absent` are words of every system."""
        if code in SILENT:
            return Word(system, code)
        return self.words[system, code]

    def named(self, ref: StatusRef) -> Word:
        return self.word(ref.system, ref.code)

    def status(self, ref: StatusRef | None) -> Status | None:
        """The status that a row reports; None where it ignores."""
        return self.contracts.systems[ref.system].statuses[ref.code] if ref else None

    def says(self, status: Status | None) -> Literals:
        """What a status says; nothing where nothing is shown yet."""
        return self.words[status.system, status.code].says if status else NOTHING

    def shown_by(self, system: str) -> tuple[Word, ...]:
        """Every declared status of one system, in the order they were declared."""
        return tuple(self.words[system, code] for code in self.contracts.systems[system].statuses)

    def later(self, word: Word) -> tuple[Word, ...]:
        """Where a system can still go: by moves, and by rows if runs were explored; from silence anywhere."""
        if word.is_silence:
            return self.shown_by(word.system)
        return self.further.get((word.system, word.code or ""), ())

    def owns(self, system: str, fact: str) -> bool:
        return owns(self.contracts.systems, system, self.contracts.facts[fact])

    def owned(self, system: str, said: Literals) -> Literals:
        return owned(self.contracts.systems, self.contracts.facts, self.implications, system, said)

    def is_external(self, system: str) -> bool:
        return is_external(self.contracts.systems, system)

    def system_of(self, name: str) -> str:
        return system_of(self.contracts.systems, name)

    def is_revocable(self, fact: str) -> bool:
        return self.contracts.facts[fact].revocable

    def stable(self, literals: Literals) -> Literals:
        return frozenset(literal for literal in literals if not self.is_revocable(literal.fact))

    @property
    def success_facts(self) -> frozenset[str]:
        """Every fact that stands in some `success_claims`."""
        return frozenset(
            ref.name for system in self.contracts.systems.values() for ref in system.success_claims
        )

    def said_before(self, during: tuple[Status | None, ...], now: Literals) -> Literals:
        """
        What every status in which a row counts already says of stable facts.

        A denial among it gives way where the fact is claimed now: it was "not so far".
        """
        if not during:
            return NOTHING
        common = frozenset.intersection(*(self.says(status) for status in during))
        return frozenset(
            literal for literal in self.stable(common) if literal.holds or literal.negated not in now
        )


def vocabulary(contracts: ContractSet, explored: Further | None = None) -> Vocabulary:
    """`explored` says where statuses were seen to go beside moves."""
    implications = Implications(contracts.facts)
    words = {
        (system.name, status.code): Word(system.name, status.code, status, implications.says(status))
        for system in contracts.systems.values()
        for status in system.statuses.values()
    }
    further = _further(contracts, words, explored or {})
    return Vocabulary(contracts=contracts, implications=implications, words=words, further=further)


def _further(
    contracts: ContractSet, words: Mapping[tuple[str, str], Word], explored: Further
) -> Mapping[tuple[str, str], tuple[Word, ...]]:
    """In the order in which statuses were declared."""
    found: dict[tuple[str, str], tuple[Word, ...]] = {}
    for system in contracts.systems.values():
        for code, moved in ways(system).items():
            reached = {status.code for status in moved}
            reached |= {word.code for word in explored.get((system.name, code), ()) if word.code}
            found[system.name, code] = tuple(
                words[system.name, other] for other in system.statuses if other in reached
            )
    return found
