"""A row that makes something else of what is read than before: what the rules about rows look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.model.places import Place
from checker.model.systems import Outcome, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What one side does with a word: the readings that count for it, in one status of the reporter."""

    readings: tuple[Reading, ...] = ()

    @property
    def reported(self) -> tuple[Status, ...]:
        return tuple(dict.fromkeys(one.reports for one in self.readings if one.reports))

    @property
    def names(self) -> frozenset[str]:
        """SYSTEM/STATUS of each that is reported: equal where the same is reported, whatever it says."""
        return frozenset(map(str, self.reported))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """
    `reporter` makes something else of `words` than before.

    `words` are those of the newer side that are read together: one, or the statuses of parts or of several
    systems. `more` are others, each read alone, of which the same row makes the same other thing. `during`
    are the statuses of the reporter in which it is so, None among them for "shows nothing yet"; empty where
    it is so in all in which a row counts. `place` is where it is so now. `gone` names the boundary, or the
    reporter that combined, of which no table is left.
    """

    reporter: str
    words: tuple[Word, ...]
    more: tuple[Word, ...] = ()
    old: Reads
    new: Reads
    during: tuple[str | None, ...] = ()
    place: Place
    boundary: str | None
    cause: str
    gone: str | None = None

    @property
    def is_leaving(self) -> bool:
        """Whether it is a message that makes the reporter enter a status."""
        return any(one.kind is Kind.LEAVING for one in (*self.old.readings, *self.new.readings))

    @property
    def is_stopped(self) -> bool:
        """Whether something was reported, and nothing is now."""
        return bool(self.old.names) and not self.new.names

    @property
    def is_rejection(self) -> bool:
        """Whether what is read fails, or denies for good."""
        return is_rejection(self.words)

    @property
    def was(self) -> Place | None:
        return self.old.readings[0].place if self.old.readings else None


def is_rejection(words: Iterable[Word]) -> bool:
    """
    Whether all that somebody has said fails, or all of it denies for good. A system that nobody has heard of
    says nothing to that; a part that is missing may still come.
    """
    every = tuple(words)
    said = [word for word in every if word.status]
    if any(word.is_silence and word.system == other.system for word in every for other in said):
        return False
    fails = all(word.outcome is Outcome.FAILURE for word in said)
    return bool(said) and (fails or all(word.is_final and word.denies for word in said))
