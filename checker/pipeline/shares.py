"""
A share of the recordings of a set, judged by itself: a pure function of the contract and some cases.

What stands in front of a share is known only to whoever puts shares together. It is taken to be what most
often stands there; where that turns out otherwise, the share is judged again.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from checker.analysis.coverage import Inventory, Still
from checker.analysis.coverage.watched import Watched
from checker.analysis.replay import Replay, SeenCase
from checker.analysis.tally import Tally
from checker.errors import RecordingError
from checker.load.files import DISK, Files
from checker.load.recordings import part
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import WHOLE, Range
from checker.load.recordings.seen import PartNames
from checker.model.findings import Accepted
from checker.model.places import Place
from checker.model.recordings import Case, Header
from checker.pipeline import wire
from checker.pipeline.found import Found, Listener, Told
from checker.pipeline.options import Options
from checker.pipeline.strands import Lines, StrandName, Strands, messages
from checker.rules import replay

_OFTEN: Final = 200  # cases between two words to whoever watches
_MANY: Final = 200_000  # containers that may be made before Python looks for cycles again


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


def _nobody(_cases: int) -> None:
    """Nobody watches."""


def judge(
    share: Share,
    standard: Standard,
    outcome: Outcome,
    *,
    first_line: int | None = None,
    files: Files = DISK,
    progress: Callable[[int], None] = _nobody,
) -> None:
    """
    Replays the cases of a share. What can't be read is a mistake, and stops nothing else.

    `first_line` is the number of its first line, where that is known, and `files` where its recording lies.
    `progress` is told how many cases are judged.
    """
    limits = standard.options.limits
    first_line = share.first_line if first_line is None else first_line
    outcome.names.lines.update(share.known)
    read = part(
        share.path,
        share.within,
        header=share.header,
        first_line=first_line,
        known=outcome.names,
        limits=limits,
        files=files,
    )
    outcome.mistakes, outcome.headers = read.mistakes, read.headers
    strands = Strands(share.strands, has_strands=share.has_strands)
    try:
        with _few_collections():
            for case in read.cases():
                number = strands.number(case)
                while number >= len(outcome.strands):
                    _begin_strand(strands.names[len(outcome.strands)], share, standard, outcome)
                strand = outcome.strands[number]
                _judge_case(case, standard, strand, len(outcome.headers))
                if share.has_strands:
                    strand.lines.add(case.events[0].line - first_line, case.events[-1].line - first_line)
                outcome.cases += 1
                if outcome.cases % _OFTEN == 0:
                    progress(outcome.cases)
    except RecordingError as error:
        outcome.is_cut = True
        for mistake in error.mistakes:
            outcome.mistakes.add_of_file(mistake)
    finally:  # also when the run is stopped
        outcome.events, outcome.lines, outcome.is_damaged = read.events, read.lines, read.is_damaged
        for word, _ in share.known:
            outcome.names.lines.pop(word, None)
        for name in strands.names[len(outcome.strands) :]:
            _begin_strand(name, share, standard, outcome)
        if share.has_strands:
            put_together(outcome)


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


def _begin_strand(name: StrandName, share: Share, standard: Standard, outcome: Outcome) -> None:
    if share.has_strands:
        tally = Tally(still=standard.still(name))
        contracts, options = standard.ready.contracts, standard.options
        every: list[Told] | None = [] if options.all_findings else None
        found = Found(contracts=contracts, options=options, tally=tally, every=every)
        outcome.strands.append(Strand(name=name, found=found))
    else:
        outcome.strands.append(Strand(name=name, found=outcome.found, fired=outcome.fired))


def _judge_case(case: Case, standard: Standard, strand: Strand, headers: int) -> None:
    found = strand.found
    seen = standard.ready.look(case, found.tally.still)
    found.tally.add(seen)
    for skipped in seen.skipped:
        found.skip(skipped)
    strand.cases += 1
    fired = strand.fired
    while len(fired) <= headers:
        fired.append(None)
    rules = fired[-1]
    if rules is None:
        rules = fired[-1] = set()
    if seen.observations:
        rules |= _take(found, seen, case)
    if found.listener is not None:
        found.listener.look(case, seen.skipped)


def _take(found: Found, seen: SeenCase, case: Case) -> frozenset[str]:
    """The findings of one case; those of one message have one cause."""
    made = replay.findings(seen)
    order = [rule.id for rule in replay.RULES]
    cause = replay.cause(made, seen)
    return found.take(made, order=order, cause=cause, expects=case.header.expects, case=case)


@contextmanager
def _few_collections() -> Iterator[None]:
    """
    Lets Python look for cycles of garbage seldom. A payload is a few hundred containers and no cycle: at the
    usual threshold a fifth of a replay went into looking at them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_MANY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
