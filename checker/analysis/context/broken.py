"""What is said of an id or context that did not survive."""

from dataclasses import dataclass, field
from enum import Enum

from checker.analysis.sides import Side
from checker.model.boundaries import Context
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place


class Fate(Enum):
    """What became of it, where it was not lost."""

    CHANGED = "changed"
    NOT_RENEWED = "not renewed"  # passed on where another one should stand
    NOT_DROPPED = "not dropped"  # passed on where nothing should stand
    SHARED = "shared"  # the same for two messages that it should tell apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """
    Something of `carries`, or the key of `retry`, that did not survive.

    `what` names it as the subject of a sentence, `place` is where the contract declares it. `before` and
    `after` are its values on the two sides, `after` ABSENT where it is lost. `pointer` is where it should
    stand in what came after, `why` a clause that follows the name of that event.
    """

    what: str
    before: Json
    after: Json | Absent
    pointer: str
    why: str
    fate: Fate = Fate.CHANGED
    place: Place = field(compare=False)

    @property
    def is_lost(self) -> bool:
        return self.after is ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """
    A message that a system had when it sent another one on.

    `is_direct` says that the one system received the one and sent the other: nobody else can then have
    written into a header between the two. `carried` are the contexts that its boundary declares.
    """

    side: Side
    is_direct: bool = False
    carried: frozenset[Context] = frozenset()
