"""
Replay of the corpora as a whole process, in all modes of the command, with the memory of it and of its workers.

Each mode is first taken once, with what it finds held against what was planted; then all are timed in turn.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from tempfile import TemporaryDirectory

from tests.bench.corpora import Corpora
from tests.bench.limit import limit
from tests.bench.modes import EIGHT, IN_PLACE, PLAIN, TWO, WARM, Command, Mode
from tests.bench.planted import MissedError
from tests.bench.rows import Row
from tests.bench.timing import Ended, Rounds, clock, processor, ratio, rounds

PART = "replay, whole processes"
_MEMORY = 150.0  # MB of one process
_UNCOUNTED = "what a process takes before the first line is not counted"


def rows(of: Corpora, runs: int, command: Command, modes: Sequence[Mode]) -> Iterator[Row]:
    """
    Raises:
        MissedError: something planted was missed, or something was found that nobody planted.

    """
    ended = dict(_proved(of, command, [PLAIN]))  # before all else: who misses something need not be timed
    refused = command.refused(of.bare.folder, modes)
    there = [mode for mode in modes if mode not in refused]
    ended.update(_proved(of, command, [mode for mode in there if mode != PLAIN]))
    took = _timed(of, runs, command, there)
    for mode in modes:
        yield _whole(mode, took, refused)
    yield _speed_up(took, refused)
    yield _second_run(took, refused)
    yield _row_changed(of, runs, command, refused)
    yield _same_report(of, ended, refused)
    for mode in (PLAIN, IN_PLACE, TWO):
        yield _memory(of, command, mode, ended, refused)


def _proved(of: Corpora, command: Command, modes: Sequence[Mode]) -> Mapping[tuple[Mode, str], Ended]:
    """
    Every mode on every corpus once, by the name of the corpus.

    Raises:
        MissedError: see `rows`.

    """
    return {
        (mode, one.name): command.check(one.folder, mode, one.planted, watch=True)
        for one in (of.few, of.every, of.clean)
        for mode in modes
    }


def _timed(of: Corpora, runs: int, command: Command, modes: Sequence[Mode]) -> Rounds:
    ways = {"limit": lambda: limit(of.clean.recording)}
    for mode in modes:
        for name, one in ((mode.name, of.clean), (_bare(mode), of.bare)):
            ways[name] = partial(
                lambda one, mode: command.check(one.folder, mode, one.planted).spent, one, mode
            )
    return rounds(ways, runs)


def _bare(mode: Mode) -> str:
    return f"{mode.name}, one line"


def _whole(mode: Mode, took: Rounds, refused: Mapping[Mode, str]) -> Row:
    if mode in refused:
        return _not_there(mode.name, "x the limit", refused[mode])
    seconds = {
        "processors": processor(took, mode.name),
        "clock": clock(took, mode.name),
        "clock, one line": clock(took, _bare(mode)),
    }
    return Row(
        part=PART, what=mode.name, ours=ratio(took, mode.name, "limit"), unit="x the limit", seconds=seconds
    )


def _speed_up(took: Rounds, refused: Mapping[Mode, str]) -> Row:
    """By the clock, and so true only where two cores were free."""
    what, unit = "2 processes against in place", "x faster"
    if (why := refused.get(TWO) or refused.get(IN_PLACE)) is not None:
        return _not_there(what, unit, why, at_least=1.7)
    seconds = {mode.name: clock(took, mode.name) for mode in (IN_PLACE, TWO)}
    ours = seconds[IN_PLACE.name] / seconds[TWO.name]
    note = "by the clock, on as many cores as were free"
    return Row(part=PART, what=what, ours=ours, unit=unit, at_least=1.7, note=note, seconds=seconds)


def _second_run(took: Rounds, refused: Mapping[Mode, str]) -> Row:
    if WARM in refused:
        return _not_there(f"{WARM.name}: lines", "x the limit", refused[WARM], at_most=0.35)
    seconds = {name: processor(took, name) for name in (WARM.name, _bare(WARM), "limit")}
    return Row(
        part=PART,
        what=f"{WARM.name}: lines",
        ours=(seconds[WARM.name] - seconds[_bare(WARM)]) / seconds["limit"],
        unit="x the limit",
        at_most=0.35,
        note=_UNCOUNTED,
        seconds=seconds,
    )


def _row_changed(of: Corpora, runs: int, command: Command, refused: Mapping[Mode, str]) -> Row:
    """
    Of two messages with as many lines each, a row of one changes, so that as much comes of it as before. What that
    takes is held against a first run of both: half of the lines need not be replayed.
    """
    what, unit, most = "second run, a row changed that half of the lines go through", "x a first run", 0.65
    if WARM in refused:
        return _not_there(what, unit, refused[WARM], at_most=most)
    folder, planted = of.double.folder, of.double.planted
    contract = folder / "contract.yaml"
    text = contract.read_text()
    seconds: dict[str, list[float]] = {"first": [], "changed": []}
    for _ in range(runs):
        with TemporaryDirectory() as kept:
            for name, content in (
                ("first", text),
                ("changed", text.replace("truncate: 60", "truncate: 61", 1)),
            ):
                contract.write_text(content)
                ended = command.checked(folder, PLAIN, planted, kept)
                seconds[name].append(ended.spent.processor)
    contract.write_text(text)
    shutil.rmtree(folder)  # as large as two others
    medians = {name: sorted(spent)[len(spent) // 2] for name, spent in seconds.items()}
    ours = medians["changed"] / medians["first"]
    return Row(part=PART, what=what, ours=ours, unit=unit, at_most=most, seconds=medians)


def _same_report(of: Corpora, ended: Mapping[tuple[Mode, str], Ended], refused: Mapping[Mode, str]) -> Row:
    """
    Byte by byte, of every corpus.

    Raises:
        MissedError: they are not the same.

    """
    what, unit, wanted = "reports of 1, 2 and 8 processes, different ones", "", (IN_PLACE, TWO, EIGHT)
    for mode in wanted:
        if mode in refused:
            return _not_there(what, unit, refused[mode], at_most=1)
    for one in (of.clean, of.few, of.every):
        if len({ended[mode, one.name].out for mode in wanted}) > 1:
            raise MissedError(f"{one.name}: 1, 2 and 8 processes do not report the same")
    return Row(part=PART, what=what, ours=1, unit=unit, at_most=1)


def _memory(
    of: Corpora,
    command: Command,
    mode: Mode,
    ended: Mapping[tuple[Mode, str], Ended],
    refused: Mapping[Mode, str],
) -> Row:
    what = f"most memory of a process, {of.long.lines:,} lines, {mode.name}"
    if mode in refused:
        return _not_there(what, "MB", refused[mode], at_most=_MEMORY)
    peaks = ended[mode, of.clean.name].peaks
    if of.long is not of.clean:
        peaks = command.check(of.long.folder, mode, of.long.planted, watch=True).peaks
    first = command.check(of.short.folder, mode, of.short.planted, watch=True).peaks
    if not peaks or not first:
        return _not_there(what, "MB", "the system does not tell (no /proc)", at_most=_MEMORY)
    note = f"processes: {len(peaks)}; at {of.short.lines:,} lines: {max(first):.0f} MB"
    return Row(part=PART, what=what, ours=max(peaks), unit="MB", at_most=_MEMORY, note=note)


def _not_there(
    what: str, unit: str, why: str, *, at_most: float | None = None, at_least: float | None = None
) -> Row:
    return Row(
        part=PART,
        what=what,
        ours=None,
        unit=unit,
        at_most=at_most,
        at_least=at_least,
        note=f"not there: {why}",
    )
