"""What is proved of each fact: whether any status can claim it without its being true, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.analysis.meaning.founded import firm_words, own_words, unfounded
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Skipped
from checker.model.places import Place
from checker.model.systems import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """
    Whether no run can show a false claim of a fact, not even with messages lost, doubled or reordered.

    `says` is a sentence for a person. `trusts` names the external systems whose word it rests on.
    """

    fact: str
    is_proved: bool
    says: str
    trusts: tuple[str, ...] = ()


def proofs(meaning: Meaning) -> tuple[Proof, ...]:
    """One for each fact, in the order they were declared."""
    gaps: dict[str, tuple[str, Place]] = {}
    for fact, says, place in _gaps(meaning):
        gaps.setdefault(fact, (says, place))
    return tuple(_proof(meaning, fact, gaps.get(fact.name)) for fact in meaning.contracts.facts.values())


def not_explored(meaning: Meaning) -> tuple[Skipped, ...]:
    """What the rules leave open, beside what was too large to judge; nobody asked for it."""
    revocable = [fact.name for fact in meaning.contracts.facts.values() if fact.revocable]
    facts = (
        f"claims of revocable facts ({', '.join(revocable)})" if revocable else "claims of revocable facts"
    )
    why = "runs are not explored; finality and revocation are judged by each system's own moves alone"
    if not meaning.contracts.boundaries:
        return meaning.skipped
    return (
        *meaning.skipped,
        Skipped(check=f"{facts}, finality, stuck and flapping runs", why=why),
    )


def _proof(meaning: Meaning, fact: Fact, gap: tuple[str, Place] | None) -> Proof:
    name, owner = fact.name, fact.owner.name
    claimed = Literal(name)
    trusts = tuple(
        system
        for system in meaning.contracts.systems
        if meaning.vocabulary.is_external(system) and _claims(meaning, system, claimed)
    )
    if gap:
        says, place = gap
        return Proof(
            fact=name, is_proved=False, says=f"{name}: not proved, since {says} ({place})", trusts=trusts
        )
    if not meaning.vocabulary.contracts.systems or not _is_claimed(meaning, claimed):
        return Proof(fact=name, is_proved=True, says=f"{name}: no status claims it")
    if not all(table.is_complete for table in meaning.parts.values()) or not all(
        table.is_complete for table in meaning.combinations.values()
    ):
        return Proof(
            fact=name, is_proved=False, says=f"{name}: not proved, since a table is too large to judge"
        )
    if fact.revocable:
        says = (
            f"{name}: each claim of it comes from {owner}, but it can be revoked, and runs were not explored"
        )
        return Proof(fact=name, is_proved=False, says=says, trusts=trusts)
    says = f"{name}: no run can show a false claim; each comes from {owner}"
    if trusts:
        says += f" (taking the word of {', '.join(trusts)}, external)"
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


def _claims(meaning: Meaning, system: str, claimed: Literal) -> bool:
    return any(claimed in firm_words(word) for word in meaning.vocabulary.shown_by(system))


def _is_claimed(meaning: Meaning, claimed: Literal) -> bool:
    return any(_claims(meaning, system, claimed) for system in meaning.contracts.systems)
