"""Who reads a status, and who relies on what it says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.analysis.composed import people
from checker.analysis.composed.relation import Chain, Relation, read
from checker.analysis.drift.state import State
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    A system that shows `shows` because of a status, by the rows of `chain`.

    `shows` is the status itself, and the chain empty, where people are who reads it: nobody takes it any
    further, or a flow names its system as the reader. `is_draft` marks one that hears of it over boundaries
    alone that are drafts.
    """

    system: str
    shows: Word
    chain: Chain = ()
    is_draft: bool = False

    @property
    def is_people(self) -> bool:
        return not self.chain


def people_read(state: State, system: str) -> bool:
    """Whether what a system shows is for people."""
    return people.people_read(state.meaning, system)


def readers(state: State, word: Word) -> tuple[Reader, ...]:
    """Everybody who shows something because of a status, the nearest first; each system once."""
    return each_once(_readers(state, word))


def relying(state: State, word: Word, literals: Literals) -> tuple[Reader, ...]:
    """Those of them who then say one of these literals themselves, and the people who read the status."""
    return each_once(
        reader for reader in _readers(state, word) if reader.is_people or literals & reader.shows.says
    )


def each_once(found: Iterable[Reader]) -> tuple[Reader, ...]:
    """Each system by the first of its readers, those before others who do not read drafts alone."""
    nearest: dict[str, Reader] = {}
    for reader in sorted(found, key=lambda reader: reader.is_draft):
        nearest.setdefault(reader.system, reader)
    return tuple(nearest.values())


def _readers(state: State, word: Word) -> Iterator[Reader]:
    found = [*_told(state.promised, word, is_draft=False)]
    if state.promised is not state.relation:
        known = {reader.shows for reader in found}
        drafts = _told(state.relation, word, is_draft=True)
        found += [reader for reader in drafts if reader.shows not in known]
    for leaving in state.meaning.leavings:
        if leaving.reports and word in read(state.meaning, leaving):
            entered = state.meaning.vocabulary.word(leaving.reports.system, leaving.reports.code)
            is_draft = state.contracts.boundaries[str(leaving.boundary)].is_draft
            found.append(Reader(system=entered.system, shows=entered, chain=(leaving,), is_draft=is_draft))
    yield from sorted(found, key=lambda reader: len(reader.chain))
    if people_read(state, word.system):
        yield Reader(system=word.system, shows=word)


def _told(relation: Relation, word: Word, *, is_draft: bool) -> Iterator[Reader]:
    for shown, sources in relation.pairs.items():
        if word in sources and shown.system != word.system:
            yield Reader(system=shown.system, shows=shown, chain=sources[word], is_draft=is_draft)
