"""What a reported status says without evidence and without knowing it itself."""

from collections.abc import Iterator

from checker.analysis.meaning.literals import NOTHING, Literal, Literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.starts import Start
from checker.analysis.meaning.vocabulary import Vocabulary
from checker.analysis.meaning.whole import Meaning
from checker.model.systems import Layer, Move, Outcome, Status


def lacking(vocabulary: Vocabulary, reading: Reading, status: Status | None) -> Literals:
    """
    What `status` says beyond the evidence of a reading and beyond what its reporter owns.

    Nothing for an external reporter, whose word is taken, and where the row ignores.
    """
    if status is None or vocabulary.is_external(reading.reporter):
        return NOTHING
    said = vocabulary.says(status)
    return said - reading.evidence - vocabulary.owned(reading.reporter, said)


def is_firm(status: Status) -> bool:
    """Whether its denials mean more than "not so far": it is a failure, or final."""
    return status.is_final or status.outcome is Outcome.FAILURE


def unfounded(vocabulary: Vocabulary, reading: Reading) -> Literals:
    """The claims, and the denials made as a failure or finally, that nothing supports."""
    status = reading.reports
    if status is None:
        return NOTHING
    return frozenset(
        literal for literal in lacking(vocabulary, reading, status) if literal.holds or is_firm(status)
    )


def contradicted(vocabulary: Vocabulary, reading: Reading) -> Literals:
    """
    What is reported although the evidence says the opposite.

    A receiver's own facts may come about by the message that it was left.
    """
    status = reading.reports
    said = vocabulary.says(status)
    if reading.kind is Kind.LEAVING:
        said -= vocabulary.owned(reading.reporter, said)
    return frozenset(literal for literal in said if literal.negated in reading.evidence)


def firm_words(word: Word) -> Literals:
    """What a status claims, and what it denies as a failure or finally."""
    if word.status is None:
        return NOTHING
    firm = is_firm(word.status)
    return frozenset(literal for literal in word.says if literal.holds or firm)


def own_words(meaning: Meaning, system: str) -> Iterator[tuple[Word, Literals, Move | Start]]:
    """
    What a system comes to say by itself: where it starts, and with each move what it did not say before.

    Facts that it owns are left out, and nothing is said of external systems, whose word is taken.
    """
    vocabulary = meaning.vocabulary
    if vocabulary.is_external(system):
        return
    for start in meaning.starts[system]:
        word = vocabulary.word(system, start.status.code)
        if said := firm_words(word) - vocabulary.owned(system, word.says):
            yield word, said, start
    for move in meaning.contracts.systems[system].moves:
        word = vocabulary.word(system, move.target)
        before = firm_words(vocabulary.word(system, move.source))
        if said := firm_words(word) - vocabulary.owned(system, word.says) - before:
            yield word, said, move


def knows_by_itself(meaning: Meaning, system: str, literal: Literal) -> bool:
    """Whether a system can come to say this without reading it: it starts, moves or enters there."""
    vocabulary = meaning.vocabulary
    targets = {move.target for move in meaning.contracts.systems[system].moves}
    targets |= {start.status.code for start in meaning.initial[system]}
    targets |= {
        leaving.reports.code for leaving in meaning.leavings if leaving.reporter == system and leaving.reports
    }
    return any(literal in vocabulary.word(system, code).says for code in targets)


def beyond_receipt(meaning: Meaning, word: Word) -> tuple[str, ...]:
    """The facts claimed that are more than receipt: they imply others, or stand in some `success_claims`."""
    facts = meaning.contracts.facts
    business = meaning.vocabulary.success_facts
    return tuple(
        sorted(
            literal.fact
            for literal in word.says
            if literal.holds and (facts[literal.fact].implies or literal.fact in business)
        )
    )


def transport_faces(meaning: Meaning) -> Iterator[Word]:
    """Statuses of faces that speak at the transport layer."""
    for system in meaning.contracts.systems.values():
        if system.part_of:
            for word in meaning.vocabulary.shown_by(system.name):
                if word.status and word.status.layer is Layer.TRANSPORT:
                    yield word
