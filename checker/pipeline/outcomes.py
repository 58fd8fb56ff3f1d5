"""What a share came to, as data: one piece for what was read of it, and one for each of its strands."""

from array import array
from dataclasses import fields
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from checker.analysis.coverage import Still
from checker.analysis.tally import Tally
from checker.errors import Mistake
from checker.load.files import DISK, Files
from checker.load.recordings import number_of_lines
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.seen import PartNames
from checker.model.coverage import Thing
from checker.model.places import Place
from checker.pipeline import wire
from checker.pipeline.found import Found
from checker.pipeline.judging import judge
from checker.pipeline.records import Records
from checker.pipeline.shares import Outcome, Share, Standard, Strand, begun, put_together
from checker.pipeline.strands import Lines, StrandName

# What was read, then the strands in their order.
Answer: TypeAlias = list[bytes]

_OF_TALLY: Final = tuple(name.name for name in fields(Tally) if name.name not in ("exercised", "still"))
_PLACED: Final = b"placed"
_PLAIN: Final = b"plain"


class Head(NamedTuple):
    """
    What has to be known of a share before its strands are looked for: their names and lines, and whether each
    of them can be judged by its lines alone.
    """

    can_be_parted: bool
    first: int  # line of a case, counted from 0; a header stands in front of it
    names: tuple[StrandName, ...]
    lines: tuple[Lines, ...]


def answer(share: Share, standard: Standard, still: Still | None, files: Files = DISK) -> Answer:
    """The outcome of a share as data."""
    outcome = begun(standard, still)
    judge(share, standard, outcome, files=files)
    return written(outcome, share)


def lost(share: Share, standard: Standard) -> Answer:
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
    return written(outcome, share)


def written(outcome: Outcome, share: Share) -> Answer:
    """An outcome as data."""
    return [_written_read(outcome, share), *map(_written_strand, outcome.strands)]


def head(data: bytes) -> Head:
    """
    What stands in front of the first piece of an answer.

    Raises:
        ValueError: it is none.

    """
    try:
        can_be_parted, first, names, runs = wire.read(data.partition(b"\n")[0])
        lines = tuple(Lines(array("I", bytes.fromhex(one))) for one in runs)
    except (TypeError, AttributeError) as error:
        raise ValueError("this is no answer") from error
    return Head(can_be_parted, first, names, lines)


def is_placed(data: bytes) -> bool:
    """Whether what a strand came to may speak of places in the contract."""
    return data.partition(b"\n")[0] != _PLAIN


def read(data: Answer, standard: Standard, share: Share, first_line: int) -> Outcome:
    """
    The outcome of a share whose first line is now known.

    Raises:
        ValueError: it is none.

    """
    try:
        outcome = _read(data[0], standard, share, first_line)
        outcome.strands = [_read_strand(one, standard, share, first_line) for one in data[1:]]
        outcome.cases = sum(strand.cases for strand in outcome.strands)
        if share.has_strands:
            put_together(outcome)
    except (TypeError, AttributeError, LookupError, ArithmeticError) as error:
        raise ValueError("this is no answer") from error
    for strand in () if share.has_strands else outcome.strands:  # one, or none where nobody could judge it
        outcome.found, outcome.fired = strand.found, strand.fired
    return outcome


def _written_read(outcome: Outcome, share: Share) -> bytes:
    mistakes, names, strands = outcome.mistakes, outcome.names, outcome.strands
    base = share.first_line - 1
    words, lines = names.arrays()
    is_headed = not outcome.headers or (
        len(outcome.headers) == 1 and all(strand.fired[0] is None for strand in strands)
    )
    first = min((strand.lines.runs[0] for strand in strands if strand.lines.runs), default=0)
    return b"\n".join(
        (
            wire.written(
                (
                    is_headed and not mistakes and not outcome.is_cut and not share.known,
                    first,
                    tuple(strand.name for strand in strands),
                    tuple(strand.lines.runs.tobytes().hex() for strand in strands),
                )
            ),
            wire.written(
                (
                    (mistakes.kept, mistakes.of_file, mistakes.more, mistakes.next),
                    (outcome.events, outcome.lines, outcome.headers, outcome.is_cut, outcome.is_damaged),
                    (names.first, names.last, names.is_sorted, names.is_counted),
                )
            ),
            words.tobytes() + array("I", (line - base for line in lines)).tobytes(),
        )
    )


def _read(data: bytes, standard: Standard, share: Share, first_line: int) -> Outcome:
    _, body, packed = data.split(b"\n", 2)
    mistakes, counts, order = wire.read(body, path=share.path, first_line=first_line)
    events, lines, headers, is_cut, is_damaged = counts
    first, last, is_sorted, is_counted = order
    words, at = array("Q"), array("I")
    middle = len(packed) * words.itemsize // (words.itemsize + at.itemsize)
    words.frombytes(packed[:middle])
    at.frombytes(packed[middle:])
    if len(words) != len(at):
        raise ValueError("these are no names")
    return Outcome(
        found=begun(standard, None).found,
        mistakes=Mistakes(standard.options.limits.errors_per_record, *mistakes),
        events=events,
        lines=lines,
        headers=headers,
        names=PartNames(
            first=first,
            last=last,
            is_sorted=is_sorted,
            is_counted=is_counted,
            packed=(words, at),
            by=first_line - 1,
        ),
        is_cut=is_cut,
        is_damaged=is_damaged,
    )


def _written_strand(strand: Strand) -> bytes:
    found, tally = strand.found, strand.found.tally
    came = (found.records.parts() if found.records else None, found.reasons, found.every)
    counts = tuple(getattr(tally, name) for name in _OF_TALLY)
    return b"\n".join(
        (
            _PLACED if any(came) else _PLAIN,
            wire.written(tally.exercised),
            wire.written((strand.name, came, counts, strand.cases, strand.fired)),
        )
    )


def _read_strand(data: bytes, standard: Standard, share: Share, first_line: int) -> Strand:
    _, exercised, words = data.split(b"\n", 2)
    name, came, tally, cases, fired = wire.read(words, path=share.path, first_line=first_line)
    records, reasons, every = came
    return Strand(
        name=name,
        found=Found(
            contracts=standard.ready.contracts,
            options=standard.options,
            records=Records() if records is None else Records.of(records),
            reasons=reasons,
            every=every,
            tally=Tally(**dict(zip(_OF_TALLY, tally, strict=True)), exercised=set(_exercised(exercised))),
        ),
        fired=fired,
        cases=cases,
    )


@lru_cache(maxsize=64)
def _exercised(data: bytes) -> frozenset[Thing]:
    """Nearly all shares of a recording exercise the same, and it is the longest part of what they came to."""
    return frozenset(wire.read(data))
