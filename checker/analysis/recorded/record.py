"""One case with all that was said in it, in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.readings import Word, undeclared
from checker.analysis.recorded.capture import incomplete
from checker.analysis.recorded.declared import Declared
from checker.analysis.recorded.facts import Came, Sight
from checker.analysis.recorded.said import How, Report, Said, Unanswered
from checker.analysis.recorded.timeline import Timeline
from checker.model.findings import Evidence, Step
from checker.model.json import ABSENT
from checker.model.recordings import Case, Event, Kind

_MOST_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What was recorded of one case.

    `said` stands in order; of a status that is shown again and again, say to whoever polls, it has the first
    and the last time. `answers` are all, in order. `lanes` has for each system (and part) what it showed,
    nothing of a part that nobody can tell. `in_parts` are the boundaries whose parts are in this case: a
    status of a system that is read there is that of one part.
    """

    declared: Declared
    case: Case
    timeline: Timeline = field(repr=False)
    answers: tuple[Said, ...] = field(repr=False)
    said: tuple[Said, ...]
    lanes: Mapping[tuple[str, str | None], tuple[Said, ...]]
    reports: tuple[Report, ...]
    unanswered: tuple[Unanswered, ...]
    in_parts: frozenset[str]
    events: Mapping[str, Event] = field(repr=False)  # by their ids
    said_at: Mapping[str, tuple[Said, ...]] = field(repr=False)  # by the ids of the events

    def word(self, one: Said) -> Word:
        if self.declared.status(one.system, one.code) is None:
            return undeclared(one.system)
        return self.declared.vocabulary.word(one.system, one.code)

    def not_after(self, event: Event) -> Iterator[Said]:
        """All that may have been said before an event, or with it."""
        return (one for one in self.said if not self.timeline.precedes(event, one.event))

    def incomplete(self, systems: Iterable[str]) -> tuple[str, ...]:
        """Those of the systems of which something may not have been captured."""
        if not self.case.is_whole:
            return tuple(systems)
        return incomplete(systems, self.case.header, self.declared.contracts)

    def seen(self, event: Event) -> Evidence:
        return Evidence(
            recording=event.file or self.case.recording, line=event.line, case=self.case.name, event=event.id
        )

    def sight(self, one: Said) -> Sight:
        shown = one.event.status if one.how is How.STATUS else None
        at = (one.event.until or one.event.at) if one.how is How.REPLY else one.event.at
        return Sight(
            system=one.system,
            code=one.code,
            status=self.declared.status(one.system, one.code),
            at=at,
            to=shown.to if shown else None,
            reason=shown.reason if shown else None,
            seen=self.seen(one.event),
        )

    def came(self, event: Event) -> Came:
        key = event.effect.key if event.effect is not None else None
        return Came(key=key, at=event.at, seen=self.seen(event))

    def trace(self, words: Iterable[Said]) -> tuple[Step, ...]:
        """These words as a timeline, in order; of many the last."""
        order = {(self.timeline.position(one.event), one.system, one.code): one for one in words}
        chosen = [order[key] for key in sorted(order)][-_MOST_STEPS:]
        return tuple(self._step(number, one) for number, one in enumerate(chosen, start=1))

    def _step(self, number: int, one: Said) -> Step:
        return Step(
            step=number,
            system=one.system,
            shows=one.code,
            says=tuple(map(str, sorted_literals(self.word(one).says))),
            at=self.sight(one).at,
            where=self.case.place(one.event),
        )

    def followed(self, one: Said) -> tuple[Said, ...]:
        """The statuses that this one followed from, back through `of`, and itself."""
        found: list[Said] = [one]
        seen = {one.event.id}
        waiting = list(one.event.of)
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.events:
                continue
            seen.add(name)
            if self.timeline.leads_to(self.events[name], one.event):
                found += self.said_at.get(name, ())
                waiting += self.events[name].of
        return tuple(found)


def changes(lane: Sequence[Said]) -> Iterator[tuple[Said | None, Said]]:
    """Each status that differs from the one before, with that; the first one with None."""
    before: Said | None = None
    for one in lane:
        if before is None or one.code != before.code:
            yield before, one
        before = one


