"""The cases of a share, replayed and judged one by one."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from checker.analysis.replay import SeenCase
from checker.errors import RecordingError
from checker.load.files import DISK, Files
from checker.load.recordings import part
from checker.model.recordings import Case
from checker.pipeline.found import Found
from checker.pipeline.shares import Outcome, Share, Standard, Strand, begun, put_together
from checker.pipeline.strands import Strands
from checker.rules import replay

_OFTEN: Final = 200  # cases between two words to whoever watches
_MANY: Final = 200_000  # containers that may be made before Python looks for cycles again


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
                strand = _strand(strands.number(case), strands, share, standard, outcome)
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
        if strands.names:
            _strand(len(strands.names) - 1, strands, share, standard, outcome)
        if share.has_strands:
            put_together(outcome)


def _strand(number: int, strands: Strands, share: Share, standard: Standard, outcome: Outcome) -> Strand:
    """The strand of this number, with those before it that have not begun."""
    while number >= len(outcome.strands):
        name = strands.names[len(outcome.strands)]
        if share.has_strands:
            found = begun(standard, standard.still(name)).found
            outcome.strands.append(Strand(name=name, found=found))
        else:
            outcome.strands.append(Strand(name=name, found=outcome.found, fired=outcome.fired))
    return outcome.strands[number]


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
