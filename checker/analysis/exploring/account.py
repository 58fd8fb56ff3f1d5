"""What is known of each fact in the end: proved by the rules, explored, or neither, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.analysis.exploring.exploration import Exploration
from checker.analysis.meaning.proof import Proof, proofs


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`says` is a sentence for a person; where `is_known` is false it gives the reason."""

    fact: str
    is_known: bool
    says: str


def accounts(exploration: Exploration) -> tuple[Account, ...]:
    """One for each fact, in the order they were declared."""
    return tuple(_account(exploration, proof) for proof in proofs(exploration.meaning))


def _account(exploration: Exploration, proof: Proof) -> Account:
    fact = exploration.meaning.contracts.facts[proof.fact]
    if not proof.is_founded or not fact.revocable or proof.is_proved:
        return Account(fact=proof.fact, is_known=proof.is_proved, says=proof.says)
    if why := next(_open(exploration, proof.fact), None):
        return Account(fact=proof.fact, is_known=False, says=f"{proof.says}: {why}")
    trusting = f", taking the word of {', '.join(proof.trusts)}" if proof.trusts else ""
    says = (
        f"{proof.fact}: explored {exploration.states:,} states{trusting}: "
        "no status claims it before it was so, and none goes on claiming it for ever after it was revoked"
    )
    return Account(fact=proof.fact, is_known=True, says=says)


def _open(exploration: Exploration, fact: str) -> Iterator[str]:
    """What keeps exploring from showing that a claim is taken back once the fact is."""
    if not exploration.is_complete:
        yield f"only {exploration.states:,} states were explored"
    for stale in exploration.stale:
        if stale.for_ever and stale.literal.fact == fact and stale.literal.holds:
            yield f"{stale.word} goes on claiming it"
    hidden = exploration.unaware | {one.system for one in exploration.left_out}
    vocabulary = exploration.meaning.vocabulary
    for name in exploration.meaning.contracts.systems:
        said = {literal.fact for word in vocabulary.shown_by(name) for literal in word.says if literal.holds}
        if name in hidden and fact in said:
            yield f"runs of {name} were not explored"
