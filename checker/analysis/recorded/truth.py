"""Claims held against what the sources of truth had said when they were made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.meaning.literals import NOTHING, Literal, Literals
from checker.analysis.recorded.facts import MisleadingStatus, Unjudged
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Report, Said
from checker.model.recordings import Event
from checker.model.systems import Fact, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What became certain with an event: by the word of a source of truth (`said`), or as it happened."""

    event: Event
    literals: Literals
    said: Said | None = None


def misleading(record: Record) -> Iterator[MisleadingStatus | Unjudged]:
    """
    Each claim that was not established when it was made, if the sources of truth were captured.

    A status that is shown again without a change is a new claim only where whoever shows it could know
    better: the denial led to it.
    """
    about: dict[str, list[Testimony]] = {}
    for testimony in all_testimonies(record):
        for fact in {literal.fact for literal in testimony.literals}:
            about.setdefault(fact, []).append(testimony)
    last: dict[tuple[str, str | None], str] = {}
    for one in record.said:
        if one.is_repeated or (one.is_part and one.boundary is not None):
            continue  # what a part says is judged in the case of the part
        name = (one.system, one.part)
        is_again = last.get(name) == one.code
        last[name] = one.code
        yield from _judged(record, one, about, is_again=is_again)


def _judged(
    record: Record, one: Said, about: Mapping[str, Sequence[Testimony]], *, is_again: bool
) -> Iterator[MisleadingStatus | Unjudged]:
    word = record.word(one)
    if word.status is None:
        return
    if word.is_final and not is_again:
        yield from _ruled_out(record, one, about)
    claimed = [literal for literal in word.says - record.declared.believed(word) if literal.holds]
    if not claimed:
        return
    by_parts = by_reports(record, one)
    lacking = [
        literal
        for literal in claimed
        if literal not in by_parts
        and not is_established(record, literal, one.event, about.get(literal.fact, ()))
    ]
    if is_again:
        lacking = [
            literal
            for literal in lacking
            if _knew_better(record, literal, one.event, about.get(literal.fact, ()))
        ]
    if not lacking:
        return
    facts = [record.declared.contracts.facts[name] for name in _told(word.status, lacking)]
    judged: list[Fact] = []
    for fact in facts:
        missing = record.incomplete(record.declared.establishing[fact.name])
        if missing and not _was_denied_for_good(record, fact, one, about.get(fact.name, ())):
            yield Unjudged(why=_why(record, fact, missing), seen=record.seen(one.event))
        else:
            judged.append(fact)
    if judged and is_elsewhere(record, one, judged):
        why = f"what {one.system} says of its parts: they are cases of their own"
        yield Unjudged(why=why, seen=record.seen(one.event))
    elif judged:
        yield _finding(record, one, judged, about)


def _was_denied_for_good(record: Record, fact: Fact, one: Said, testimonies: Sequence[Testimony]) -> bool:
    """
    Whether a source of truth had ruled a fact out before it was claimed; then no status that was not
    captured can make it true. A denial in an open status holds only so far, and one that the source took
    back itself proves nothing.
    """
    denied = Literal(fact.name, False)
    if any(denied.negated in each.literals for each in testimonies):
        return False
    return any(
        denied in each.literals
        and _is_for_good(record, each)
        and record.timeline.precedes(each.event, one.event)
        for each in testimonies
    )


def _ruled_out(
    record: Record, one: Said, about: Mapping[str, Sequence[Testimony]]
) -> Iterator[MisleadingStatus]:
    """
    Stable facts that a final status says will never be, and that are: whatever was not captured, both can't
    be. What only a part of the whole denies is judged with the whole.
    """
    word = record.word(one)
    if word.status is None or one.is_part:
        return
    proofs = {
        literal: against
        for literal in word.says
        if not literal.holds and not record.declared.vocabulary.is_revocable(literal.fact)
        for against in (disproof(record, one, literal, about.get(literal.fact, ())),)
        if against is not None
    }
    if not proofs:
        return
    facts = [record.declared.contracts.facts[name] for name in _told(word.status, proofs)]
    proving = [proofs[Literal(fact.name, False)] for fact in facts]
    words = tuple(dict.fromkeys(each.said for each in proving if each.said is not None))
    yield MisleadingStatus(
        sight=record.sight(one),
        facts=tuple(facts),
        denied=(),
        sources=tuple(
            dict.fromkeys(name for fact in facts for name in record.declared.establishing[fact.name])
        ),
        words=tuple(map(record.sight, words)),
        trace=record.trace([*words, *record.followed(one)]),
        rules_out=True,
    )


