"""What is proved of each fact: whether any status can claim it without its being true, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.analysis.meaning.founded import firm_words, own_words, unfounded
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.rows import all_reads
from checker.analysis.meaning.whole import Meaning
from checker.model.places import Place
from checker.model.systems import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """
    Whether no run can show a false claim of a fact, not even with messages lost, doubled or reordered.

    By induction over steps: a message carries what was true when it was sent, and a stable fact stays true.
    So it is enough that where systems start and move, each row and each leaving message claims no more than
    its evidence says. Of a fact that can be revoked that shows only that it was true before; `is_founded`
    says that much.

    `says` is a sentence for a person. `trusts` names what is taken at its word: external systems, faces, and
    boundaries that read a status out of a reply. `place` is where a claim without evidence
    stands, if one does.
    """

    fact: str
    is_proved: bool
    says: str
    trusts: tuple[str, ...] = ()
    is_founded: bool = True
    place: Place | None = None


def proofs(meaning: Meaning) -> tuple[Proof, ...]:
    """One for each fact, in the order they were declared."""
    gaps: dict[str, tuple[str, Place]] = {}
    for fact, says, place in _gaps(meaning):
        gaps.setdefault(fact, (says, place))
    return tuple(_proof(meaning, fact, gaps.get(fact.name)) for fact in meaning.contracts.facts.values())


def _proof(meaning: Meaning, fact: Fact, gap: tuple[str, Place] | None) -> Proof:
    name, owner = fact.name, fact.owner.name
    claimed = Literal(name)
    trusts = tuple(_trusted(meaning, claimed))
    if gap or meaning.skipped:
        why, place = gap or ("a table is too large to judge", None)
        says = f"{name}: not proved, since {why}"
        return Proof(fact=name, is_proved=False, says=says, trusts=trusts, is_founded=False, place=place)
    if not _is_claimed(meaning, claimed):
        return Proof(fact=name, is_proved=True, says=f"{name}: no status claims it")
    trusting = f" (taking the word of {', '.join(trusts)})" if trusts else ""
    if fact.revocable:
        says = f"{name}: each claim of it comes from {owner}{trusting}, but it can be revoked"
        return Proof(fact=name, is_proved=False, says=says, trusts=trusts)
    says = f"{name}: no run can show a false claim; each comes from {owner}{trusting}"
    return Proof(fact=name, is_proved=True, says=says, trusts=trusts)


def _gaps(meaning: Meaning) -> Iterator[tuple[str, str, Place]]:
    """Facts that are claimed without evidence: by rows, by leaving messages, and on a system's own word."""
    for reading in (*meaning.readings, *meaning.leavings):
        for literal in unfounded(meaning.vocabulary, reading):
            if literal.holds:
                yield literal.fact, _says_of(reading), reading.place
    for system in meaning.contracts.systems:
        for word, said, where in own_words(meaning, system):
            for literal in said:
                if literal.holds:
                    yield literal.fact, f"{word} claims it on its own word", where.place


def _says_of(reading: Reading) -> str:
    read = " and ".join(map(str, reading.words))
    status = reading.reports
    return f'{status.system} "{status.code}" claims it on {read}' if status else read


def _trusted(meaning: Meaning, claimed: Literal) -> Iterator[str]:
    """Whose claim of a fact is believed without evidence, though the source of truth may be another."""
    for system in meaning.contracts.systems.values():
        if not _claims(meaning, system.name, claimed):
            continue
        if meaning.vocabulary.is_external(system.name):
            yield f"{system.name}, external"
        elif system.part_of:
            yield f"{system.name}, a face of {system.part_of}"
    for boundary in meaning.contracts.boundaries.values():
        reads = all_reads(boundary.status) if boundary.status else ()
        named = (meaning.vocabulary.named(row.status) for row in reads if row.status)
        if any(claimed in word.says for word in named):
            yield f"what {boundary.name} reads out of replies"


def _claims(meaning: Meaning, system: str, claimed: Literal) -> bool:
    return any(claimed in firm_words(word) for word in meaning.vocabulary.shown_by(system))


def _is_claimed(meaning: Meaning, claimed: Literal) -> bool:
    return any(_claims(meaning, system, claimed) for system in meaning.contracts.systems)
