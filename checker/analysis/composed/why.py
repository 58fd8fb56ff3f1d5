"""All that stands behind one status: what it says, why it may, how it is reached, what it stands for."""

from collections.abc import Collection
from dataclasses import dataclass

from checker.analysis.composed.runs import Runs, runs
from checker.analysis.composed.standing import Standing, standing
from checker.analysis.composed.support import Support, support
from checker.analysis.exploring import Exploration
from checker.analysis.meaning.literals import Literal, sorted_literals
from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.meaning.starts import Start
from checker.analysis.meaning.whole import Meaning
from checker.model.boundaries import Boundary
from checker.model.systems import Fact, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """
    What stands behind a status.

    `supports` has what it was declared to say, `following` what follows from that by what facts imply;
    `silent_on` are the facts it says nothing of. `starts`, `moves` and `readings` lead to it, a row once.
    `trusted` are the boundaries on the way whose `read` rows are taken at their word.
    """

    meaning: Meaning
    word: Word
    supports: tuple[Support, ...]
    following: tuple[Literal, ...]
    silent_on: tuple[Fact, ...]
    starts: tuple[Start, ...]
    moves: tuple[Move, ...]
    readings: tuple[Reading, ...]
    standing: Standing
    trusted: tuple[Boundary, ...]
    runs: Runs


def why(exploration: Exploration, word: Word, boundaries: Collection[str] | None = None) -> Why:
    """What stands behind a declared status; `boundaries` narrows what it is said to stand for."""
    meaning = exploration.meaning
    supports = support(meaning, word)
    declared = _declared(word)
    facts = meaning.contracts.facts
    spoken_of = {literal.fact for literal in word.says}
    readings = {
        (reading.place, reading.reports): reading
        for reading in reversed((*meaning.readings, *meaning.leavings))
        if reading.reports and reading.reports == word.status
    }
    behind = standing(meaning, word, boundaries)
    return Why(
        meaning=meaning,
        word=word,
        supports=tuple(one for one in supports if one.literal in declared),
        following=tuple(literal for literal in sorted_literals(word.says) if literal not in declared),
        silent_on=tuple(fact for fact in facts.values() if fact.name not in spoken_of),
        starts=tuple(start for start in meaning.starts[word.system] if start.status == word.status),
        moves=tuple(
            move for move in meaning.contracts.systems[word.system].moves if move.target == word.code
        ),
        readings=tuple(reversed(readings.values())),
        standing=behind,
        trusted=tuple(_read_on_the_way(meaning, behind)),
        runs=runs(exploration, word),
    )


def _declared(word: Word) -> frozenset[Literal]:
    """What a status was declared to claim and deny itself."""
    if word.status is None:
        return frozenset()
    return frozenset(Literal(ref.name) for ref in word.status.claims) | frozenset(
        Literal(ref.name, False) for ref in word.status.denies
    )


def _read_on_the_way(meaning: Meaning, behind: Standing) -> list[Boundary]:
    chains = [chain for sources in behind.behind.values() for chain in sources.values()]
    names = dict.fromkeys(reading.boundary for chain in chains for reading in chain if reading.boundary)
    boundaries = [meaning.contracts.boundaries[name] for name in names]
    return [one for one in boundaries if one.status and (one.status.read or one.status.parts)]
