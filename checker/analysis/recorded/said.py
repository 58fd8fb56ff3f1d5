"""What was recorded of statuses: one word of a system at one event, and reports of many parts."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from checker.model.recordings import Event
from checker.model.systems import ABSENT_STATUS


class How(Enum):
    """How a status is known: shown by itself, or read from an answer or from a message that is the news."""

    STATUS = "status"
    REPLY = "reply"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Said:
    """
    A system showed a code, which the contract may not know; two that say the same are still two.

    `boundary` is what it was read over, None where it was shown by itself. `is_part` where it is the status
    of one of many parts; `part` tells which, None where nobody can say. `is_repeated` where a message that
    was sent before is seen again, or only its receipt is recorded: then nothing was shown at this moment.
    """

    system: str
    code: str
    event: Event
    how: How = How.STATUS
    boundary: str | None = None
    is_part: bool = False
    part: str | None = None
    is_repeated: bool = False


PartWord: TypeAlias = tuple[str | None, str, str]  # which part, system, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    The statuses of all parts as one report lists them.

    `missing` are the expected parts that it leaves out, None where nobody can say which were expected.
    """

    boundary: str
    event: Event
    parts: tuple[PartWord, ...]
    missing: tuple[str, ...] | None = None

    def words(self, system: str) -> tuple[tuple[str, str], ...]:
        """System and code of each part, `absent` for those that are missing."""
        silent = ((system, ABSENT_STATUS),) if self.missing else ()
        return (*dict.fromkeys((name, code) for _, name, code in self.parts), *silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A reply was read as no answer."""

    boundary: str
    event: Event
