"""Statuses that are reached in several ways which establish different things."""

from collections.abc import Iterable

from checker.analysis.meaning.founded import knows_by_itself
from checker.analysis.meaning.literals import Literal, sorted_literals
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning


def other_meaning(
    meaning: Meaning, reading: Reading, literals: Iterable[Literal]
) -> tuple[Literal, Reading] | None:
    """The first of these literals, which a reading lacks, that another one to the same status knows."""
    if reading.reports:
        for literal in sorted_literals(literals):
            if other := meaning.establishing(reading.reports, literal):
                return literal, other
    return None


def learned_from_others(meaning: Meaning, reading: Reading) -> frozenset[Literal]:
    """
    What a reporter says of its own facts without ever coming to know them but by reading others.

    Then whoever says something else gives the status another meaning; silence gives it none.
    """
    if reading.reports is None or not reading.evidence:
        return frozenset()
    return frozenset(
        literal
        for literal in meaning.vocabulary.says(reading.reports) - reading.evidence
        if meaning.vocabulary.owns(reading.reporter, literal.fact)
        and not knows_by_itself(meaning, reading.reporter, literal)
    )
