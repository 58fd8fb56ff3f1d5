"""
A share of the recordings of a set, and what it comes to: that follows from the contract and its cases alone.

What stands in front of a share is known only to whoever puts shares together. It is taken to be what most
often stands there; where that turns out otherwise, the share is judged again.
"""

from dataclasses import dataclass, field
from itertools import zip_longest

from checker.analysis.coverage import Inventory, Still
from checker.analysis.coverage.watched import Watched
from checker.analysis.replay import Replay
from checker.analysis.tally import Tally
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import WHOLE, Range
from checker.load.recordings.seen import PartNames
from checker.model.findings import Accepted, Told
from checker.model.places import Place
from checker.model.recordings import Header
from checker.pipeline import wire
from checker.pipeline.found import Found, Listener
from checker.pipeline.options import Options
from checker.pipeline.strands import Lines, StrandName, messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    Some cases of a recording, below a header.

    `known` are the words of names that stand in front of them, each with its line: a case of such a name is
    none, and is said to be a mistake. One that `has_strands` is judged strand by strand; these `strands` are
    known.
    """

    path: str
    within: Range = WHOLE
    header: Header = field(default_factory=Header)
    known: tuple[tuple[int, int], ...] = ()
    has_strands: bool = False
    strands: tuple[StrandName, ...] = ()

    @property
    def first_line(self) -> int:
        """The number of its first line, as far as anybody can know."""
        return 1 if self.within.start.offset == 0 else wire.UNPLACED + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What shares of one contract set are held against; `blamed` and `subjects` are so already."""

    ready: Replay
    inventory: Inventory
    options: Options
    blamed: tuple[Place, ...] = ()
    subjects: tuple[str, ...] = ()

    def still(self, strand: StrandName = None) -> Still:
        """What no case has exercised so far, of all that the cases of a strand can."""
        watched = Watched(self.inventory, self.blamed, self.subjects)
        named = None if strand is None else frozenset(messages(strand, self.ready.contracts))
        return Still(self.inventory, watched, named)


def standard_of(
    ready: Replay, options: Options, blamed: tuple[Place, ...], subjects: tuple[str, ...]
) -> Standard:
    """With what is to be exercised."""
    inventory = ready.inventory(options.limits)
    return Standard(ready=ready, inventory=inventory, options=options, blamed=blamed, subjects=subjects)


@dataclass(slots=True, kw_only=True)
class Strand:
    """
    What the cases of a strand came to; grows while they are judged.

    `fired` has the rules that fired below the header that was taken to stand in front, and below each that
    stands in the share: None where there is no case.
    """

    name: StrandName
    found: Found
    fired: list[set[str] | None] = field(default_factory=lambda: [None])
    lines: Lines = field(default_factory=Lines)
    cases: int = 0


@dataclass(slots=True, kw_only=True)
class Outcome:
    """
    What a share came to; grows while it is judged.

    `found` and `fired` are those of its strands put together, once all of it is judged.
    """

    found: Found
    mistakes: Mistakes
    cases: int = 0
    events: int = 0
    lines: int = 0
    headers: list[Header] = field(default_factory=list)
    fired: list[set[str] | None] = field(default_factory=lambda: [None])
    names: PartNames = field(default_factory=PartNames)
    is_cut: bool = False  # it could not be opened any more
    is_damaged: bool = False  # nothing behind a spot in it can be read, nor what comes behind the share
    strands: list[Strand] = field(default_factory=list)


def begun(standard: Standard, still: Still | None, listener: Listener | None = None) -> Outcome:
    """The outcome of a share of which nothing was read yet."""
    options = standard.options
    tally = Tally(still=still)
    found = Found(
        contracts=standard.ready.contracts,
        options=options,
        tally=tally,
        every=[] if options.all_findings else None,
        listener=listener,
    )
    return Outcome(found=found, mistakes=Mistakes(options.limits.errors_per_record))


def put_together(outcome: Outcome) -> None:
    """Makes one of the strands of a share, each finding in its line."""
    for strand in outcome.strands:
        outcome.found.merge(strand.found)
        outcome.fired = [
            one if other is None else other | (one or set())
            for one, other in zip_longest(outcome.fired, strand.fired)
        ]
    if isinstance(outcome.found.every, list):
        outcome.found.every.sort(key=_line_of)


def _line_of(told: Told) -> int:
    _, one = told
    seen = (one.finding if isinstance(one, Accepted) else one).evidence
    return seen[0].line if seen else 0
