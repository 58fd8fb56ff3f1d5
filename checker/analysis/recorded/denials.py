"""Final denials held against what came about: who said never, and was wrong."""

from collections.abc import Iterator, Mapping, Sequence

from checker.analysis.meaning.literals import Literal, said_directly
from checker.analysis.recorded.facts import MisleadingStatus
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.testimonies import Testimony, is_for_good


def ruled_out(
    record: Record, one: Said, about: Mapping[str, Sequence[Testimony]], *, is_again: bool
) -> Iterator[MisleadingStatus]:
    """
    Facts that a final status says will never be, and that are: whatever was not captured, both can't be.

    What only a part of the whole denies is judged with the whole. A status that is shown again misleads again
    only where whoever shows it could know better: what proves it wrong led to it.
    """
    word = record.word(one)
    if word.status is None:
        return
    proofs: dict[Literal, Testimony] = {}
    for literal in word.says:
        proof = disproof(record, one, literal, about.get(literal.fact, ()))
        if proof is not None and (not is_again or record.timeline.leads_to(proof.event, one.event)):
            proofs[literal] = proof
    if not proofs:
        return
    told = said_directly(word.status, frozenset(proofs))
    proving = [proofs[literal] for literal in told]
    words = tuple(dict.fromkeys(each.said for each in proving if each.said is not None))
    effects = {each.event.id: each.event for each in proving if each.said is None}
    facts = tuple(record.declared.contracts.facts[literal.fact] for literal in told)
    yield MisleadingStatus(
        sight=record.sight(one),
        facts=facts,
        denied=(),
        sources=tuple(
            dict.fromkeys(name for fact in facts for name in record.declared.establishing[fact.name])
        ),
        words=tuple(map(record.sight, words)),
        came=tuple(map(record.came, effects.values())),
        trace=record.trace([*words, *record.followed(one)]),
        rules_out=True,
        is_source=frozenset(told) <= record.declared.believed(word),
    )


def disproof(
    record: Record, one: Said, denial: Literal, testimonies: Sequence[Testimony]
) -> Testimony | None:
    """
    What proves the denial of a stable fact by a final status wrong, so that whoever made it misled.

    None where nothing does. Nor is whoever passed on what a source of truth had ruled out held to account, as
    long as nothing had proved it wrong: then the source misled.
    """
    if denial.holds or one.is_part or not record.word(one).is_final:
        return None
    if record.declared.vocabulary.is_revocable(denial.fact):
        return None
    proofs = [each for each in testimonies if denial.negated in each.literals]
    if denial in record.declared.believed(record.word(one)):
        return next((each for each in proofs if not _is_reopening(record, one, each)), None)
    before = any(record.timeline.precedes(each.event, one.event) for each in proofs)
    if not before and passed_on(record, one, denial, testimonies) is not None:
        return None
    return next(iter(proofs), None)


def passed_on(
    record: Record, one: Said, denial: Literal, testimonies: Sequence[Testimony]
) -> Testimony | None:
    """The final word of a source of truth, up to then, that a denial repeats; None where there was none."""
    repeated = (
        each
        for each in reversed(testimonies)
        if denial in each.literals
        and each.said is not one
        and is_for_good(record, each)
        and _is_shown(each)
        and not record.timeline.precedes(one.event, each.event)
    )
    return next(repeated, None)


def _is_shown(testimony: Testimony) -> bool:
    """Whether its own word is judged: where only the receipt of a message was recorded, nothing was shown."""
    return testimony.said is not None and not testimony.said.is_repeated


def _is_reopening(record: Record, one: Said, testimony: Testimony) -> bool:
    """Whether the system itself left one final status for the other: `reopened` tells of that."""
    other = testimony.said
    if other is None or other.is_part or not _is_shown(testimony) or other.system != one.system:
        return False
    return record.word(other).is_final or not record.timeline.precedes(other.event, one.event)
