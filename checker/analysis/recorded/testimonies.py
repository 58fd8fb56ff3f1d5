"""What became certain in a case, when, and by whom: by effects, and by the words of sources of truth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.meaning.literals import NOTHING, Literal, Literals
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Report, Said
from checker.model.recordings import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What became certain with an event: by the word of a source of truth (`said`), or as it happened."""

    event: Event
    literals: Literals
    said: Said | None = None


def all_testimonies(record: Record) -> Iterator[Testimony]:
    """In order: effects, words of sources of truth about their facts, and all that external systems say."""
    declared = record.declared
    found: list[Testimony] = []
    for event in record.case.events:
        effect = event.effect
        if effect is not None and effect.fact in declared.contracts.facts:
            happened = Literal(effect.fact, effect.holds)
            found.append(
                Testimony(event=event, literals=declared.vocabulary.implications.closure([happened]))
            )
    for one in record.said:
        if one.is_part and one.boundary is not None:
            continue  # one part alone makes nothing certain of all
        literals = declared.believed(record.word(one))
        if literals:
            found.append(Testimony(event=one.event, literals=literals, said=one))
    for report in record.reports:
        said = next((each for each in record.said_at.get(report.event.id, ()) if each.is_part), None)
        system = declared.contracts.boundaries[report.boundary].read_system
        literals = _of_all(record, report, system, is_believed=True)
        if literals:
            found.append(Testimony(event=report.event, literals=literals, said=said))
    yield from sorted(found, key=lambda one: record.timeline.position(one.event))


def _of_all(record: Record, report: Report, system: str, *, is_believed: bool) -> Literals:
    """What is true of all parts together: what every one of them says, and what one of them denies."""
    said: list[Literals] = []
    for name, code in report.words(system):
        if record.declared.status(name, code) is None:
            said.append(NOTHING)
            continue
        word = record.declared.vocabulary.word(name, code)
        said.append(record.declared.believed(word) if is_believed else word.says)
    if not said:
        return NOTHING
    denied = frozenset(literal for each in said for literal in each if not literal.holds)
    return frozenset.intersection(*said) | denied


def by_reports(record: Record, one: Said) -> Literals:
    """What the parts that a system reports on say, all of them, in some report that it can have read."""
    found: set[Literal] = set()
    for boundary in record.declared.ways[one.system].parts:
        for report in record.reports:
            if report.boundary == boundary.name and not record.timeline.precedes(one.event, report.event):
                found |= _of_all(record, report, boundary.read_system, is_believed=False)
    return frozenset(literal for literal in found if literal.holds)


def is_established(record: Record, literal: Literal, event: Event, testimonies: Sequence[Testimony]) -> bool:
    """Whether a claim was certain by then; of a revocable fact the last word of its source counts."""
    timeline = record.timeline
    claims = (
        one for one in testimonies if literal in one.literals and not timeline.precedes(event, one.event)
    )
    if not record.declared.vocabulary.is_revocable(literal.fact):
        return any(True for _ in claims)
    denials = [
        one for one in testimonies if literal.negated in one.literals and timeline.precedes(one.event, event)
    ]
    return any(
        not any(timeline.precedes(claim.event, denial.event) for denial in denials) for claim in claims
    )


def is_final(record: Record, testimony: Testimony) -> bool:
    """Whether it stays so: it happened, or a final word said it."""
    return testimony.said is None or record.word(testimony.said).is_final


def is_for_good(record: Record, testimony: Testimony) -> bool:
    """Whether it is a final word about the whole, which says never or for ever."""
    said = testimony.said
    return said is not None and not said.is_part and record.word(said).is_final
