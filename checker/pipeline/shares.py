"""
A share of the recordings of a set, judged by itself: a pure function of the contract and some cases.

What stands in front of a share is known only to whoever puts shares together. It is taken to be what most
often stands there; where that turns out otherwise, the share is judged again.
"""

import gc
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Final

from checker.analysis.coverage import Inventory, Still
from checker.analysis.coverage.watched import Watched
from checker.analysis.replay import Replay, SeenCase
from checker.analysis.tally import Tally
from checker.errors import Mistake, RecordingError
from checker.load.files import DISK, Files
from checker.load.recordings import number_of_lines, part
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import WHOLE, Range
from checker.load.recordings.seen import PartNames
from checker.model.places import Place
from checker.model.recordings import Case, Header
from checker.pipeline import wire
from checker.pipeline.found import Found, Listener
from checker.pipeline.options import Options
from checker.pipeline.records import Records
from checker.rules import replay

_OFTEN: Final = 200  # cases between two words to whoever watches
_OF_TALLY: Final = tuple(name.name for name in fields(Tally) if name.name != "still")
_MANY: Final = 200_000  # containers that may be made before Python looks for cycles again


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    Some cases of a recording, below a header.

    `known` are the words of names that stand in front of them, each with its line: a case of such a name is
    none, and is said to be a mistake.
    """

    path: str
    within: Range = WHOLE
    header: Header = field(default_factory=Header)
    known: tuple[tuple[int, int], ...] = ()

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

    def still(self) -> Still:
        """What no case has exercised so far."""
        return Still(self.inventory, Watched(self.inventory, self.blamed, self.subjects))


def standard_of(
    ready: Replay, options: Options, blamed: tuple[Place, ...], subjects: tuple[str, ...]
) -> Standard:
    """With what is to be exercised."""
    inventory = ready.inventory(options.limits)
    return Standard(ready=ready, inventory=inventory, options=options, blamed=blamed, subjects=subjects)


@dataclass(slots=True, kw_only=True)
class Outcome:
    """
    What a share came to; grows while it is judged.

    `fired` has the rules that fired below the header that was taken to stand in front, and below each of
    `headers`: None where there is no case.
    """

    found: Found
    mistakes: Mistakes
    cases: int = 0
    events: int = 0
    lines: int = 0
    headers: list[Header] = field(default_factory=list)
    fired: list[set[str] | None] = field(default_factory=lambda: [None])
    names: PartNames = field(default_factory=PartNames)
    is_cut: bool = False  # it could not be read to its end


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
    first_line: int = 0,
    files: Files = DISK,
    progress: Callable[[int], None] = _nobody,
) -> None:
    """
    Replays the cases of a share. What can't be read is a mistake, and stops nothing else.

    `first_line` is the number of its first line, where that is known, and `files` where its recording lies.
    `progress` is told how many cases are judged.
    """
    limits = standard.options.limits
    outcome.names.lines.update(share.known)
    read = part(
        share.path,
        share.within,
        header=share.header,
        first_line=first_line or share.first_line,
        known=outcome.names,
        limits=limits,
        files=files,
    )
    outcome.mistakes, outcome.headers = read.mistakes, read.headers
    try:
        with few_collections():
            for case in read.cases():
                _judge_case(case, standard, outcome)
                outcome.cases += 1
                if outcome.cases % _OFTEN == 0:
                    progress(outcome.cases)
    except RecordingError as error:
        outcome.is_cut = True
        for mistake in error.mistakes:
            outcome.mistakes.add_of_file(mistake)
    finally:  # also when the run is stopped
        outcome.events, outcome.lines = read.events, read.lines


def answer(share: Share, standard: Standard, still: Still, files: Files = DISK) -> bytes:
    """The outcome of a share as data."""
    outcome = begun(standard, still)
    judge(share, standard, outcome, files=files)
    return written(outcome)


def lost(share: Share, standard: Standard) -> bytes:
    """The outcome of a share of which whoever judges it dies."""
    limits = standard.options.limits
    outcome = begun(standard, standard.still())
    outcome.lines = number_of_lines(share.path, share.within, limits=limits)
    outcome.is_cut = True
    first = share.first_line
    message = f"the process that judges the {outcome.lines:,} lines from here on dies of them, so nobody did"
    fix = "give it more memory, or part the recording and report what kills it as a defect of seamproof"
    place = Place(file=share.path, line=first, column=1)
    outcome.mistakes.add_of_file(Mistake(message=message, place=place, fix=fix))
    return written(outcome)


def written(outcome: Outcome) -> bytes:
    """An outcome as data."""
    found, tally, mistakes = outcome.found, outcome.found.tally, outcome.mistakes
    names = outcome.names
    return wire.written(
        (
            (found.records.parts(), found.reasons, found.every),
            tuple(getattr(tally, name) for name in _OF_TALLY),
            (mistakes.kept, mistakes.of_file, mistakes.more, mistakes.next),
            (outcome.cases, outcome.events, outcome.lines, outcome.headers, outcome.fired, outcome.is_cut),
            (_packed(names.lines.keys()), _packed(names.lines.values())),
            (names.first, names.last, names.is_sorted),
        )
    )


def read(data: bytes, standard: Standard, share: Share, first_line: int) -> Outcome:
    """
    The outcome of a share whose first line is now known.

    Raises:
        ValueError: it is none.

    """
    found, tally, mistakes, counts, names, order = wire.read(data, path=share.path, first_line=first_line)
    words, lines = map(_unpacked, names)
    by = first_line - 1 - wire.UNPLACED
    records, reasons, every = found
    cases, events, number, headers, fired, is_cut = counts
    return Outcome(
        found=Found(
            contracts=standard.ready.contracts,
            options=standard.options,
            records=Records.of(records),
            reasons=reasons,
            every=every,
            tally=Tally(**dict(zip(_OF_TALLY, tally, strict=True))),
        ),
        mistakes=Mistakes(standard.options.limits.errors_per_record, *mistakes),
        cases=cases,
        events=events,
        lines=number,
        headers=headers,
        fired=fired,
        names=PartNames(
            {w: line + by if line > wire.UNPLACED else line for w, line in zip(words, lines, strict=True)},
            *order,
        ),
        is_cut=is_cut,
    )


def _packed(numbers: Iterable[int]) -> str:
    return b64encode(array("Q", numbers).tobytes()).decode()


def _unpacked(packed: str) -> "array[int]":
    """Raises ValueError where it is cut."""
    return array("Q", b64decode(packed))


def _judge_case(case: Case, standard: Standard, outcome: Outcome) -> None:
    found = outcome.found
    seen = standard.ready.look(case, found.tally.still)
    found.tally.add(seen)
    for skipped in seen.skipped:
        found.skip(skipped)
    fired = outcome.fired
    while len(fired) <= len(outcome.headers):
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
def few_collections() -> Iterator[None]:
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
