"""
Replay of the corpora in one process: against the limit, against the same by hand, against what is naive.

Each way is first taken once, with what it finds held against what was planted; then all are timed in turn.
"""

import os
import tempfile
from collections.abc import Iterator
from functools import partial

from checker.pipeline import Options, check
from tests.bench.corpora import Corpora, Corpus
from tests.bench.hand import hand
from tests.bench.limit import limit
from tests.bench.modes import CACHE
from tests.bench.naive import naive
from tests.bench.planted import MissedError, missed
from tests.bench.rows import Row
from tests.bench.timing import Rounds, Spent, inside, processor, ratio, rounds

PART = "replay, in one process"
_SAMPLE = 100  # lines that the naive way gets: it is some hundred times slower


def rows(of: Corpora, runs: int) -> Iterator[Row]:
    """
    Raises:
        MissedError: something planted was missed, or something was found that nobody planted.

    """
    prove(of)
    took = _timed(of, runs)
    sample = f"of {min(_SAMPLE, of.lines)} lines, scaled to all"
    yield _row(took, "by hand", "by hand", "limit", "x the limit")
    yield _row(took, "naive", "naive", "limit", "x the limit", note=sample)
    yield _row(took, "clean", "clean", "limit", "x the limit", at_most=3.5)
    yield _row(took, "naive against ours", "naive", "clean", "x ours", at_least=100, note=sample)
    yield _row(took, "1 in 1,000 altered", of.few.name, "limit", "x the limit")
    yield _lines(took, "every record differs", of.every, of.clean, "x a clean line", at_most=10)
    count = len(of.every.planted.found)  # proved above to be what was found
    yield Row(part=PART, what="every record differs, findings", ours=count, unit="", at_most=1)
    what = f"a line of {of.long.lines:,} against one of {of.short.lines:,}"
    yield _lines(took, what, of.long, of.short, "x", at_most=1.2)


def prove(of: Corpora) -> None:
    """
    Raises:
        MissedError: see `rows`.

    """
    for one in (of.few, of.every, of.clean):
        _replay(one)
        if hand(one.folder, one.recording) != one.planted.lines:
            raise MissedError(f"{one.name}: the loop written by hand does not find what was planted")
    if naive(of.clean.recording, _SAMPLE) or not naive(of.every.recording, 1):
        raise MissedError("the naive way does not find what was planted, and only that")


def _replay(corpus: Corpus) -> None:
    """A whole check of the set, contracts included, without results of an earlier one."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ[CACHE] = kept
        report = check([str(corpus.folder)], Options(only=frozenset({"replay"})))
        del os.environ[CACHE]
    found = {(finding.rule, finding.subject): finding.count for finding in report.findings}
    if (wrong := missed(corpus.planted, found)) is not None:
        raise MissedError(f"{corpus.name}, in one process: {wrong}")


def _timed(of: Corpora, runs: int) -> Rounds:
    """All ways in turn; those of the tool have the names of the corpora."""
    clean, scale = of.clean, of.lines / min(_SAMPLE, of.lines)
    ways = {
        "limit": lambda: limit(clean.recording),
        "by hand": lambda: inside(lambda: hand(clean.folder, clean.recording)),
        "naive": lambda: _scaled(inside(lambda: naive(clean.recording, _SAMPLE)), scale),
    }
    for one in (clean, of.few, of.every, of.bare, of.short, of.long):
        ways[one.name] = partial(lambda one: inside(lambda: _replay(one)), one)
    return rounds(ways, runs)


def _scaled(spent: Spent, by: float) -> Spent:
    return Spent(spent.clock * by, spent.processor * by)


def _row(
    took: Rounds,
    what: str,
    way: str,
    other: str,
    unit: str,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
    note: str = "",
) -> Row:
    return Row(
        part=PART,
        what=what,
        ours=ratio(took, way, other),
        unit=unit,
        at_most=at_most,
        at_least=at_least,
        note=note,
        seconds={name: processor(took, name) for name in (way, other)},
    )


def _lines(took: Rounds, what: str, one: Corpus, other: Corpus, unit: str, *, at_most: float) -> Row:
    """What a line of one corpus takes against one of another; what comes before the first is not counted."""
    before = processor(took, "one line")
    each = [(processor(took, of.name) - before) / max(of.lines - 1, 1) for of in (one, other)]
    seconds = {
        "before": before,
        **{f"a line of {of.name}": spent for of, spent in zip((one, other), each, strict=True)},
    }
    note = "what comes before the first line is not counted"
    return Row(
        part=PART, what=what, ours=each[0] / each[1], unit=unit, at_most=at_most, note=note, seconds=seconds
    )
