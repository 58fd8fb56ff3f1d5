"""Which status can be shown because of which other, through one table or through several."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning

Chain: TypeAlias = tuple[Reading, ...]  # from what was read to what is shown in the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """
    For each status shown all that it can stand for, each with a shortest chain of readings that leads there.

    Two relations are equal when they relate the same statuses, whatever the chains.
    """

    pairs: Mapping[Word, Mapping[Word, Chain]] = field(compare=False)

    def of(self, word: Word) -> Mapping[Word, Chain]:
        """What a status can stand for; nothing where no row leads to it."""
        return self.pairs.get(word, {})

    @property
    def related(self) -> frozenset[tuple[Word, Word]]:
        """Each pair of a status read and a status shown."""
        return frozenset((source, shown) for shown, sources in self.pairs.items() for source in sources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Relation) and self.related == other.related

    def __hash__(self) -> int:
        return hash(self.related)


def tables(meaning: Meaning, boundaries: Collection[str] | None = None) -> Relation:
    """
    The pairs of each table alone: rows, parts and combinations; of these boundaries only, if some are named.

    Of parts and combinations a status is paired with all that some set or combination with it in it leads to.
    """
    pairs: dict[Word, dict[Word, Chain]] = {}
    for reading in meaning.readings:
        if reading.reports is None or not (boundaries is None or _belongs(meaning, reading, boundaries)):
            continue
        shown = meaning.vocabulary.word(reading.reports.system, reading.reports.code)
        for word in read(meaning, reading):
            pairs.setdefault(shown, {}).setdefault(word, (reading,))
    return Relation(pairs=pairs)


def composed(first: Relation, second: Relation) -> Relation:
    """What can be shown behind `second` because of what was read before `first`. Associative."""
    pairs: dict[Word, dict[Word, Chain]] = {}
    for shown, between in second.pairs.items():
        for word, after in between.items():
            for source, before in first.of(word).items():
                _keep_shortest(pairs, shown, source, (*before, *after))
    return Relation(pairs=pairs)


def along(base: Relation) -> Relation:
    """All that tables relate over however many steps; ends, since a chain that comes back is no shorter."""
    pairs = {shown: dict(sources) for shown, sources in base.pairs.items()}
    newest = base
    while True:
        longer = composed(base, newest)
        fresh: dict[Word, dict[Word, Chain]] = {}
        for shown, sources in longer.pairs.items():
            for source, chain in sources.items():
                if source not in pairs.get(shown, ()):
                    fresh.setdefault(shown, {})[source] = chain
                    pairs.setdefault(shown, {})[source] = chain
        if not fresh:
            return Relation(pairs=pairs)
        newest = Relation(pairs=fresh)


def read(meaning: Meaning, reading: Reading) -> Iterator[Word]:
    """Every status that a reading is read for; of those that no row tells apart it names only the first."""
    alike = _alike(meaning, reading)
    for word in reading.words:
        yield from alike.get(word, (word,))


def read_for(meaning: Meaning, reading: Reading, word: Word) -> Reading | None:
    """A reading as it is read for one status, which then stands among its words; None if it is not."""
    alike = _alike(meaning, reading)
    if word in reading.words:
        return reading
    words = tuple(word if word in alike.get(first, ()) else first for first in reading.words)
    return replace(reading, words=words) if word in words else None


def _alike(meaning: Meaning, reading: Reading) -> Mapping[Word, tuple[Word, ...]]:
    match reading.kind:
        case Kind.PARTS:
            return meaning.parts[str(reading.boundary)].alike
        case Kind.COMBINATION:
            return meaning.combinations[reading.reporter].alike
        case _:
            return {}


def _belongs(meaning: Meaning, reading: Reading, boundaries: Collection[str]) -> bool:
    """Whether a reading stands at one of these boundaries, or combines what is read at one of them."""
    if reading.boundary is not None:
        return reading.boundary in boundaries
    heard = {word.system for word in reading.words}
    return any(
        boundary.reporter == reading.reporter and boundary.read_system in heard
        for boundary in meaning.contracts.boundaries.values()
        if boundary.name in boundaries
    )


def _keep_shortest(pairs: dict[Word, dict[Word, Chain]], shown: Word, source: Word, chain: Chain) -> None:
    known = pairs.setdefault(shown, {})
    if source not in known or len(chain) < len(known[source]):
        known[source] = chain
