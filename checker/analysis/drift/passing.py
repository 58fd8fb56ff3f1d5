"""By what ways a status gets to a reporter, through however many systems between them."""

from collections.abc import Iterator
from dataclasses import replace

from checker.analysis.composed.relation import Chain
from checker.analysis.drift.state import State
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Reading, Word


def passed(state: State, reporter: str, word: Word) -> tuple[Reading, ...]:
    """
    What a reporter shows because of a word in the end, each with a shortest way.

    Each is the last row of its way, as if it read the word itself; its evidence is what the word says, and
    what the systems on the way know of their own.
    """
    ends = (sources.get(word) for sources in state.relation.pairs.values())
    return tuple(_as_read(state, word, chain) for chain in ends if chain and chain[-1].reporter == reporter)


def _as_read(state: State, word: Word, chain: Chain) -> Reading:
    vocabulary = state.meaning.vocabulary
    known: set[Literal] = set(word.says)
    for reading in chain[:-1]:
        known |= vocabulary.owned(reading.reporter, vocabulary.says(reading.reports))
    return replace(
        chain[-1],
        words=(word,),
        evidence=vocabulary.implications.closure(known)
        | (chain[0].evidence if len(chain) == 1 else frozenset()),
    )


def entered(state: State, reporter: str, word: Word) -> tuple[Reading, ...]:
    """What a reporter enters because of messages that leave from a word on, whatever they pass through."""
    return tuple(dict.fromkeys(_entered(state, reporter, word)))


def _entered(state: State, reporter: str, word: Word) -> Iterator[Reading]:
    vocabulary = state.meaning.vocabulary
    waiting, seen = [word], {word}
    for sender in waiting:  # grows as we go
        for leaving in state.meaning.leavings:
            if sender not in leaving.words or leaving.reports is None:
                continue
            if leaving.reporter == reporter:
                yield replace(leaving, words=(word,), evidence=leaving.evidence & word.says)
                continue
            shown = state.word(leaving.reports)
            for further in (shown, *vocabulary.later(shown)):
                if further not in seen:
                    seen.add(further)
                    waiting.append(further)
