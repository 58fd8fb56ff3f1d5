"""Who stays silent for ever on what others have decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.analysis.exploring.ends import End, shown_in
from checker.analysis.exploring.graph import Graph
from checker.analysis.exploring.hearing import Distances, distances, is_first
from checker.analysis.exploring.packing import NOTHING_YET, Packing
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step
from checker.model.systems import Outcome

_QUIET = (Outcome.NONE, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """
    `system` stays at `word` (None: it shows nothing) and says nothing of a fact that `decided` has decided.

    `end` has all that is shown then, as SYSTEM/STATUS.
    """

    system: str
    word: Word | None
    fact: str
    decided: Word
    trace: tuple[Step, ...]
    end: frozenset[str]


class _Speaker(NamedTuple):
    """Somebody who speaks of a fact: where it stands among the systems, and the numbers of some statuses."""

    system: str
    place: int
    numbers: frozenset[int]

    def stays(self, end: End) -> bool:
        """Whether it shows one of these in every state of an end."""
        return all(shown[self.place] in self.numbers for shown in end.numbers)


def stuck(graph: Graph, found: Iterable[End]) -> tuple[Stuck, ...]:
    """The shortest run for each system that stays quiet, and each status that it stays at."""
    packing = graph.machine.packing
    away = distances(packing.scope)
    facts = list(_spoken_of(packing))
    seen: dict[tuple[str, int], Stuck] = {}
    for end in found:
        for fact, deciding, quiet in facts:
            decided = [speaker for speaker in deciding if speaker.stays(end)]
            staying = [speaker for speaker in quiet if speaker.stays(end)] if decided else []
            for speaker in staying:
                number = end.numbers[0][speaker.place]
                key = (speaker.system, number)
                others = [other.system for other in staying]
                source = _nearest(packing, away, speaker, decided, others)
                if source and key not in seen:
                    word = packing.words[source.system][end.numbers[0][source.place] - 1]
                    seen[key] = Stuck(
                        system=speaker.system,
                        word=packing.words[speaker.system][number - 1] if number else None,
                        fact=fact,
                        decided=word,
                        trace=trace(graph, end.states[0], (speaker.system, word.system)),
                        end=shown_in(graph, end.states),
                    )
    return tuple(seen.values())


def _spoken_of(packing: Packing) -> Iterator[tuple[str, list[_Speaker], list[_Speaker]]]:
    """For each fact who decides it, with the statuses that do, and who speaks of it, with the silent ones."""
    for fact in packing.scope.meaning.contracts.facts:
        claim = Literal(fact)
        both = {claim, claim.negated}
        deciding = [
            _Speaker(name, place, numbers)
            for place, (name, words) in enumerate(packing.words.items())
            if (numbers := frozenset(n for n, word in enumerate(words, start=1) if _decides(word, claim)))
        ]
        quiet = [
            _Speaker(name, place, _quiet(words, claim))
            for place, (name, words) in enumerate(packing.words.items())
            if name not in packing.scope.unaware
            and any(both & (word.says - packing.scope.known(word)) for word in words)
        ]
        if deciding and quiet:
            yield fact, deciding, quiet


def _decides(word: Word, claim: Literal) -> bool:
    return claim in word.says or (word.is_final and claim.negated in word.says)


def _quiet(words: Sequence[Word], claim: Literal) -> frozenset[int]:
    """The statuses in which nothing is said of a fact, and nothing of how it went; nothing yet among them."""
    return frozenset(
        [NOTHING_YET]
        + [
            number
            for number, word in enumerate(words, start=1)
            if not word.is_final and word.outcome in _QUIET and not {claim, claim.negated} & word.says
        ]
    )


def _nearest(
    packing: Packing,
    away: Distances,
    speaker: _Speaker,
    decided: Sequence[_Speaker],
    others: Iterable[str],
) -> _Speaker | None:
    """The nearest of those who have decided that a speaker hears of, with nobody between who is as quiet."""
    group = _group(packing, speaker.system)
    heard = [
        each
        for each in decided
        if each.system in away[speaker.system] and _group(packing, each.system) != group
    ]
    source = min(heard, key=lambda each: away[speaker.system][each.system], default=None)
    if source and is_first(away, speaker.system, source.system, others):
        return source
    return None


def _group(packing: Packing, system: str) -> str:
    return packing.scope.meaning.vocabulary.system_of(system)
