"""The way of a status from its source of truth to whoever reads it, row by row."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator

from checker.analysis.meaning.literals import Literal, sorted_literals
from checker.analysis.meaning.readings import Reading, Word
from checker.analysis.meaning.vocabulary import Vocabulary
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Step
from checker.model.places import Place


def chain(meaning: Meaning, reading: Reading, literal: Literal | None = None) -> tuple[Step, ...]:
    """
    The steps from the source of truth to the reader that pass through a reading.

    Upwards the shortest way to a status of the owner of the fact in question, if rows lead there, else as
    far as rows go; downwards the shortest way to a flow's reader, or to whom nobody reads any further. Each
    step is placed at the row that leads to it, the first at the declaration of its status.
    """
    above = _upwards(meaning, reading, literal)
    below = _downwards(meaning, reading)
    first = above[0] if above else reading
    steps: list[tuple[Word, Place | None]] = [
        (word, word.status.place if word.status else None) for word in first.words
    ]
    for passed in (*above, reading, *below):
        if passed.reports:
            word = meaning.vocabulary.word(passed.reports.system, passed.reports.code)
            steps.append((word, passed.place))
    return tuple(
        Step(
            step=number,
            system=word.system,
            shows=word.code or "a code that nobody has declared",
            says=tuple(map(str, sorted_literals(word.says))),
            where=place,
        )
        for number, (word, place) in enumerate(steps, start=1)
    )


def sources(meaning: Meaning, literal: Literal) -> tuple[Word, ...]:
    """The statuses of a fact's source of truth (and of its faces) that say so, the surest first."""
    vocabulary = meaning.vocabulary
    fact = meaning.contracts.facts[literal.fact]
    owner = vocabulary.system_of(fact.owner.name)
    words = (
        word
        for name in meaning.contracts.systems
        if vocabulary.system_of(name) == owner
        for word in vocabulary.shown_by(name)
        if literal in word.says
    )
    return tuple(sorted(words, key=lambda word: (not word.is_final, word.system != fact.owner.name)))


def _upwards(meaning: Meaning, reading: Reading, literal: Literal | None) -> list[Reading]:
    """Readings that lead to what this one reads, from the source of truth down."""

    def before(last: Reading) -> Iterator[Reading]:
        for word in last.words:
            if word.status:
                yield from meaning.leading_to.get(word.status, ())

    if any(_is_owner(meaning.vocabulary, word, literal) for word in reading.words):
        return []
    ways = list(_ways(reading, before, lambda found: found.words))
    at_source = (
        way for way in ways if any(_is_owner(meaning.vocabulary, word, literal) for word in way[-1].words)
    )
    best = next(at_source, ways[-1] if ways and literal is None else [])
    return best[::-1]


def _downwards(meaning: Meaning, reading: Reading) -> list[Reading]:
    """Readings through which what this one reports gets to a reader."""
    readers = {flow.reader.name for flow in meaning.contracts.flows.values()}
    read = {status.system for status in meaning.going_from}

    def after(last: Reading) -> Iterator[Reading]:
        if last.reports:
            yield from meaning.going_from.get(last.reports, ())

    if reading.reporter in readers:
        return []
    ways = list(_ways(reading, after, lambda found: found.reports))
    to_flow = (way for way in ways if way[-1].reporter in readers)
    to_end = (way for way in ways if way[-1].reporter not in read)
    return next(to_flow, None) or next(to_end, [])


def _ways(
    start: Reading, further: Callable[[Reading], Iterator[Reading]], key: Callable[[Reading], Hashable]
) -> Iterator[list[Reading]]:
    """Every reading that can be got to, with a shortest way to it; shortest first."""
    seen = {key(start)}
    waiting = deque([(start, list[Reading]())])
    while waiting:
        last, way = waiting.popleft()
        for found in further(last):
            if key(found) not in seen:
                seen.add(key(found))
                longer = [*way, found]
                yield longer
                waiting.append((found, longer))


def _is_owner(vocabulary: Vocabulary, word: Word, literal: Literal | None) -> bool:
    return literal is not None and vocabulary.owns(word.system, literal.fact)
