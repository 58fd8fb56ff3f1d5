"""What can become of the results of a message, as values."""

from dataclasses import dataclass
from enum import Enum

from checker.model.findings import Evidence
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place


class What(Enum):
    """How the result of one input differs."""

    CHANGED = "changed"
    ADDED = "added"  # a field that was not there
    LOST = "lost"  # a field that came from the message, and comes no more
    CONSTANT = "constant"  # what came from the message is the same for all now
    CAME = "came"  # nothing changed the message on its way, and now a transformation does
    WENT = "went"  # a transformation is gone, and what is sent arrives as it is
    REFUSED = "refused"  # the receiver refuses what comes of it, and did not before
    FAILS = "fails"
    SUCCEEDS = "succeeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputChange:
    """
    What differs at one place of the results of one message; `count` inputs show it, `evidence` the first.
    No input shows what follows from the rows alone.

    `pointer` leads into the result, with `*` for the elements of lists. `was` and `now` are those of the
    first input, ABSENT where there is nothing; `was_made` and `now_made` are the kinds of what is made anew
    each time. `row` is where it is so now, `old_row` where it was so. `source` is the field that it came
    from. `because` are the words of what fails or refuses, `table` names a table that both sides look up in
    and that changed. `others` are further places that differ for the same reason, `by` tells the row of now
    from any other.

    Where `is_sensitive`, the values are not to be shown: a contract says so of what they were made from.
    """

    what: What
    boundary: str
    message: str
    pointer: str
    was: Json | Absent = ABSENT
    now: Json | Absent = ABSENT
    row: Place
    old_row: Place | None = None
    because: str = ""
    source: str | None = None
    table: str | None = None
    was_made: str | None = None
    now_made: str | None = None
    others: tuple[str, ...] = ()
    is_sensitive: bool = False
    by: str = ""
    cause: str = ""  # the same for all that comes of one change
    count: int = 0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Untested:
    """Rows of a transformation that came, went or changed, and no recording shows what comes of that."""

    boundary: str
    message: str
    rows: tuple[str, ...]  # the targets; empty where nothing of the message was recorded
    place: Place
