"""What the explored runs show of one status: whether it comes about, and a run in which it is false."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.analysis.exploring import Exploration
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Falsified:
    """
    A shortest run in which a status says what is not so.

    `was_never` marks a claim of what had never been true; any other had been so, or has become so, since.
    """

    literal: Literal
    was_never: bool
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """
    What is known of a status from exploring.

    `open` says why nothing is known for sure, and is empty where every run was looked at. `is_shown` tells
    whether some explored run gets to the status.
    """

    states: int
    open: str
    is_shown: bool
    falsified: tuple[Falsified, ...]


def runs(exploration: Exploration, word: Word) -> Runs:
    return Runs(
        states=exploration.states,
        open=next(_open(exploration, word), ""),
        is_shown=_is_shown(exploration, word),
        falsified=tuple(_falsified(exploration, word)),
    )


def _open(exploration: Exploration, word: Word) -> Iterator[str]:
    for one in exploration.left_out:
        if one.system == word.system:
            yield one.why
    if word.status is None or word.system not in exploration.systems:
        yield f"{word} is not one of the statuses that are explored"
    if word.system in exploration.unaware:
        hidden = ", ".join(one.system for one in exploration.left_out)
        yield f"{word.system} hears of {hidden}, whose runs are not explored"
    if not exploration.is_complete:
        yield f"there are more than {exploration.states:,} states; look at more with --limit states=N"


def _is_shown(exploration: Exploration, word: Word) -> bool:
    if word.status is None or word.system not in exploration.systems:
        return False
    test, want = exploration.graph.machine.packing.showing(word.system, word.status.code)
    return any(state & test == want for state in exploration.graph.states)


def _falsified(exploration: Exploration, word: Word) -> Iterator[Falsified]:
    for never in exploration.unfounded:
        if never.status == word.status:
            yield Falsified(literal=Literal(never.fact), was_never=True, trace=never.trace)
    for stale in exploration.stale:
        if stale.word == word:
            yield Falsified(literal=stale.literal, was_never=False, trace=stale.trace)
