"""What a step of a run is: who shows something else, because of what, and where that is written."""

from dataclasses import dataclass, field
from enum import Enum

from checker.analysis.meaning.readings import Word
from checker.model.places import Place


class Cause(Enum):
    """Why a system comes to show something else."""

    MOVE = "move"
    LEAVING = "leaving"
    READ = "read"
    COMBINED = "combined"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """
    One kind of step. `before` and `after` are the codes shown by `system`, `before` None for none yet.

    `after` is None where nothing is shown that was not before: a message that nobody acts on was read.
    `word` is what was read, None for a move. `skips` marks the reading of a message in an ordered channel
    before older ones, which are then lost. `alike` has all statuses that `word` stands for there, with the
    place of the row of each; it is empty where it stands for itself.
    """

    cause: Cause
    system: str
    before: str | None = None
    after: str | None = None
    word: Word | None = None
    boundary: str | None = None
    skips: bool = False
    alike: tuple[tuple[str, Place], ...] = ()
    place: Place | None = field(default=None, compare=False)
