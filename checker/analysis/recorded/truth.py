"""Claims held against what the sources of truth had said when they were made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.analysis.meaning.literals import Literal, said_directly
from checker.analysis.recorded.denials import ruled_out
from checker.analysis.recorded.facts import MisleadingStatus, Unjudged
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.testimonies import (
    Testimony,
    all_testimonies,
    by_reports,
    is_established,
    is_for_good,
)
from checker.model.recordings import Event
from checker.model.systems import Fact


def misleading(record: Record) -> Iterator[MisleadingStatus | Unjudged]:
    """
    Each claim that was not established when it was made, if the sources of truth were captured.

    A status that is shown again without a change is a new claim only where whoever shows it could know
    better: the denial led to it. Where only the receipt of a message shows a status, nobody knows when it was
    said; but never is never.
    """
    about: dict[str, list[Testimony]] = {}
    for testimony in all_testimonies(record):
        for fact in {literal.fact for literal in testimony.literals}:
            about.setdefault(fact, []).append(testimony)
    last: dict[tuple[str, str | None], str] = {}
    shown = {(one.system, one.code) for one in record.said if not one.is_repeated}
    for one in record.said:
        if one.is_part and one.boundary is not None:
            continue  # what a part says is judged in the case of the part
        if one.is_repeated:
            if (one.system, one.code) not in shown:
                shown.add((one.system, one.code))
                yield from ruled_out(record, one, about, is_again=False)
            continue
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
    yield from ruled_out(record, one, about, is_again=is_again)
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
    facts = [
        record.declared.contracts.facts[name] for name, _ in said_directly(word.status, frozenset(lacking))
    ]
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
        and is_for_good(record, each)
        and record.timeline.precedes(each.event, one.event)
        for each in testimonies
    )


def _knew_better(record: Record, literal: Literal, event: Event, testimonies: Sequence[Testimony]) -> bool:
    return any(
        literal.negated in one.literals and record.timeline.leads_to(one.event, event) for one in testimonies
    )


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
