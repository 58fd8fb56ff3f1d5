"""What a status stands for in every system behind it, and in how many sets and combinations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import prod
from typing import Final

from checker.analysis.composed.relation import Chain, along, tables
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.whole import Meaning
from checker.model.places import Place

_COUNTED: Final = (Kind.PARTS, Kind.COMBINATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A row over parts or systems, and for how many of all `sets` of statuses or combinations it is first."""

    place: Place
    kind: Kind
    first: Reading
    count: int
    sets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    What a status can stand for: by system, nearest first, each status of it with the chain that leads here.

    `counted` has the rows over parts and systems that lead to it directly.
    """

    word: Word
    behind: Mapping[str, Mapping[Word, Chain]]
    counted: tuple[Counted, ...]


def standing(meaning: Meaning, word: Word, boundaries: Collection[str] | None = None) -> Standing:
    """What a status stands for, through these boundaries only where some are named."""
    sources = along(tables(meaning, boundaries)).of(word)
    behind: dict[str, dict[Word, Chain]] = {}
    for source, chain in sorted(sources.items(), key=lambda pair: len(pair[1])):
        behind.setdefault(source.system, {})[source] = chain
    return Standing(word=word, behind=behind, counted=tuple(_counted(meaning, word)))


def _counted(meaning: Meaning, word: Word) -> list[Counted]:
    """
    For each row over parts or systems that leads to a status: in how many cases it is the first that holds.

    Parts are counted as sets, in which a status stands once however many parts show it; of k statuses that
    no row tells apart a set has one or more, which is 2^k - 1 ways. A combination has one of them: k ways.
    """
    rows: dict[Place, list[Reading]] = {}
    for reading in meaning.readings:
        if reading.kind in _COUNTED and reading.reports and reading.reports == word.status:
            rows.setdefault(reading.place, []).append(reading)
    return [
        Counted(
            place=place,
            kind=found[0].kind,
            first=found[0],
            count=sum(_weight(meaning, reading) for reading in found),
            sets=sum(_weight(meaning, reading) for reading in _beside(meaning, found[0])),
        )
        for place, found in rows.items()
    ]


def _beside(meaning: Meaning, reading: Reading) -> tuple[Reading, ...]:
    """All readings of the table that a reading is of."""
    if reading.kind is Kind.PARTS:
        return meaning.parts[str(reading.boundary)].readings
    return meaning.combinations[reading.reporter].readings


def _weight(meaning: Meaning, reading: Reading) -> int:
    """How many sets or combinations of declared statuses a reading stands for; none for undeclared codes."""
    if any(word.code is None for word in reading.words):
        return 0
    if reading.kind is Kind.PARTS:
        alike = meaning.parts[str(reading.boundary)].alike
        return prod(2 ** len(alike[word]) - 1 for word in reading.words)
    alike = meaning.combinations[reading.reporter].alike
    return prod(len(alike[word]) for word in reading.words)