def record(
    declared: Declared,
    case: Case,
    said: Iterable[Said],
    reports: Iterable[Report],
    unanswered: Iterable[Unanswered],
) -> Record:
    timeline = Timeline(case, declared.contracts)
    shown = tuple(said)
    in_parts = frozenset(_in_parts(declared, case, shown))
    events = {event.id: event for event in case.events}
    first: dict[tuple[str | None, ...], Said] = {}
    for one in shown:
        first.setdefault((one.event.id, one.system, one.code, one.part, one.boundary, one.how.value), one)
    ordered = sorted(first.values(), key=lambda one: timeline.position(one.event))
    marked = tuple(_marked(declared, ordered, in_parts, events))
    lanes = _lanes(marked)
    needed = {id(one) for lane in lanes.values() for one in _ends_of_runs(lane)}
    kept = tuple(one for one in marked if id(one) in needed or one.is_repeated or _is_nobodys(one))
    said_at: dict[str, list[Said]] = {}
    for one in kept:
        said_at.setdefault(one.event.id, []).append(one)
    return Record(
        declared=declared,
        case=case,
        timeline=timeline,
        answers=marked,
        said=kept,
        lanes=lanes,
        reports=tuple(sorted(reports, key=lambda one: timeline.position(one.event))),
        unanswered=tuple(unanswered),
        in_parts=in_parts,
        events=events,
        said_at={name: tuple(words) for name, words in said_at.items()},
    )


def _lanes(said: Iterable[Said]) -> Mapping[tuple[str, str | None], tuple[Said, ...]]:
    found: dict[tuple[str, str | None], list[Said]] = {}
    for one in said:
        if not one.is_repeated and not _is_nobodys(one):
            found.setdefault((one.system, one.part), []).append(one)
    return {name: tuple(lane) for name, lane in found.items()}


def _is_nobodys(one: Said) -> bool:
    """Whether it is the status of a part that nobody can tell."""
    return one.is_part and one.part is None


def _ends_of_runs(lane: Sequence[Said]) -> Iterator[Said]:
    """Of a status that is shown several times in a row the first and the last time."""
    for number, one in enumerate(lane):
        before = lane[number - 1].code if number else None
        after = lane[number + 1].code if number + 1 < len(lane) else None
        if one.code != before or one.code != after:
            yield one


def _in_parts(declared: Declared, case: Case, said: Sequence[Said]) -> Iterator[str]:
    """The boundaries with parts that this case has to do with: by a message, or a word of the reporter."""
    if not declared.part_systems:
        return
    crossed = {event.boundary for event in case.events}
    speaking = {declared.body(one.system) for one in said}
    for boundaries in declared.part_systems.values():
        for boundary in boundaries:
            if boundary.name in crossed or declared.body(boundary.reporter) in speaking:
                yield boundary.name


def _marked(
    declared: Declared, said: Sequence[Said], in_parts: frozenset[str], events: Mapping[str, Event]
) -> Iterator[Said]:
    """The same words; those of parts are marked, and messages that were seen before."""
    news: dict[tuple[str, str | None, str], list[Event]] = {}
    for one in said:
        if one.how is How.MESSAGE:
            same = news.setdefault((one.system, one.boundary, one.code), [])
            is_repeated = _is_repeated(one.event, same, events)
            same.append(one.event)
            yield replace(one, is_repeated=True) if is_repeated else one
        elif (
            one.how is How.STATUS
            and in_parts
            and any(each.name in in_parts for each in declared.part_systems.get(one.system, ()))
        ):
            yield replace(one, is_part=True, part=_part_of(one.event))
        else:
            yield one


def _part_of(event: Event) -> str | None:
    if event.key is not None:
        return event.key
    return " ".join(f"{name}={event.ids[name]}" for name in sorted(event.ids)) or None


def _is_repeated(event: Event, before: Sequence[Event], events: Mapping[str, Event]) -> bool:
    """Whether a message was sent before; what was only received may have been sent at any time."""
    match event.kind:
        case Kind.RECEIVED:
            return True
        case Kind.SENT:
            named = (events[name] for name in event.of if name in events)
            return any(one.kind is Kind.SENT and one.boundary == event.boundary for one in named)
        case _:
            return any(one.sent is not ABSENT and one.sent == event.sent for one in before)
