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
        for proof in disproofs(record, one, literal, about.get(literal.fact, ())):
            if not is_again or record.timeline.leads_to(proof.event, one.event):
                proofs[literal] = proof
                break
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
        is_known=all(record.timeline.precedes(each.event, one.event) for each in proving),
    )


def disproofs(
    record: Record, one: Said, denial: Literal, testimonies: Sequence[Testimony]
) -> Sequence[Testimony]:
    """
    What proves the denial of a stable fact by a final status wrong, so that whoever made it misled; in order.

    Nothing does where the system itself left the one final status for another, which `reopened` tells of.
    Whoever passed on what a source of truth had ruled out before, while nothing had proved that wrong, is not
    held to account either: the source misled. The owner of the fact passes on nothing.
    """
    vocabulary, word = record.declared.vocabulary, record.word(one)
    if denial.holds or one.is_part or not word.is_final or vocabulary.is_revocable(denial.fact):
        return ()
    proofs = [
        each
        for each in testimonies
        if denial.negated in each.literals and not _is_reopening(record, one, each)
    ]
    if not proofs or denial in vocabulary.owned(one.system, word.says):
        return proofs
    is_known = any(record.timeline.precedes(each.event, one.event) for each in proofs)
    is_passed_on = not is_known and passed_on(record, one, denial, testimonies) is not None
    return () if is_passed_on else proofs


def passed_on(
    record: Record, one: Said, denial: Literal, testimonies: Sequence[Testimony]
) -> Testimony | None:
    """
    The final word of a source of truth that a denial repeats; None where there was none.

    It came before, or may have; of two sources that are both believed, the one that surely was the first.
    """
    precedes = record.timeline.precedes
    is_believed = denial in record.declared.believed(record.word(one))
    repeated = (
        each
        for each in reversed(testimonies)
        if denial in each.literals
        and each.said is not one
        and is_for_good(record, each)
        and (precedes(each.event, one.event) if is_believed else not precedes(one.event, each.event))
    )
    return next(repeated, None)


def _is_reopening(record: Record, one: Said, testimony: Testimony) -> bool:
    """Whether the system itself left the one status for the other, of which the earlier was final."""
    other = testimony.said
    if other is None or other.is_part or other.system != one.system or one.is_repeated or other.is_repeated:
        return False
    return record.word(other).is_final or not record.timeline.precedes(other.event, one.event)
