"""Why a status may say what it says: the ways from a source of truth to it, and where one is missing."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis.meaning.founded import firm_words
from checker.analysis.meaning.literals import Literal, sorted_literals
from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.meaning.starts import Start
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Step
from checker.model.places import Place
from checker.model.systems import Move

Cause: TypeAlias = Reading | Move | Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """
    A way into a status on which what it says is not known: the row, move or start that lets it be said.

    `status` is what is entered there, `steps` lead from it to the status that was asked about.
    """

    cause: Cause
    status: Word
    steps: tuple[Step, ...]

    @property
    def place(self) -> Place:
        return self.cause.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """
    What stands behind one thing that a status says.

    `sources` are the statuses of the source of truth, or of an external system, that say it, each with the
    steps of a shortest way from there. `needs_none` holds for a denial that means "not so far". It is
    supported when there is no gap.
    """

    literal: Literal
    owner: str
    sources: tuple[tuple[Word, tuple[Step, ...]], ...] = ()
    trusted: tuple[str, ...] = ()  # external systems whose word it rests on
    gaps: tuple[Gap, ...] = ()
    needs_none: bool = False
    later: tuple[Word, ...] = field(default=())  # statuses that a source can go to, which deny it


def support(meaning: Meaning, word: Word) -> tuple[Support, ...]:
    """For each literal that a status says, claims first."""
    return tuple(_support(meaning, word, literal) for literal in sorted_literals(word.says))


@dataclass(frozen=True, slots=True)
class _Way:
    """A status that is known to say the literal, and the way on from it to the status asked about."""

    word: Word
    on: tuple[tuple[Word, Place], ...] = ()

    def before(self, word: Word, place: Place) -> "_Way":
        return _Way(word, ((self.word, place), *self.on))

    @property
    def steps(self) -> tuple[Step, ...]:
        first = (self.word, self.word.status.place if self.word.status else None)
        return tuple(
            Step(
                step=number,
                system=word.system,
                shows=word.code or "a code that nobody has declared",
                says=tuple(map(str, sorted_literals(word.says))),
                where=place,
            )
            for number, (word, place) in enumerate((first, *self.on), start=1)
        )


def _support(meaning: Meaning, asked: Word, literal: Literal) -> Support:
    vocabulary = meaning.vocabulary
    owner = meaning.contracts.facts[literal.fact].owner.name
    if literal not in firm_words(asked):
        return Support(literal=literal, owner=owner, needs_none=True)
    sources: list[_Way] = []
    trusted: dict[str, None] = {}
    gaps: list[Gap] = []
    seen = {asked}
    waiting = deque([_Way(asked)])
    while waiting:
        way = waiting.popleft()
        word = way.word
        if literal in vocabulary.owned(word.system, word.says):
            sources.append(way)
            continue
        if vocabulary.is_external(word.system):
            sources.append(way)
            trusted.setdefault(word.system)
            continue
        for cause, knowing in _causes(meaning, word, literal):
            if not knowing:
                gaps.append(Gap(cause=cause, status=word, steps=way.steps))
            for known in knowing:
                if known not in seen:
                    seen.add(known)
                    waiting.append(way.before(known, cause.place))
    return Support(
        literal=literal,
        owner=owner,
        sources=tuple((way.word, way.steps) for way in sources),
        trusted=tuple(trusted),
        gaps=tuple(gaps),
        later=_revoked_by(meaning, sources, literal),
    )


def _causes(meaning: Meaning, word: Word, literal: Literal) -> Iterator[tuple[Cause, tuple[Word, ...]]]:
    """Every way into a status, with the statuses on that way that say the literal already."""
    vocabulary = meaning.vocabulary
    for start in meaning.starts[word.system]:
        if start.status == word.status:
            yield start, ()
    for move in meaning.contracts.systems[word.system].moves:
        if move.target == word.code:
            before = vocabulary.word(word.system, move.source)
            yield move, (before,) if literal in before.says else ()
    for reading in (*meaning.readings, *meaning.leavings):
        if reading.reports == word.status:
            yield reading, _knowing(meaning, reading, literal) if literal in reading.evidence else ()


def _knowing(meaning: Meaning, reading: Reading, literal: Literal) -> tuple[Word, ...]:
    """What was read, or where nothing of that says it, what was shown before."""
    read = tuple(word for word in reading.words if literal in word.says)
    if read:
        return read
    return tuple(
        meaning.vocabulary.word(status.system, status.code) for status in reading.during if status is not None
    )


def _revoked_by(meaning: Meaning, sources: list[_Way], literal: Literal) -> tuple[Word, ...]:
    if not meaning.vocabulary.is_revocable(literal.fact):
        return ()
    later = (later for way in sources for later in meaning.vocabulary.later(way.word))
    return tuple(dict.fromkeys(word for word in later if literal.negated in word.says))