def disproof(
    record: Record, one: Said, denial: Literal, testimonies: Sequence[Testimony]
) -> Testimony | None:
    """
    What proves a final denial wrong, so that whoever made it misled; None where nothing does.

    A source of truth is not held against its own later word: it left a final status, which is told of that.
    Nor is whoever passed on what a source of truth had ruled out, as long as nothing had proved it wrong: the
    source misled.
    """
    proofs = [each for each in testimonies if denial.negated in each.literals]
    precedes = record.timeline.precedes
    if denial in record.declared.believed(record.word(one)):
        return next((each for each in proofs if each.said is None or each.said.system != one.system), None)
    is_passed_on = any(
        denial in each.literals and _is_for_good(record, each) and not precedes(one.event, each.event)
        for each in testimonies
    )
    if is_passed_on and not any(precedes(each.event, one.event) for each in proofs):
        return None
    return next(iter(proofs), None)


def _is_for_good(record: Record, testimony: Testimony) -> bool:
    said = testimony.said
    return said is not None and not said.is_part and record.word(said).is_final


def _finding(
    record: Record, one: Said, facts: list[Fact], about: Mapping[str, Sequence[Testimony]]
) -> MisleadingStatus:
    denying: list[Said] = []
    denied: list[Fact] = []
    for fact in facts:
        denials = [
            each.said
            for each in about.get(fact.name, ())
            if Literal(fact.name, False) in each.literals
            and each.said is not None
            and not record.timeline.precedes(one.event, each.event)
        ]
        if denials:
            denied.append(fact)
            denying.append(denials[-1])
    sources = tuple(dict.fromkeys(name for fact in facts for name in record.declared.establishing[fact.name]))
    others = [
        said
        for said in _last_words(record, one, sources)
        if said.system not in {each.system for each in denying}
    ]
    return MisleadingStatus(
        sight=record.sight(one),
        facts=tuple(facts),
        denied=tuple(denied),
        sources=sources,
        words=tuple(record.sight(said) for said in dict.fromkeys([*denying, *others])),
        trace=record.trace([*denying, *others, *record.followed(one)]),
    )


def _last_words(record: Record, one: Said, sources: Iterable[str]) -> Iterator[Said]:
    precedes = record.timeline.precedes
    for name in sources:
        for each in reversed(record.said):
            if each.system == name and each is not one and not precedes(one.event, each.event):
                yield each
                break


def _told(status: Status, lacking: Iterable[Literal]) -> list[str]:
    """The facts to speak of: those that the status was declared to claim, else those that follow."""
    names = [literal.fact for literal in lacking]
    declared = [ref.name for ref in (*status.claims, *status.denies) if ref.name in names]
    return declared or sorted(names)


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


def _knew_better(record: Record, literal: Literal, event: Event, testimonies: Sequence[Testimony]) -> bool:
    return any(
        literal.negated in one.literals and record.timeline.leads_to(one.event, event) for one in testimonies
    )


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


def is_elsewhere(record: Record, one: Said, facts: Iterable[Fact]) -> bool:
    """Whether it reports on parts of which no source of truth speaks in this case."""
    if not record.declared.ways[one.system].parts:
        return False
    sources = {name for fact in facts for name in record.declared.establishing[fact.name]}
    return not any(said.system in sources for said in record.said)


def _why(record: Record, fact: Fact, missing: tuple[str, ...]) -> str:
    if not record.case.is_whole:
        return f"claims of {fact.name} in a case that could not be read whole"
    return f"claims of {fact.name}: not every status of {' and '.join(missing)} was captured"
