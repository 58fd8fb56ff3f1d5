"""What is read where, and what is reported then: one value for rows, parts, combinations and messages."""

from dataclasses import dataclass, field
from enum import Enum

from checker.analysis.meaning.literals import NOTHING, Literals
from checker.model.places import Place
from checker.model.systems import ABSENT_STATUS, NO_ANSWER, SILENT, Outcome, Status


@dataclass(frozen=True, slots=True)
class Word:
    """
    What a system shows, as somebody reads it.

    `status` is None for `no_answer`, `absent`, and (`code` None) for a code that nobody has declared.
    """

    system: str
    code: str | None
    status: Status | None = None
    says: Literals = NOTHING

    @property
    def outcome(self) -> Outcome:
        if self.status:
            return self.status.outcome
        return Outcome.UNKNOWN if self.is_silence else Outcome.NONE

    @property
    def is_silence(self) -> bool:
        """No answer at all, or a report that does not mention it."""
        return self.status is None and self.code in SILENT

    @property
    def is_mute(self) -> bool:
        """Nothing can be concluded: silence, or an outcome that is unknown."""
        return self.outcome is Outcome.UNKNOWN

    @property
    def is_final(self) -> bool:
        return self.status is not None and self.status.is_final

    @property
    def denies(self) -> bool:
        return any(not literal.holds for literal in self.says)

    def __str__(self) -> str:
        if self.status:
            return f'{self.system} "{self.code}"'
        match self.code:
            case None:
                return f"a code of {self.system} that nobody has declared"
            case code if code == NO_ANSWER:
                return f"no answer from {self.system}"
            case _:
                return f"{self.system} absent"


def undeclared(system: str) -> Word:
    """A code that nobody has declared; it says nothing."""
    return Word(system, None)


def absent(system: str) -> Word:
    return Word(system, ABSENT_STATUS)


class Kind(Enum):
    """Where a reading stands in the contract."""

    ROW = "row"
    OTHERWISE = "otherwise"
    NO_ANSWER = "no_answer"
    ABSENT = "absent"
    PARTS = "parts"
    COMBINATION = "combination"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    When these words are read while `reporter` shows one of `during`, it reports `reports`.

    `words` has one word for a row, one for each different status of parts, and one for each system of a
    combination. `during` are the statuses in which the reading counts, None among them for "shows nothing
    yet"; empty for parts, combinations and leaving messages, which have no `while`. Either `reports` or
    `ignore`, the reason, is given. `evidence` is what is known then. `is_default` marks `otherwise`.
    """

    kind: Kind
    boundary: str | None
    words: tuple[Word, ...]
    reporter: str
    reports: Status | None
    ignore: str | None = None
    during: tuple[Status | None, ...] = ()
    evidence: Literals = NOTHING
    is_default: bool = False
    place: Place = field(compare=False)

    @property
    def fails(self) -> bool:
        return all(word.outcome is Outcome.FAILURE for word in self.words)

    @property
    def succeeds(self) -> bool:
        return all(word.outcome is Outcome.SUCCESS for word in self.words)

    @property
    def is_final(self) -> bool:
        return all(word.is_final for word in self.words)

    @property
    def is_mute(self) -> bool:
        """Nobody has answered, or nobody can say how it went."""
        return all(word.is_mute for word in self.words)

    @property
    def is_silence(self) -> bool:
        return all(word.is_silence for word in self.words)

    @property
    def failing(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.outcome is Outcome.FAILURE)

    @property
    def partial(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.outcome is Outcome.PARTIAL)

    @property
    def is_rejection(self) -> bool:
        """All of it fails, or is final and denies something."""
        return self.fails or (self.is_final and all(word.denies for word in self.words))
