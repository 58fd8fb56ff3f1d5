"""Who says a fact, and who relies on that: shared by the rules about owners."""

from dataclasses import dataclass

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import Reader, each_once, relying
from checker.analysis.meaning.readings import Word
from checker.model.findings import Level
from checker.rules.drift.weighing import weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimants:
    """The statuses of the baseline that speak of a fact, and who relies on what they say of it."""

    words: tuple[Word, ...]
    concerned: tuple[Reader, ...]

    @property
    def level(self) -> Level:
        """An error where somebody relies on it, a warning where somebody just says it."""
        return max(weight(self.concerned, ()), Level.WARNING if self.words else Level.NOTE)


def claimants(drift: Drift, fact: str) -> Claimants:
    """Those of its source of truth first. Of statuses that are gone it is told of them."""
    system_of = drift.before.meaning.vocabulary.system_of
    owner = system_of(drift.before.contracts.facts[fact].owner.name)
    words: list[Word] = []
    concerned: list[Reader] = []
    for kept in sorted(drift.statuses.kept, key=lambda one: system_of(one.old.system) != owner):
        literals = frozenset(one for one in kept.old.says if one.fact == fact)
        if literals:
            words.append(kept.old)
            concerned += relying(drift.before, kept.old, literals)
    return Claimants(words=tuple(words), concerned=each_once(concerned))
